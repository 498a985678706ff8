/**
 * The reviews that group worksheets have planned, out of what all members share.
 *
 * Nothing is kept for them: who opens Cairn on the day sees that something was planned,
 * from the same answers as everybody else. A review is over once the group has begun the
 * same form anew on that day or later. Of two answers to the same question, the earlier
 * day counts: better reminded once too often.
 */
import { dueOn, type Planned } from "../../reviews/due.ts";
import { isDay } from "../days.ts";
import type { Template } from "../template.ts";
import { merge } from "./merge.ts";
import type { Run } from "./run.ts";

/** The questions of a template whose answer is a day to look again. */
export const reviewPlaces = ({ sections }: Template): readonly string[] =>
  sections
    .flatMap(({ questions }) => questions)
    .filter(({ type, flags }) => type === "date" && flags.includes("review"))
    .map(({ id }) => id);

/** Those whose day has come, by run; `places` are the review questions of the runs' template. */
export function dueReviews(
  runs: readonly Run[],
  today: string,
  places: readonly string[],
): readonly Planned[] {
  const planned = runs.flatMap((run): Planned[] => {
    const day = plannedDay(run, places);
    const isOver = runs.some((other) => other.id !== run.id && other.startedOn >= (day ?? ""));
    return day === undefined || isOver ? [] : [{ id: run.id, day }];
  });
  return dueOn(planned, today);
}

function plannedDay({ register }: Run, places: readonly string[]): string | undefined {
  const { answers } = merge(register);
  const days = places.flatMap((place) => (answers.get(place) ?? []).map(({ value }) => value));
  return days.filter((day): day is string => typeof day === "string" && isDay(day)).sort()[0];
}
