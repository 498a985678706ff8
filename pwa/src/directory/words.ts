/** Plain words for what the directory writes in codes. */
import { currentLanguage, perLanguage, t } from "../locale.ts";
import { DAYS, type Day } from "./calendar.ts";

export const CATEGORIES = [
  "hotline",
  "shelter",
  "legal",
  "housing",
  "food",
  "money",
  "health",
  "mental-health",
  "children",
  "immigration",
  "transport",
  "pets",
  "tribal",
  "other",
] as const;

export type Category = (typeof CATEGORIES)[number];

/** A category's name; one that this version does not know is shown as it is written. */
export function categoryWords(category: string): string {
  const words: Readonly<Record<Category, string>> = {
    hotline: t("Crisis line"),
    shelter: t("Shelter"),
    legal: t("Legal help"),
    housing: t("Housing"),
    food: t("Food"),
    money: t("Money"),
    health: t("Health care"),
    "mental-health": t("Counseling"),
    children: t("Children"),
    immigration: t("Immigration"),
    transport: t("Rides"),
    pets: t("Pets"),
    tribal: t("Tribal programs"),
    other: t("Other help"),
  };
  return words[category as Category] ?? category;
}

export const STATUSES = ["active", "temporarily closed", "inactive", "defunct"] as const;

export type Status = (typeof STATUSES)[number];

export function statusWords(status: Status): string {
  const words: Readonly<Record<Status, string>> = {
    active: t("Open to people now"),
    "temporarily closed": t("Closed for a while"),
    inactive: t("Not running now"),
    defunct: t("Closed for good"),
  };
  return words[status];
}

export const REPORTS = [
  "wrong_number",
  "closed",
  "moved",
  "wrong_hours",
  "not_helpful",
  "other",
] as const;

export type Report = (typeof REPORTS)[number];

export function reportWords(what: string): string {
  const words: Readonly<Record<Report, string>> = {
    wrong_number: t("The phone number is wrong"),
    closed: t("It has closed"),
    moved: t("It has moved"),
    wrong_hours: t("The hours are wrong"),
    not_helpful: t("It did not help"),
    other: t("Something else"),
  };
  return words[what as Report] ?? what;
}

const weekdayFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, { weekday: "long" }));
const timeFormat = perLanguage(
  (tag) => new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit" }),
);
const languageNames = perLanguage((tag) => new Intl.DisplayNames(tag, { type: "language" }));

/** Languages of this land that browsers may know by their code alone. */
const unnamed = (): Readonly<Record<string, string>> => ({
  ase: t("American Sign Language"),
  nv: t("Navajo"),
});

/** A language's own name in the language on screen: "es" is "Spanish". */
export function languageWords(code: string): string {
  try {
    const known = languageNames().of(code) ?? code;
    const name = known === code ? (unnamed()[code] ?? code) : known;
    return name.charAt(0).toLocaleUpperCase() + name.slice(1);
  } catch {
    return code;
  }
}

/** "Monday". 2024 began on a Monday. */
export function dayWords(day: Day): string {
  const name = weekdayFormat().format(new Date(2024, 0, 1 + DAYS.indexOf(day)));
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** "9:00 AM", from minutes since midnight. */
export const timeWords = (minutes: number): string =>
  timeFormat().format(new Date(2024, 0, 1, 0, minutes));

/** "$12.50". A currency that no browser knows is shown as it is written. */
export function moneyWords(amount: number, currency: string): string {
  try {
    const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
    return new Intl.NumberFormat(currentLanguage(), style).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
