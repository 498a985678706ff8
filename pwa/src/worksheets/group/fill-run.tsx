/** A run in use: its parts and their questions. What is filled in is saved as it is. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Place, Session } from "../session.ts";
import type { Sheet } from "../sheet.ts";
import type { Template } from "../template.ts";
import { holdScreen } from "../wake-lock.ts";
import type { Write } from "./edit.ts";
import { noRows, sheetOf, writesOf } from "./fill-in.ts";
import { type FilledRun, fill, isKept, questionsOf, shownParts } from "./filled.ts";
import { GroupCover } from "./group-cover.tsx";
import { GroupPart } from "./group-part.tsx";
import { GroupParts } from "./group-parts.tsx";
import { useFilling } from "./hooks.ts";
import { noteLooked } from "./looked.ts";
import { isOwnView, withoutTheRest } from "./own-view.tsx";
import { lookedAt, type Run } from "./run.ts";
import { groupSessions } from "./sessions.ts";
import type { Shared } from "./shared.ts";
import { runTitle } from "./words.ts";

interface Props {
  readonly template: Template;
  readonly run: Run;
  readonly shared: Shared;
  readonly session: Session;
  readonly onDirectory: (() => void) | undefined;
}

const TYPED = new Set(["text", "longtext", "repeat"]);

export function FillRun({ template, run, shared, session, onDirectory }: Props) {
  const { member, space } = shared;
  const filling = useFilling(shared, run, template);
  const onScreen = useRef(noRows()).current;
  const register = filling.register();
  const filled = useMemo(() => fill(template, register), [template, register]);
  const asked = useMemo(() => withoutRules(template), [template]);
  const sheet = sheetOf(filled, session.sheet, member.id, onScreen);
  const shown = shownParts(filled, session.sheet.answers);
  const sections = isOwnView(template, sheet) ? withoutTheRest(shown) : shown;
  useEffect(holdScreen, []);
  useEffect(() => void noteLooked(space, run.id, lookedAt(run)), [run.register]);

  const change = (change: (sheet: Sheet) => Sheet) => {
    const after = change(sheet);
    const writes = questionsOf(template)
      .filter(isKept)
      .map((question) => ({
        isTyped: TYPED.has(question.type),
        writes: writesOf(
          question,
          sheet.answers.get(question.id),
          after.answers.get(question.id),
          onScreen,
          Date.now(),
        ),
      }));
    for (const { writes: some, isTyped } of writes) filling.write(some, { isTyped });
    groupSessions.change((memory) => ({ ...memory, ...inMemory(template, filled, after) }));
  };
  const choose = (writes: readonly Write[]) => filling.write(writes, { isTyped: false });
  const go = (place: Place) => {
    filling.hold(undefined);
    groupSessions.go(place);
  };
  const toParts = () => go({ at: "parts" });
  const toPart = (sectionId: string) => go({ at: "part", sectionId });
  const toRun = () => go({ at: "start" });

  if (session.covered) return <GroupCover onOpen={groupSessions.uncover} />;
  const { place } = session;
  const isHere = place.at === "part" && sections.some(({ id }) => id === place.sectionId);
  if (place.at !== "part" || !isHere)
    return (
      <GroupParts
        title={runTitle(run)}
        sections={sections}
        filled={filled}
        onPart={toPart}
        onDone={toRun}
      />
    );
  return (
    <GroupPart
      key={place.sectionId}
      template={asked}
      sheet={sheet}
      sections={sections}
      sectionId={place.sectionId}
      filled={filled}
      shared={shared}
      state={filling.state()}
      isWaiting={run.isWaiting}
      change={change}
      onChoose={choose}
      onHold={filling.hold}
      onPart={toPart}
      onParts={toParts}
      onDone={toRun}
      onCover={groupSessions.cover}
      onDirectory={onDirectory}
    />
  );
}

/** What is only talked about, of the questions that are on screen; the rest is dropped. */
function inMemory(
  template: Template,
  filled: FilledRun,
  after: Sheet,
): Pick<Sheet, "answers" | "talked"> {
  const open = new Map(
    questionsOf(template)
      .filter((question) => !isKept(question))
      .flatMap(({ id }) => {
        const answer = after.answers.get(id);
        return answer === undefined ? [] : [[id, answer] as const];
      }),
  );
  const shown = new Set(
    shownParts(filled, open).flatMap(({ questions }) => questions.map(({ id }) => id)),
  );
  return {
    answers: new Map([...open].filter(([id]) => shown.has(id))),
    talked: new Set([...after.talked].filter((id) => shown.has(id))),
  };
}

/**
 * The template without its rules, for changing answers: others' answers stay where they
 * are when a rule hides them, and are not taken away with it.
 */
const withoutRules = (template: Template): Template => ({
  ...template,
  sections: template.sections.map((section) => ({
    ...section,
    rule: undefined,
    questions: section.questions.map((question) => ({ ...question, rule: undefined })),
  })),
});
