/** One part of a run: its questions, whether they are saved, and the ways on. */
import { t } from "../../locale.ts";
import { Form } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import type { Asking } from "../frame.tsx";
import { LanguagesAndSound } from "../languages-and-sound.tsx";
import { ReadSection } from "../read-aloud.tsx";
import { type Section, sayReportingOnce } from "../template.ts";
import { secondSection, useSecond } from "../tongues.ts";
import { Also, Twice } from "../twice.tsx";
import type { Write } from "./edit.ts";
import type { FilledRun } from "./filled.ts";
import type { SaveState } from "./filling.ts";
import { GroupQuestion } from "./group-question.tsx";
import { isOwnView, OwnView } from "./own-view.tsx";
import type { Shared } from "./shared.ts";

interface Props extends Omit<Asking, "onDone"> {
  readonly sections: readonly Section[];
  readonly sectionId: string;
  readonly filled: FilledRun;
  readonly shared: Shared;
  readonly state: SaveState;
  readonly isWaiting: boolean;
  readonly onChoose: (writes: readonly Write[]) => void;
  readonly onHold: (questionId: string | undefined) => void;
  readonly onPart: (sectionId: string) => void;
  readonly onParts: () => void;
  readonly onDone: () => void;
  readonly onCover: () => void;
}

export function GroupPart(props: Props) {
  const { template, sections, sectionId, sheet, onPart, onParts, onDone } = props;
  const again = secondSection(useSecond(), sectionId);
  const index = sections.findIndex(({ id }) => id === sectionId);
  const section = sections[index];
  if (section === undefined) return null;
  const before = sections[index - 1];
  const after = sections[index + 1];
  const isOwn = isOwnView(template, sheet);
  return (
    <Page title={section.title} back={onParts}>
      <Also words={again?.title} />
      <div class="promise-line">
        <Saved state={props.state} isWaiting={props.isWaiting} />
        <button type="button" class="button" onClick={props.onCover}>
          {t("Cover the screen")}
        </button>
      </div>
      {props.state === "no_room" && (
        <Notice kind="bad" role="alert">
          {t("This phone is full. What you write now is not saved. Free some space.")}
        </Notice>
      )}
      <LanguagesAndSound template={template} />
      {section.intro && (
        <Twice also={again?.intro}>
          <p class="intro">{section.intro}</p>
        </Twice>
      )}
      <ReadSection section={section} />
      <Form onSubmit={() => {}} label={section.title}>
        {sayReportingOnce(section.questions).map((question) => (
          <GroupQuestion
            key={question.id}
            {...props}
            question={question}
            filled={props.filled.byQuestion.get(question.id)}
          />
        ))}
      </Form>
      {isOwn && <OwnView />}
      <nav class="stack" aria-label={t("Parts")}>
        {after && !isOwn ? (
          <button type="button" class="button main wide" onClick={() => onPart(after.id)}>
            {t("Next: {part}", { part: after.title })}
          </button>
        ) : (
          <button type="button" class="button main wide" onClick={onDone}>
            {t("Done for now")}
          </button>
        )}
        <div class="row stretch">
          {before && (
            <button type="button" class="button" onClick={() => onPart(before.id)}>
              {t("Part before")}
            </button>
          )}
          <button type="button" class="button" onClick={onParts}>
            {t("All parts")}
          </button>
        </div>
      </nav>
    </Page>
  );
}

/** Not a live region: it would speak with every pause in typing. */
const Saved = ({ state, isWaiting }: Pick<Props, "state" | "isWaiting">) => (
  <p class="save-state">
    <Icon name={state === "saved" ? "check" : "clock"} />
    {stateWords(state, isWaiting)}
  </p>
);

function stateWords(state: SaveState, isWaiting: boolean): string {
  if (state === "no_room") return t("Not saved");
  if (state === "saving") return t("Saving…");
  return isWaiting ? t("Saved on this phone. Waiting to be sent.") : t("Saved on this phone");
}
