/** Why the server did not do it, and what to do. */
import type { DoorFailure } from "../../authoring/door.ts";
import { t } from "../../locale.ts";

export function failureWords(failure: DoorFailure): string {
  switch (failure.status) {
    case "offline":
      return t("This needs signal. Try again where there is some.");
    case "signed_out":
      return t("Sign in again first.");
    case "too_large":
      return t("The file is too large: at most 5 MB.");
    case "unusable":
      return t("This spreadsheet cannot be a worksheet yet.");
    case "failed":
      return t("It did not work. The answer was: {reason}", { reason: failure.reason });
  }
}
