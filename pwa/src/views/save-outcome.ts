/** What a save that did not happen means to the person who wanted it. */
import type { SaveOutcome } from "../data/save.ts";
import { t } from "../locale.ts";

/** `undefined` when it was saved. */
export function outcomeWords(outcome: SaveOutcome): string | undefined {
  switch (outcome.status) {
    case "saved":
      return undefined;
    case "changed_elsewhere":
      return t("You changed this in another window. Go back and open it again.");
    case "no_room":
      return t("This phone is full, so nothing was saved. Free some space and try again.");
  }
}
