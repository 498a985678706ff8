/**
 * Why the server did not take a change, in the words of the form that it was made in.
 *
 * The server's own sentences are translated whole (`refusals.ts`). Those about one field
 * name it as it is stored, `The service's phones[0].number must be …`: they are read here.
 */
import { t } from "../locale.ts";

const FAULT = /^The \w+'s ([a-z_0-9.[\]]+) (.+)\.$/;
const HIDDEN = /^The location is confidential, so it must not hold ([^:]+):/;
const AGES = "The service must not have a minimum_age above its maximum_age.";

export function refusalWords(reason: string): string {
  if (reason === AGES) {
    return t("The youngest age must not be above the oldest, nor any above 130.");
  }
  const [, path, expected] = FAULT.exec(reason) ?? [];
  if (path && expected) {
    return t("{field}: {fault}", { field: fieldWords(path), fault: faultWords(expected) });
  }
  const [, hidden] = HIDDEN.exec(reason) ?? [];
  if (hidden) {
    const fields = [...new Set(hidden.split(", ").map(fieldWords))].join(", ");
    return t("This place is private. Take out what could tell where it is: {fields}.", { fields });
  }
  return t(reason);
}

/** What is asked of the field, from the server's "must be …". */
function faultWords(expected: string): string {
  const limit = Number(/\d+/.exec(expected));
  if (/^must be at most \d+ letters long$/.test(expected)) {
    return t("use at most {n} letters.", { n: limit });
  }
  if (/^must have at most \d+ entries$/.test(expected)) {
    return t("use at most {n} rows.", { n: limit });
  }
  if (expected.startsWith("must be a phone number")) {
    return t("write a phone number, such as 555-0134.");
  }
  if (expected.startsWith("must be a web address")) {
    return t("write a web address, such as https://example.org.");
  }
  if (expected.startsWith("must be an email address")) {
    return t("write an email address, such as a@example.org.");
  }
  return t("it is not written in a way that can be kept.");
}

/** The field's name on screen. A part of a row goes by the row's, an address by its part. */
function fieldWords(path: string): string {
  const steps = path.replace(/\[\d+\]/g, "").split(".");
  const field = (steps[0] === "addresses" && steps[1]) || steps[0] || path;
  const words: Readonly<Record<string, string>> = {
    name: t("Name"),
    alternate_name: t("Other name"),
    description: t("What it is"),
    alert: t("Short warning"),
    url: t("Website"),
    website: t("Website"),
    email: t("Email"),
    phones: t("Phone numbers"),
    schedules: t("Hours"),
    cost_options: t("Cost"),
    fees_description: t("More about the cost"),
    languages: t("Languages spoken"),
    interpretation_services: t("Interpreters"),
    categories: t("Kind of help"),
    eligibility_description: t("Who it serves"),
    minimum_age: t("Youngest age"),
    maximum_age: t("Oldest age"),
    application_process: t("How to get it"),
    required_documents: t("What to bring"),
    service_areas: t("Areas it serves"),
    addresses: t("Where"),
    address_1: t("Street and number"),
    address_2: t("Suite or floor"),
    city: t("City or town"),
    region: t("County or region"),
    state_province: t("State"),
    postal_code: t("ZIP code"),
    transportation: t("How to get there"),
    accessibility: t("For people with disabilities"),
    note: t("Note"),
  };
  return words[field] ?? field;
}
