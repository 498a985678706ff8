/** What stands in place of a group worksheet that nobody has touched for a while. */
import { t } from "../../locale.ts";
import { Page } from "../../parts/page.tsx";

export const GroupCover = ({ onOpen }: { readonly onOpen: () => void }) => (
  <Page title={t("Covered")}>
    <p>{t("What is saved stays saved. What you only talk about is erased after a while.")}</p>
    <button type="button" class="button main wide" onClick={onOpen}>
      {t("Go on")}
    </button>
  </Page>
);
