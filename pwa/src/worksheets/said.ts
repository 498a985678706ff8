/** What may be read aloud of a worksheet: the template's own words, and nothing that was answered. */

import type { Said } from "../sound/reader.ts";
import type { Recordings } from "../sound/recordings.ts";
import { possibleOptions } from "./seams.ts";
import type { Asked, Question, Section, Template } from "./template.ts";

/** One string and its place, `template/section/question/option#field`. */
interface Placed {
  readonly place: string;
  readonly text: string;
}

/** The strings of a question in the order they stand on screen. */
export function questionStrings(template: Template, question: Question): readonly Placed[] {
  const section = template.sections.find(({ questions }) =>
    questions.some(({ id }) => id === question.id),
  );
  if (section === undefined) return [];
  const place = `${template.id}/${section.id}/${question.id}`;
  return spoken([
    ...askedStrings(place, question),
    ...question.fields.flatMap((field) => askedStrings(`${place}/${field.id}`, field)),
  ]);
}

/** A part's title and what it says before its questions. */
export const sectionStrings = (template: Template, section: Section): readonly Placed[] =>
  spoken([
    { place: `${template.id}/${section.id}#title`, text: section.title },
    { place: `${template.id}/${section.id}#intro`, text: section.intro },
  ]);

/** The strings as the reader takes them. */
export const said = (strings: readonly Placed[], recordings: Recordings = {}): readonly Said[] =>
  strings.map(({ place, text }) => ({ text, recording: recordings[place]?.address }));

const askedStrings = (place: string, asked: Asked): readonly Placed[] => [
  { place: `${place}#text`, text: asked.text },
  { place: `${place}#help`, text: asked.help },
  ...asked.labels.map((text, step) => ({ place: `${place}/${step}#label`, text })),
  ...possibleOptions(asked.options).map(({ id, text }) => ({ place: `${place}/${id}#text`, text })),
];

const spoken = (strings: readonly Placed[]): readonly Placed[] =>
  strings.filter(({ text }) => text !== "");
