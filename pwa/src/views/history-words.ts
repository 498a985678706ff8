/** A version in words: whose it is, when, by which way it came, and what became of it. */
import type { Version } from "../directory/versions.ts";
import { perLanguage, t } from "../locale.ts";
import { fieldWords } from "./field-words.ts";
import type { Names } from "./use-names.ts";
import type { Trouble } from "./use-versions.ts";

const momentFormat = perLanguage(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" }),
);
const listFormat = perLanguage((tag) => new Intl.ListFormat(tag, { type: "conjunction" }));

/** "Nov 20, 2026, 6:30 PM". */
function momentInWords(at: string): string {
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? at : momentFormat().format(instant);
}

/** When it was made; of what was found, only by when. */
export function whenInWords({ at, isTimeKnown }: Version): string {
  const when = momentInWords(at);
  return isTimeKnown ? when : t("Before {when}", { when });
}

export const fieldsInWords = (fields: readonly string[]): string =>
  listFormat().format([...new Set(fields.map(fieldWords))]);

/** "Elena", "Elena and Luz"; undefined when nobody is named. */
export function peopleInWords(people: readonly string[], names: Names): string | undefined {
  if (people.length === 0) return undefined;
  return listFormat().format([...new Set(people.map((by) => names.whoAndWhen(by, undefined)))]);
}

/** By which way it came; undefined for the usual one, the app. */
export function doorWords({ door, source, fields }: Version): string | undefined {
  switch (door) {
    case "phone":
      return undefined;
    case "couchdb":
      return t("By another program, with this person's key");
    case "import":
      return source
        ? t("A list that was brought in: {name}", { name: source })
        : t("A list that was brought in");
    case "undo":
      return source
        ? t("A list that was taken back: {name}", { name: source })
        : t("A list that was taken back");
    case "partner":
      return t("The service itself, by a link");
    case "upstream":
      return t("It came from another server");
    case "merge":
      return t("Joined with what somebody else changed at the same time");
    case "command":
      return t("By somebody at the server");
    case "found":
      return fields.length > 0 ? t("It was found like this") : undefined;
  }
}

/** What was done: the fields that changed, or that it was added or removed. */
export function deedWords(version: Version): string {
  const { state, fields, base, door, number } = version;
  if (state === "removed") return t("Removed from the directory");
  if (fields.length > 0) return t("Changed: {fields}", { fields: fieldsInWords(fields) });
  if (base !== undefined) return t("Back in the directory");
  if (door !== "found") return t("Added");
  return number === 1 ? t("So it was when this list began") : t("It was found like this");
}

/** One line for a list to choose from: "3: Nov 20, 2026, 6:30 PM, Elena". */
export const lineWords = (version: Version, names: Names): string =>
  [
    `${version.number}: ${whenInWords(version)}`,
    peopleInWords(version.people, names) ?? doorWords(version),
  ]
    .filter(Boolean)
    .join(", ");

/** What keeps the versions from being shown, and what to do. */
export function troubleWords(trouble: Trouble): string {
  switch (trouble) {
    case "offline":
      return t("Earlier versions need signal. They are kept on the server, not on phones.");
    case "signed_out":
      return t("Sign in again to see earlier versions.");
    case "none":
      return t("The server keeps no earlier versions of this, or does not show them now.");
  }
}
