/**
 * What a hand-out says: the directory's own words, and nothing about who made it, or when. Pure.
 *
 * How old an entry is stands there as a day: paper is read weeks later. Whose directory it is
 * from stands there without a name, which may say what kind of help somebody asked for.
 */
import { DAYS } from "../directory/calendar.ts";
import type { Entry } from "../directory/entry.ts";
import { type Body, text } from "../directory/fields.ts";
import { type Hours, isAllDay } from "../directory/hours.ts";
import { weekOf } from "../directory/open-now.ts";
import { fromWords } from "../directory/origin.ts";
import { paperAge } from "../directory/paper-age.ts";
import { takesCalls, takesTexts } from "../directory/phone-link.ts";
import { dayWords, timeWords } from "../directory/words.ts";
import { t } from "../locale.ts";

/** One service on it. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly lines: readonly string[]; // hours, place, cost
  readonly age: string; // when it was checked, and whether by others
  readonly from: string; // whose it is, for the screen only; "": our own
}

export const itemsOf = (entries: readonly Entry[], now: Date): readonly Item[] =>
  entries.map((entry) => ({
    id: entry.id,
    name: entry.name,
    phones: entry.phones.flatMap((phone) => phoneWords(phone) ?? []),
    lines: [...hoursWords(entry, now), ...placeWords(entry), ...(entry.isFree ? [t("Free")] : [])],
    age: paperAge(entry, now),
    from: entry.origin ? fromWords(entry.origin) : "",
  }));

/** The plain text of a file. */
export const leafletText = (items: readonly Item[]): string =>
  items
    .map(({ name, phones, lines, age }) => [name, ...phones, ...lines, age].join("\n"))
    .join("\n\n");

/** The plain text of a message: names and numbers. */
export const messageText = (items: readonly Item[]): string =>
  items.map(({ name, phones }) => [name, ...phones].join("\n")).join("\n\n");

/**
 * An address that opens the phone's messages with `words` in them, to nobody yet.
 *
 * Android wants "?body=", iOS "&body=": both take "?&body=".
 */
export const messageAddress = (words: string): string => `sms:?&body=${encodeURIComponent(words)}`;

function phoneWords(phone: Body): string | undefined {
  const number = text(phone, "number");
  if (number === undefined || !(takesCalls(phone) || takesTexts(phone))) return undefined;
  const extension = phone.extension;
  const shown = extension
    ? t("{number} ext. {extension}", { number, extension: String(extension) })
    : number;
  const called = takesCalls(phone) ? shown : t("Text {number}", { number: shown });
  const about = text(phone, "description");
  return about === undefined ? called : `${called} (${about})`;
}

/** Every week's hours: a paper outlives a holiday. */
function hoursWords({ schedules }: Entry, now: Date): readonly string[] {
  const weekly = schedules.map(({ exceptions: _ended, ...schedule }): Body => schedule);
  const week = weekOf(weekly, now);
  const notes = [...new Set(weekly.flatMap((schedule) => text(schedule, "description") ?? []))];
  if (DAYS.every((day) => week[day].some(isAllDay))) return [t("Open day and night"), ...notes];
  const lines: { first: string; last: string; hours: string }[] = [];
  let before: string | undefined; // the hours of the day before
  for (const day of DAYS) {
    const hours = week[day].map(spanWords).join(", ");
    const line = lines[lines.length - 1];
    if (hours !== "" && hours === before && line) line.last = dayWords(day);
    else if (hours !== "") lines.push({ first: dayWords(day), last: dayWords(day), hours });
    before = hours;
  }
  const words = lines.map(({ first, last, hours }) =>
    first === last
      ? `${first}: ${hours}`
      : `${t("{from} to {to}", { from: first, to: last })}: ${hours}`,
  );
  return [...words, ...notes];
}

const spanWords = (hours: Hours): string =>
  isAllDay(hours)
    ? t("All day")
    : t("{from} to {to}", { from: timeWords(hours.opens), to: timeWords(hours.closes % 1440) });

const placeWords = ({ places }: Entry): readonly string[] =>
  places.flatMap(({ isConfidential, address }) => {
    if (isConfidential) return [t("The address is private. Call first.")];
    return address.length > 0 ? [address.join(", ")] : [];
  });
