/** Asked before answers that are only in memory are lost. */
import { t } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";

export const AskToForget = (props: {
  readonly onStay: () => void;
  readonly onErase: () => void;
}) => (
  <Page title={t("Leave this worksheet?")}>
    <p>
      {t(
        "What you only talked about is erased from this phone's memory. It cannot come back. What is saved stays.",
      )}
    </p>
    <button type="button" class="button main wide" onClick={props.onStay}>
      {t("Go back to the worksheet")}
    </button>
    <button type="button" class="button wide" onClick={props.onErase}>
      {t("Leave")}
    </button>
  </Page>
);
