/** How long ago an entry was last checked, in words that say what to do about it. */
import { t } from "../locale.ts";
import { agoInWords } from "../when.ts";

export interface Age {
  readonly words: string;
  readonly isOld: boolean; // call before anyone travels
}

const DAY = 24 * 60 * 60 * 1000;
const OLD_AFTER = 365 * DAY;

/** `assured` is a `YYYY-MM-DD`; absent means that nobody has checked it. */
export function ageOf(assured: string | undefined, now: Date): Age {
  const checked = new Date(`${assured}T00:00`).getTime();
  if (assured === undefined || Number.isNaN(checked)) {
    return { words: t("No one has checked this yet: call first"), isOld: true };
  }
  const age = now.getTime() - checked;
  if (age > OLD_AFTER) {
    return { words: t("Not checked for over a year: call first"), isOld: true };
  }
  if (age < DAY) return { words: t("Checked today"), isOld: false };
  return { words: t("Checked {when}", { when: agoInWords(checked, now.getTime()) }), isOld: false };
}
