/** Coordinators start a survey. Its link works once the server has it. */
import { useState } from "preact/hooks";
import { commonsOf } from "../data/database.ts";
import { saveEdit } from "../data/save.ts";
import { newId } from "../directory/new-id.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Choices, Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { missingIn, newSurveyBody } from "../surveys/survey-document.ts";
import { useSurveyEntries } from "../worksheets/catalogue.ts";
import { dayOf } from "../worksheets/days.ts";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";

const DAYS_OPEN = 30;
const DAY_MS = 24 * 3_600_000;

export function SurveyStartView() {
  const { navigation, space, member } = useCairn();
  const entries = useSurveyEntries();
  const [chosen, setChosen] = useState<string>();
  const entry = entries.find(({ id }) => id === chosen) ?? entries[0];
  const floor = entry?.survey?.smallest ?? 10;
  const [area, setArea] = useState("");
  const [opensOn, setOpensOn] = useState(() => dayOf(new Date()));
  const [closesOn, setClosesOn] = useState(() => dayOf(new Date(Date.now() + DAYS_OPEN * DAY_MS)));
  const [typed, setTyped] = useState<string>();
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!space || !member || !entry)
    return <Page title={t("Start a survey")} back={navigation.back} />;

  const survey = { template: entry.id, area, opensOn, closesOn, smallest: Number(typed ?? floor) };
  const missing = missingIn(survey, floor);
  const save = async () => {
    setTried(true);
    if (missing.length > 0) return;
    const id = `survey:${newId()}`;
    const body = newSurveyBody(survey, member.id);
    const outcome = await saveEdit(space, commonsOf(space.collaborative), id, body);
    const words = outcomeWords(outcome);
    setProblem(words);
    if (words === undefined) navigation.replace({ name: "survey", id });
  };
  return (
    <Page title={t("Start a survey")} back={navigation.back}>
      <Form onSubmit={() => void save()}>
        <Choices
          label={t("Which questions?")}
          value={entry.id}
          choices={entries.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => {
            setChosen(id);
            setTyped(undefined);
          }}
        />
        <TextField
          label={t("Which area?")}
          hint={t("A county, or larger. Never a town or a street.")}
          value={area}
          maxLength={80}
          wrong={isTried && missing.includes("area") ? t("Write an area.") : undefined}
          onInput={setArea}
        />
        <TextField type="date" label={t("Opens on")} value={opensOn} onInput={setOpensOn} />
        <TextField
          type="date"
          label={t("Last day")}
          value={closesOn}
          wrong={isTried && missing.includes("days") ? t("It must end after it opens.") : undefined}
          onInput={setClosesOn}
        />
        <TextField
          type="number"
          inputMode="numeric"
          label={t("Fewest people behind a number")}
          hint={t("At least {floor}. You can ask for more. It never goes down again.", { floor })}
          value={typed ?? `${floor}`}
          wrong={
            isTried && missing.includes("smallest")
              ? t("A whole number from {floor} to 1000.", { floor })
              : undefined
          }
          onInput={setTyped}
        />
        {problem && (
          <Notice kind="bad" role="alert">
            {problem}
          </Notice>
        )}
        <Button submits kind="main" wide>
          {t("Start it")}
        </Button>
      </Form>
    </Page>
  );
}
