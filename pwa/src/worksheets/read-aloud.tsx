/** "Read aloud": a question or a part's beginning, in each language that is shown. */
import { useEffect, useId, useLayoutEffect, useState } from "preact/hooks";
import { type Language, sayIn, t, tongueOnScreen } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { reader } from "../sound/index.ts";
import type { Said } from "../sound/reader.ts";
import type { Recordings } from "../sound/recordings.ts";
import { languageOf } from "./catalogue.ts";
import { questionStrings, said, sectionStrings } from "./said.ts";
import { sessions } from "./session.ts";
import type { Question, Section, Template } from "./template.ts";
import { useTongues } from "./tongues.ts";

// In the same moment, not when the next screen has been drawn.
let place = sessions.current()?.place;
sessions.subscribe(() => {
  const session = sessions.current();
  if (session?.covered || session?.place !== place) reader.stop();
  place = session?.place;
});

export const ReadQuestion = (props: { readonly question: Question; readonly labelId: string }) => (
  <ReadAloud
    labelId={props.labelId}
    strings={(template, recordings) => {
      const question = template.sections
        .flatMap(({ questions }) => questions)
        .find(({ id }) => id === props.question.id);
      return question ? said(questionStrings(template, question), recordings) : [];
    }}
  />
);

export const ReadSection = (props: { readonly section: Section }) => (
  <ReadAloud
    strings={(template, recordings) => {
      const section = template.sections.find(({ id }) => id === props.section.id);
      return section ? said(sectionStrings(template, section), recordings) : [];
    }}
  />
);

function ReadAloud(props: {
  /** Names what is read; a part's beginning needs no name. */
  readonly labelId?: string;
  readonly strings: (template: Template, recordings: Recordings) => readonly Said[];
}) {
  const tongues = useTongues();
  useReader();
  if (tongues === undefined) return null;
  const { first, recordings, second } = tongues;
  const shown = [
    {
      language: languageOf(first),
      strings: props.strings(first, recordings),
      tongue: tongueOnScreen(),
    },
    ...(second ? [{ ...second, strings: props.strings(second.template, second.recordings) }] : []),
  ].filter(({ language, strings }) => reader.canRead(language, strings));
  if (shown.length === 0) return null;
  return (
    <div class="row read-aloud">
      {shown.map(({ language, strings, tongue }) => (
        <ReadButton
          key={language}
          language={language}
          strings={strings}
          start={sayIn(tongue, () => t("Read aloud"))}
          stop={sayIn(tongue, () => t("Stop reading"))}
          labelId={props.labelId}
        />
      ))}
    </div>
  );
}

function ReadButton(props: {
  readonly language: Language;
  readonly strings: readonly Said[];
  readonly start: string;
  readonly stop: string;
  readonly labelId: string | undefined;
}) {
  const button = useId();
  const isReading = reader.current() === button;
  useLayoutEffect(
    () => () => {
      if (reader.current() === button) reader.stop();
    },
    [button],
  );
  return (
    <button
      type="button"
      class="button quiet"
      id={button}
      lang={props.language}
      aria-labelledby={props.labelId && `${button} ${props.labelId}`}
      onClick={() =>
        isReading ? reader.stop() : reader.read(button, props.language, props.strings)
      }
    >
      <Icon name={isReading ? "stop" : "sound"} />
      {isReading ? props.stop : props.start}
    </button>
  );
}

/** Draw again with each begin and end of reading, and when voices come. */
export function useReader(): void {
  const [, setDrawn] = useState(0);
  useEffect(() => reader.subscribe(() => setDrawn((drawn) => drawn + 1)), []);
}
