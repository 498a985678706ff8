/** How long ago an entry was last checked, in words that say what to do about it. */
import { t } from "../locale.ts";
import { daysAgoInWords, today } from "../when.ts";
import type { Body } from "./fields.ts";
import { daysSinceChecked, isAhead, isDue } from "./verification.ts";

export interface Age {
  readonly words: string;
  readonly isOld: boolean; // call before anyone travels
}

export function ageOf(body: Body, now: Date): Age {
  const date = today(now);
  const days = daysSinceChecked(body, date);
  if (days === undefined) {
    return { words: t("No one has checked this yet: call first"), isOld: true };
  }
  // Never "today": an entry that is years old would be fresh on a phone whose clock stands still.
  if (isAhead(days)) {
    return {
      words: t("Call first: the date on this phone, or of the last check, is wrong"),
      isOld: true,
    };
  }
  if (days <= 0) return { words: t("Checked today"), isOld: false };
  const when = daysAgoInWords(days);
  return isDue(body, date)
    ? { words: t("Last checked {when}. Call first.", { when }), isOld: true }
    : { words: t("Checked {when}", { when }), isOld: false };
}
