/** A `survey` document of the shared space, and when it takes answers. Pure. */
import type { ShownDocument } from "../data/document.ts";
import type { JsonObject } from "../data/json.ts";

export interface Survey {
  readonly id: string; // document ID
  readonly uuid: string; // in its link
  readonly template: string;
  readonly area: string;
  readonly opensOn: string; // days, such as "2026-11-20"
  readonly closesOn: string;
  readonly smallest: number;
  readonly isClosed: boolean;
  readonly document: ShownDocument;
}

export type Stage = "not_yet" | "open" | "closed";

const text = (body: JsonObject, key: string): string => {
  const value = body[key];
  return typeof value === "string" ? value : "";
};

export function surveyOfDocument(document: ShownDocument): Survey {
  const { id, body } = document;
  return {
    id,
    uuid: id.replace(/^survey:/, ""),
    template: text(body, "template"),
    area: text(body, "area"),
    opensOn: text(body, "opens_on"),
    closesOn: text(body, "closes_on"),
    smallest: typeof body.smallest === "number" ? body.smallest : 0,
    isClosed: body.state !== "open",
    document,
  };
}

/** Days compare as text. The last day is part of it. */
export function stageOf({ opensOn, closesOn, isClosed }: Survey, today: string): Stage {
  if (isClosed || closesOn < today) return "closed";
  return today < opensOn ? "not_yet" : "open";
}

export interface NewSurvey {
  readonly template: string;
  readonly area: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly smallest: number;
}

export type Missing = "area" | "days" | "smallest";

/** What keeps a new survey from being started. */
export function missingIn(survey: NewSurvey, floor: number): readonly Missing[] {
  const { area, opensOn, closesOn, smallest } = survey;
  return [
    ...(area.trim() === "" ? (["area"] as const) : []),
    ...(opensOn === "" || closesOn < opensOn ? (["days"] as const) : []),
    ...(Number.isInteger(smallest) && smallest >= floor && smallest <= 1000
      ? []
      : (["smallest"] as const)),
  ];
}

export const newSurveyBody = (survey: NewSurvey, member: string): JsonObject => ({
  type: "survey",
  schema: 1,
  template: survey.template,
  area: survey.area.trim(),
  opens_on: survey.opensOn,
  closes_on: survey.closesOn,
  smallest: survey.smallest,
  state: "open",
  started_by: member,
});

/** The same survey, closed today. A day ahead of its opening it ends where it would begin. */
export const closedBody = ({ document, opensOn, closesOn }: Survey, today: string): JsonObject => {
  const last = closesOn < today ? closesOn : today;
  return { ...document.body, state: "closed", closes_on: last < opensOn ? opensOn : last };
};
