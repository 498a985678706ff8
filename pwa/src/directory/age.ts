/** How long ago an entry was last checked, in words that say what to do about it. */
import { t } from "../locale.ts";
import { daysAgoInWords, today } from "../when.ts";
import type { Body } from "./fields.ts";
import { daysSinceChecked, isAhead, isDue } from "./verification.ts";

export interface Age {
  readonly words: string;
  readonly isOld: boolean; // call before anyone travels
}

/** `isThere`: another collaborative's entry, checked over there or not at all. */
export function ageOf(body: Body, now: Date, isThere = false): Age {
  const date = today(now);
  const days = daysSinceChecked(body, date);
  if (days === undefined) {
    const words = isThere
      ? t("No one there says when it was checked: call first")
      : t("No one has checked this yet: call first");
    return { words, isOld: true };
  }
  // Never "today": an entry that is years old would be fresh on a phone whose clock stands still.
  if (isAhead(days)) {
    return {
      words: t("Call first: the date on this phone, or of the last check, is wrong"),
      isOld: true,
    };
  }
  if (days <= 0) {
    return { words: isThere ? t("Checked there today") : t("Checked today"), isOld: false };
  }
  const when = daysAgoInWords(days);
  if (isThere) {
    return isDue(body, date)
      ? { words: t("Last checked there {when}. Call first.", { when }), isOld: true }
      : { words: t("Checked there {when}", { when }), isOld: false };
  }
  return isDue(body, date)
    ? { words: t("Last checked {when}. Call first.", { when }), isOld: true }
    : { words: t("Checked {when}", { when }), isOld: false };
}
