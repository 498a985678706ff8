/** On the tab: something was planned for today or before. It says no more than that. */
import { useContext } from "preact/hooks";
import { t } from "../locale.ts";
import { CairnContext } from "./context.ts";
import { useReviews } from "./use-reviews.ts";

export function ReviewDot() {
  const { due } = useReviews(useContext(CairnContext)?.space);
  return due.length > 0 ? (
    <span class="dot">
      <span class="unseen">{t("Something is planned")}</span>
    </span>
  ) : null;
}
