/** The days that a run itself says to look at it again, for reminders. */
import { isDay } from "../days.ts";
import { type FilledRun, questionsOf } from "./filled.ts";

/** Each day once, the earliest first. Where two days are given and none is chosen, both. */
export function reviewDays({ template, byQuestion }: FilledRun): readonly string[] {
  const days = questionsOf(template)
    .filter(({ type, flags }) => type === "date" && flags.includes("review"))
    .flatMap(({ id }) => byQuestion.get(id)?.given ?? [])
    .flatMap(({ value }) => (typeof value === "string" && isDay(value) ? [value] : []));
  return [...new Set(days)].sort();
}
