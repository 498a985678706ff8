/** The worksheet itself: what it says of itself, and its parts. */
import {
  type At,
  added,
  fromDraft,
  idsIn,
  type Part,
  partsIn,
  textOf,
  withList,
} from "../../authoring/draft.ts";
import { newQuestion, newSection } from "../../authoring/kinds.ts";
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Choices } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { showPreview } from "../../worksheets/catalogue.ts";
import type { About } from "../../worksheets/template.ts";
import { useCairn } from "../context.ts";
import { typeWords } from "./edit-question.tsx";
import { ProblemList } from "./problem-list.tsx";
import { nameOf, wrongAt } from "./problem-words.ts";
import { PartRows } from "./rows.tsx";
import { RuleBuilder } from "./rule-builder.tsx";
import { SaidFields } from "./said-fields.tsx";
import type { Editing } from "./use-keeper.ts";

interface Props {
  readonly editing: Editing;
  readonly onOpen: (at: At) => void;
}

export function EditWorksheet({ editing, onOpen }: Props) {
  const { draft, keeper } = editing;
  const { navigation } = useCairn();
  const said = (name: string, label: string, hint = "", lines = true) => (
    <SaidFields
      editing={editing}
      at=""
      part={draft}
      name={name}
      label={label}
      lines={lines}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <>
      {said("title", t("Title"), "", false)}
      {said("purpose", t("What it is for"))}
      {said("who", t("Who uses it"))}
      <section class="section">
        <Choices<About>
          label={t("What it is about")}
          value={textOf(draft, "about") as About}
          choices={[
            { value: "person", label: t("One person: every choice gets “Not sure” and “Skip”") },
            { value: "group", label: t("A group or our own work") },
            { value: "guide", label: t("Nothing to fill in: only to read") },
          ]}
          wrong={wrongAt(editing.problems, "", "about")}
          onChange={(about) => editing.change("", { ...draft, about })}
        />
      </section>
      <section class="section stack" aria-labelledby="parts">
        <h2 id="parts">{t("Parts")}</h2>
        <PartRows editing={editing} at="" list="sections" mayCopy>
          {(section, at) => (
            <button type="button" class="opens" id={`open-${at}`} onClick={() => onOpen(at)}>
              <span>
                <strong>{nameOf(section)}</strong>
                <span class="soft">
                  {tn("{n} question", "{n} questions", partsIn(section, "questions").length)}
                </span>
              </span>
              <Icon name="next" />
            </button>
          )}
        </PartRows>
        <Button
          onClick={() => {
            keeper.change(
              withList(draft, "", "sections", (all) => added(all, newSection(idsIn(draft)))),
            );
            onOpen(`sections/${partsIn(draft, "sections").length}`);
          }}
        >
          {t("Add a part")}
        </Button>
      </section>
      <details class="section">
        <summary>{t("More about the worksheet")}</summary>
        {said(
          "list_title",
          t("Title in the list"),
          t("Where the title would say too much over a shoulder. Leave empty to use the title."),
          false,
        )}
        {said("list_purpose", t("What the list says it is for"))}
        {said("basis", t("Where the topics come from"))}
        {said("retention", t("What is kept"))}
        {said("note", t("Note"))}
      </details>
      <ProblemList editing={editing} onOpen={onOpen} />
      <Button
        icon="sheet"
        wide
        onClick={() => navigation.go({ name: "worksheet", id: preview(draft) })}
      >
        {t("Preview")}
      </Button>
      <Button
        id="to-publish"
        icon="send"
        kind="main"
        wide
        onClick={() =>
          navigation.go({ name: "authoring", place: { screen: "publish", id: keeper.docId } })
        }
      >
        {t("Publish…")}
      </Button>
      <p class="hint">
        {t("The draft is saved on this phone as you write. Nobody fills it in before you publish.")}
      </p>
    </>
  );
}

/** Show the draft as it stands, under an ID of its own. */
function preview(draft: Part): string {
  const { template, es } = fromDraft({ ...draft, id: `preview:${textOf(draft, "id")}` });
  return showPreview(template, { es });
}

/** One part: its title, opening words, when it shows, and its questions. */
export function EditSection({ editing, onOpen, at, part }: Props & { at: At; part: Part }) {
  const { draft, keeper } = editing;
  return (
    <>
      <SaidFields editing={editing} at={at} part={part} name="title" label={t("Title")} />
      <SaidFields
        editing={editing}
        at={at}
        part={part}
        name="intro"
        label={t("Opening words")}
        lines
      />
      <section class="section stack" aria-labelledby="questions">
        <h2 id="questions">{t("Questions")}</h2>
        <PartRows editing={editing} at={at} list="questions" mayCopy>
          {(question, here) => (
            <button type="button" class="opens" id={`open-${here}`} onClick={() => onOpen(here)}>
              <span>
                <strong>{nameOf(question)}</strong>
                <span class="soft">{typeWords(textOf(question, "type") as "text")}</span>
              </span>
              <Icon name="next" />
            </button>
          )}
        </PartRows>
        <Button
          onClick={() => {
            keeper.change(
              withList(draft, at, "questions", (all) => added(all, newQuestion(idsIn(draft)))),
            );
            onOpen(`${at}/questions/${partsIn(part, "questions").length}`);
          }}
        >
          {t("Add a question")}
        </Button>
      </section>
      <RuleBuilder editing={editing} at={at} part={part} />
    </>
  );
}
