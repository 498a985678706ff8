/**
 * Why the server did not take a change, in the words of the form that it was made in.
 *
 * The server's own sentences are translated whole (`refusals.ts`). Those about one field
 * name it as it is stored, `The service's phones[0].number must be …`: they are read here.
 */
import { t } from "../locale.ts";
import { fieldWords } from "./field-words.ts";

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
