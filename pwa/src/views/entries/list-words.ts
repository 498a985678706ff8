/** What the list of all entries says, in words. */
import type { Entry } from "../../directory/entry.ts";
import { isTrue, text } from "../../directory/fields.ts";
import { type BroughtIn, type Column, type State, stateOf } from "../../directory/listing.ts";
import { daysDue } from "../../directory/verification.ts";
import { categoryWords } from "../../directory/words.ts";
import { perLanguage, t } from "../../locale.ts";

export function columnWords(column: Column): string {
  const words: Readonly<Record<Column, string>> = {
    name: t("Name"),
    organization: t("Organization"),
    category: t("Kind of help"),
    place: t("Place"),
    state: t("State"),
    public: t("Seen by"),
    checked: t("Last checked"),
    reports: t("Reports"),
  };
  return words[column];
}

export function stateWords(state: State): string {
  const words: Readonly<Record<State, string>> = {
    published: t("Published"),
    draft: t("Draft"),
    retired: t("No longer offered"),
  };
  return words[state];
}

/** What a row says in a column that is ordered by words. */
export function cellWords(entry: Entry, column: Column): string {
  const { body } = entry.document;
  switch (column) {
    case "name":
      return entry.name;
    case "organization":
      return entry.organization ?? "";
    case "category":
      return entry.categories.map(categoryWords).join(", ");
    case "place":
      return entry.area;
    case "state":
      return stateWords(stateOf(body));
    case "public":
      return isTrue(body, "public") ? t("Everybody") : t("Members");
    default:
      return "";
  }
}

/** One choice of where entries came from. */
export function importWords({ list, on, count }: BroughtIn): string {
  if (list === "") return t("A list, not known which ({n})", { n: count });
  if (on === "") return t("The list “{list}” ({n})", { list, n: count });
  return t("“{list}” on {day} ({n})", { list, day: dayWords(on), n: count });
}

const shortDay = perLanguage((tag) => new Intl.DateTimeFormat(tag, { dateStyle: "medium" }));

export interface Checked {
  readonly words: string;
  readonly isOverdue: boolean;
}

export function checkedCell(entry: Entry, today: string): Checked {
  const { body } = entry.document;
  const day = text(body, "assured_date");
  const due = daysDue(body, today);
  if (day === undefined) return { words: t("Never"), isOverdue: true };
  const words = dayWords(day);
  return { words, isOverdue: due === undefined || due >= 0 };
}

function dayWords(day: string): string {
  const date = new Date(`${day}T12:00`);
  return Number.isNaN(date.getTime()) ? day : shortDay().format(date);
}
