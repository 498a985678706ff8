/**
 * The reviews that group worksheets have planned, out of the documents that all members share.
 *
 * Nothing is kept for them: who opens Cairn on the day sees that something was planned,
 * from the same answers as everybody else. A review is over once the group has begun the
 * same form anew on that day or later. Of two answers to the same question, the earlier
 * day counts: better reminded once too often.
 */
import type { ShownDocument } from "../../data/document.ts";
import { text } from "../../directory/fields.ts";
import { dueOn, type Planned } from "../../reviews/due.ts";
import { isDay } from "../days.ts";
import type { Template } from "../template.ts";
import { merge } from "./merge.ts";
import { join, readAnswers, registerOf } from "./register.ts";

/** The questions of a template whose answer is a day to look again. */
export const reviewPlaces = ({ sections }: Template): readonly string[] =>
  sections
    .flatMap(({ questions }) => questions)
    .filter(({ type, flags }) => type === "date" && flags.includes("review"))
    .map(({ id }) => id);

/**
 * Those whose day has come. `documents` are group worksheets and their sheets, in any
 * order; `placesOf` gives the review questions of a template, none where it is not known.
 */
export function dueReviews(
  documents: readonly ShownDocument[],
  today: string,
  placesOf: (templateId: string) => readonly string[],
): readonly Planned[] {
  const worksheets = documents.filter(({ body }) => body.type === "group_worksheet");
  const planned = worksheets.flatMap((worksheet): Planned[] => {
    const id = worksheet.id.slice(worksheet.id.indexOf(":") + 1);
    const template = text(worksheet.body, "template") ?? "";
    const day = plannedDay(sheetsOf(documents, id), placesOf(template));
    const isOver = worksheets.some(
      ({ id: other, body }) =>
        other !== worksheet.id &&
        body.template === template &&
        day !== undefined &&
        (text(body, "started_on") ?? "") >= day,
    );
    return day === undefined || isOver ? [] : [{ id, day }];
  });
  return dueOn(planned, today);
}

const sheetsOf = (documents: readonly ShownDocument[], id: string): readonly ShownDocument[] =>
  documents.filter(({ body }) => body.type === "group_sheet" && body.worksheet === id);

function plannedDay(
  sheets: readonly ShownDocument[],
  places: readonly string[],
): string | undefined {
  const leaves = sheets.flatMap(({ body, conflicts }) =>
    [body, ...conflicts].map((leaf) =>
      registerOf({ member: text(leaf, "member") ?? "", answers: readAnswers(leaf) }),
    ),
  );
  const { answers } = merge(join(...leaves));
  const days = places.flatMap((place) => (answers.get(place) ?? []).map(({ value }) => value));
  return days.filter((day): day is string => typeof day === "string" && isDay(day)).sort()[0];
}
