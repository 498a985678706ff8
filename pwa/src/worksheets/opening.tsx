/** A worksheet's heading for as long as the worksheet itself is on its way. */
import { t } from "../locale.ts";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import type { Opening } from "./catalogue.ts";

export const OpeningPage = (props: {
  readonly opening: Opening;
  readonly onLeave?: (() => void) | undefined;
}) => (
  <Page title={props.opening.entry?.title ?? t("Worksheets")} back={props.onLeave}>
    {props.opening.hasFailed && (
      <Notice kind="warn" role="alert">
        {t("This part is not on this phone yet. Open it once where there is signal.")}
      </Notice>
    )}
  </Page>
);
