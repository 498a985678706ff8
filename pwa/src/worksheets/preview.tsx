/** What stands above a worksheet that is only being tried out. */
import { t } from "../locale.ts";
import { Notice } from "../parts/notice.tsx";

export const PreviewMark = () => (
  <Notice kind="warn">
    <strong>{t("Preview")}</strong> {t("This is a draft to try out. Nothing is kept.")}
  </Notice>
);
