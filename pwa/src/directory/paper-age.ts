/** How old an entry is, and whether it is another directory's, for paper: read weeks later. */
import { t } from "../locale.ts";
import { dayInWords, today } from "../when.ts";
import { ageOf } from "./age.ts";
import type { Entry } from "./entry.ts";
import { daysSinceChecked, isAhead } from "./verification.ts";

/**
 * "Last checked: May 4, 2026. From another directory."
 *
 * Without that directory's name: it may say what kind of help somebody asked for.
 */
export function paperAge({ document: { body }, assured, origin }: Entry, now: Date): string {
  const days = daysSinceChecked(body, today(now));
  const day = assured === undefined || days === undefined || isAhead(days) ? undefined : assured;
  const words = [
    day === undefined
      ? t("Not checked: call first.")
      : t("Last checked: {day}.", { day: dayInWords(day) }),
    ...(day !== undefined && ageOf(body, now).isOld ? [t("Call first.")] : []),
    ...(origin ? [t("From another directory.")] : []),
  ];
  return words.join(" ");
}
