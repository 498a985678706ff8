/** Everything that was answered, to read together once more. Nothing here can be changed. */
import { useId } from "preact/hooks";
import type { Entry } from "../directory/entry.ts";
import { paperAge } from "../directory/paper-age.ts";
import { isListed } from "../directory/standing.ts";
import { sayIn, t } from "../locale.ts";
import { Page } from "../parts/page.tsx";
import { dotted, Mask } from "./mask.tsx";
import { serviceWords } from "./service-field.tsx";
import { type Services, useServices } from "./services.ts";
import { type Answer, type Row, type Sheet, shownSections, UNSURE } from "./sheet.ts";
import type { Asked, Question, Section, Template } from "./template.ts";
import { secondQuestion, useSecond } from "./tongues.ts";
import { InSecond, Twice } from "./twice.tsx";
import { dayWords } from "./writing.tsx";

interface Props {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly onBack: () => void;
}

export function Reading({ template, sheet, onBack }: Props) {
  const sections = shownSections(template, sheet)
    .map((section) => ({ ...section, questions: section.questions.filter(isRead(sheet)) }))
    .filter((section) => section.questions.length > 0);
  return (
    <Page title={t("Read it together")} back={onBack}>
      {sections.length === 0 && <p>{t("Nothing was filled in.")}</p>}
      {sections.map((section) => (
        <ReadSection key={section.id} section={section} sheet={sheet} />
      ))}
      <button type="button" class="button main wide" onClick={onBack}>
        {t("We have read it")}
      </button>
    </Page>
  );
}

const ReadSection = ({ section, sheet }: { readonly section: Section; readonly sheet: Sheet }) => (
  <section class="stack">
    <InSecond of={(template) => template.sections.find(({ id }) => id === section.id)?.title ?? ""}>
      <h2>{section.title}</h2>
    </InSecond>
    {section.questions.map((question) => (
      <ReadQuestion key={question.id} question={question} answer={sheet.answers.get(question.id)} />
    ))}
  </section>
);

function ReadQuestion({
  question,
  answer,
}: {
  readonly question: Question;
  readonly answer: Answer | undefined;
}) {
  const label = useId();
  const services = useServices();
  const second = useSecond();
  const again = secondQuestion(second, question.id);
  const lines = answer === undefined ? [] : answerLines(question, answer, services);
  // What was written is the same in every language; what was picked is not.
  const linesAgain =
    answer !== undefined && second && again
      ? sayIn(second.tongue, () => answerLines(again, answer, services))
      : [];
  return (
    <div class="card">
      <Twice also={again?.text}>
        <h3 id={label}>{question.text}</h3>
      </Twice>
      <Mask hides={question.sensitivity === 3} labelId={label}>
        {(masked) =>
          lines.map((line, at) => (
            // By its place: two lines may say the same.
            <Twice
              also={masked || linesAgain[at] === line ? undefined : linesAgain[at]}
              key={`line ${at}`}
            >
              <p class="written" dir="auto">
                {masked ? dotted(line) : line}
              </p>
            </Twice>
          ))
        }
      </Mask>
    </div>
  );
}

/** What is never stored is not shown a second time either. */
const isRead = (sheet: Sheet) => (question: Question) =>
  sheet.answers.has(question.id) && !question.flags.includes("nosave");

/** An answer in words, line by line. */
export function answerLines(
  question: Question,
  answer: Answer,
  services?: Services,
): readonly string[] {
  if (typeof answer !== "object") return [valueWords(question, answer, services)];
  return answer.map((item) =>
    typeof item === "string"
      ? valueWords(question, item, services)
      : rowWords(question, item, services),
  );
}

const rowWords = (question: Question, row: Row, services: Services | undefined): string =>
  question.fields
    .flatMap((field) => {
      const value = row.fields.get(field.id);
      return value === undefined ? [] : [withLabel(field.text, valueWords(field, value, services))];
    })
    .join("\n");

/** "Step: Call"; a question brings its own mark: "How soon? Today". */
export const withLabel = (label: string, words: string): string =>
  label.endsWith("?") ? `${label} ${words}` : `${label}: ${words}`;

/** A service with the day it was checked: what is read or printed later says how old it is. */
function pickedWords(entry: Entry | undefined): string {
  const name = serviceWords(entry);
  return entry && isListed(entry.document.body) ? `${name}. ${paperAge(entry, new Date())}` : name;
}

function valueWords(asked: Asked, value: string | number, services: Services | undefined): string {
  if (asked.type === "date") return dayWords(String(value));
  if (asked.type === "directory") return pickedWords(services?.entryById.get(String(value)));
  if (typeof value === "number") return `${value}: ${asked.labels[value] ?? ""}`;
  const option = asked.options.find(({ id }) => id === value);
  if (option) return option.text;
  return value === UNSURE && asked.options.length > 0 ? t("Not sure") : value;
}
