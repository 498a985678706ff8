/** Hours as they are typed and read from a schedule, and written back into one. Pure. */
import { withField, withoutField } from "./draft.ts";
import { type Body, text } from "./fields.ts";
import { minutesOf } from "./hours.ts";

/** From when to when: "09:00", or "" while nobody has typed it. */
export interface Times {
  readonly opens: string;
  readonly closes: string;
  readonly isOvernight: boolean; // closes on the next day
}

/** How it is written that a place never closes. */
export const ALL_DAY: Times = { opens: "00:00", closes: "23:59", isOvernight: false };

export const NO_TIMES: Times = { opens: "", closes: "", isOvernight: false };

/** Whether the hours end before they begin, and nobody has said that the next day is meant. */
export function isBackward({ opens, closes, isOvernight }: Times): boolean {
  const [from, to] = [minutesOf(opens), minutesOf(closes)];
  if (from === undefined || to === undefined || isOvernight) return false;
  return to <= from && to !== 0; // until midnight needs no word
}

/** Whether they can be saved. */
export const isWhole = (times: Times): boolean =>
  times.opens !== "" && times.closes !== "" && !isBackward(times);

/** The times of a schedule or an exception. */
export function readTimes(body: Body): Times {
  const at = (field: string) => (text(body, field) ?? "").slice(0, "09:00".length);
  const [opens, closes] = [at("opens_at"), at("closes_at")];
  return { opens, closes, isOvernight: isBackward({ opens, closes, isOvernight: false }) };
}

/** The body with these times. One that is not whole has an empty time: it cannot be saved. */
export function writeTimes(body: Body, times: Times): Body {
  const closes = isWhole(times) ? times.closes : "";
  const pairs = [["opens_at", times.opens] as const, ["closes_at", closes] as const];
  return pairs.reduce((made, [field, time]) => {
    const [, before, zone = ""] = CLOCK.exec(text(body, field) ?? "") ?? [];
    return before === time ? made : withField(made, field, time && time + zone);
  }, body);
}

const CLOCK = /^(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$/;

/** Set, or taken away when empty; a text that says the same already stays as it is. */
export function withText(body: Body, field: string, words: string): Body {
  if ((text(body, field) ?? "") === words) return body;
  return words === "" ? withoutField(body, field) : withField(body, field, words);
}
