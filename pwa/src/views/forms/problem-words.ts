/** What is wrong in a field of a form, as a sentence that says what to do. */
import { t } from "../../locale.ts";

// Of a service at one place: wrong only if an address stands in them.
const TOLD_THERE = ["description", "name", "title", "department"];

/** `place`: such as "phones.0.number". */
export function problemWords(place: string): string {
  const [list = "", ...rest] = place.replace(/\.\d+/g, "").split(".");
  const field = rest[rest.length - 1] ?? list;
  if (list === "capacities") return capacityWords(field);
  if (list === "organization_identifiers") return t("Write this, or remove the number.");
  if (list === "programs") return t("Write this, or remove the program.");
  if (list === "cost_options" && field === "option") {
    return t("Say what it costs, or for what, or remove this.");
  }
  if (list === "service_at_locations" && TOLD_THERE.includes(field)) {
    return t("Leave the address out here: it stands with the place itself.");
  }
  if (rest.length > 0 && field === "name") return t("Write a name, or remove this.");
  switch (field) {
    case "name":
      return t("A name is needed.");
    case "number":
      return t("Write a phone number, such as 555-0134.");
    case "email":
      return t("This does not look like an email address.");
    case "minimum_age":
    case "maximum_age":
      return t("The youngest age must not be above the oldest, nor any above 130.");
    case "verify_every_days":
      return t("Write a number of days from 1 to 3650, or leave it empty.");
    case "year_incorporated":
      return t("Write a year with four digits, such as 1987.");
    case "state_province":
      return t("No state, territory or province there has these two letters.");
    case "postal_code":
      return t("Write the postal code as that country has it: 58990, K1A 0B1.");
    case "valid_from":
    case "valid_to":
      return t("Choose a day of the calendar, or leave it empty.");
    case "schedules":
      return t("Some hours are not finished: they are marked. Fill them in, or remove them.");
    case "address":
      return t("An address needs a street, city, state and postal code. Or leave all four empty.");
    case "url":
    case "uri":
    case "website":
    case "logo":
      return t("Write a web address, such as example.org.");
    default:
      return t("Write this, or remove the row.");
  }
}

function capacityWords(field: string): string {
  if (field === "available") return t("Write how many are free now. 0 is a number too.");
  if (field === "maximum") return t("No more can be free than there are.");
  return t("Say what is counted, such as beds.");
}
