/** What a column may hold, what a finding means, and why a door stayed shut: in words. */
import type { DoorFailure } from "../../imports/door.ts";
import { t } from "../../locale.ts";

export function choiceWords(choice: string): string {
  switch (choice) {
    case "":
      return t("Leave this column out");
    case "id":
      return t("The row’s ID");
    case "service.name":
      return t("Name of the service");
    case "organization.name":
      return t("Name of the organization");
    case "service.description":
      return t("What it is");
    case "service.phones":
      return t("Phone");
    case "service.phones:fax":
      return t("Fax");
    case "service.phones:textphone":
      return t("TTY");
    case "service.phones:text":
      return t("Number for text messages");
    case "service.email":
      return t("Email");
    case "service.url":
      return t("Web page");
    case "service.schedules":
      return t("Hours");
    case "service.languages":
      return t("Languages");
    case "service.categories":
      return t("Kind of help");
    case "service.cost_options":
      return t("Cost");
    case "service.eligibility_description":
      return t("Who can use it");
    case "service.application_process":
      return t("How to apply");
    case "service.service_areas":
      return t("Area served");
    case "service.assured_date":
      return t("Day it was last checked");
    case "place.whole":
      return t("Whole address");
    case "place.street":
      return t("Street");
    case "place.city":
      return t("City");
    case "place.state":
      return t("State");
    case "place.postal_code":
      return t("ZIP code");
    case "place.confidential":
      return t("Is the place confidential?");
    default:
      return choice;
  }
}

export function failureWords(failure: DoorFailure): string {
  switch (failure.status) {
    case "offline":
      return t("This needs signal. Try again where there is some.");
    case "signed_out":
      return t("Sign in again first.");
    case "too_large":
      return t("The file is too large: at most 100 MB.");
    case "stopped":
      return t("It was stopped. Nothing was brought in.");
    case "gone":
      return t("The server no longer holds this list. Choose the file again.");
    case "failed":
      return t("It did not work. The answer was: {reason}", { reason: failure.reason });
  }
}
