/** For editors: choose between two answers, or write another. Works without signal. */
import { useId, useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import { questionsOf, textOfValue, wholeBody, withValue } from "../directory/changes.ts";
import { undone } from "../directory/difference.ts";
import { text } from "../directory/fields.ts";
import { problemsOf } from "../directory/problems.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Form } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Answers, type Choice } from "./choose-answers.tsx";
import { useCairn } from "./context.ts";
import { fieldWords } from "./field-words.ts";
import { OneDocument } from "./one-document.tsx";
import { outcomeWords } from "./save-outcome.ts";
import { finished } from "./use-draft.ts";

export const ChooseView = ({ id }: { readonly id: string }) => (
  <OneDocument id={id} title={t("Two answers: choose")}>
    {(shown) => shown && <ChooseForm shown={shown} />}
  </OneDocument>
);

function ChooseForm({ shown }: { readonly shown: ShownDocument }) {
  const { space, navigation, tellSaved } = useCairn();
  const [body] = useState(() => wholeBody(shown));
  const [questions] = useState(() => questionsOf(body));
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [wrong, setWrong] = useState<string>();
  const note = useId();

  const save = async () => {
    const decided = questions.filter(({ field }) => chosen[field] !== undefined);
    if (decided.length === 0) return setWrong(t("Choose an answer first."));
    const after = finished(
      decided.reduce((now, { field }) => withValue(now, field, chosen[field]?.value ?? []), body),
      body,
    );
    const [problem] = problemsOf(after, body);
    if (problem) return setWrong(problemWords(problem));
    if (!space) return;
    const database = directoryOf(space.collaborative);
    const outcome = await saveEdit(space, database, shown.id, after, {
      basedOn: { ...shown, body },
      decisions: { decided: decided.map(({ field }) => field) },
    });
    const words = outcomeWords(outcome);
    setWrong(words);
    if (words !== undefined) return;
    navigation.setUnsaved(false);
    tellSaved(async () => {
      const now = await space.read(shown.id);
      if (!now) return;
      const before = undone(now.body, { before: body, saved: after });
      await saveEdit(space, database, shown.id, before, { basedOn: now, undoes: true });
    });
    navigation.back();
  };

  if (questions.length === 0) return <p>{t("Nothing to choose here any more.")}</p>;
  return (
    <Form onSubmit={() => void save()}>
      <h2>{text(body, "name")}</h2>
      <p id={note}>
        {t(
          "Two people changed this at the same time. Until you choose, everybody sees the first answer.",
        )}
      </p>
      {questions.map((question) => (
        <Answers
          key={question.field}
          question={question}
          choice={chosen[question.field]}
          mayWrite={question.answers.every(({ value }) => isPlain(question.field, value))}
          onChoose={(choice) => {
            setChosen({ ...chosen, [question.field]: choice });
            navigation.setUnsaved(true);
          }}
        />
      ))}
      {wrong && (
        <Notice kind="bad" role="alert">
          {wrong}
        </Notice>
      )}
      <Button submits kind="main" icon="check" wide>
        {t("Save what I chose")}
      </Button>
    </Form>
  );
}

const WRITTEN = [
  ...["name", "alternate_name", "description", "alert", "url", "website", "email"],
  ...["fees_description", "interpretation_services", "eligibility_description"],
  ...["application_process", "transportation"],
];

/** Tell whether another answer can be typed here; others have their own form. */
const isPlain = (field: string, value: Parameters<typeof textOfValue>[0]): boolean =>
  WRITTEN.includes(field) && (value.length === 0 || textOfValue(value) !== undefined);

const problemWords = (problem: string): string =>
  t("This cannot be saved so. Look at: {field}", { field: fieldWords(problem) });
