/** "Bring a spreadsheet": a file becomes a draft, or every reason why not is listed by place. */
import { useState } from "preact/hooks";
import {
  type Brought,
  type DoorFailure,
  readSpreadsheet,
  type SheetProblem,
  XLSX,
} from "../../authoring/door.ts";
import { toDraft } from "../../authoring/draft.ts";
import { draftBody } from "../../authoring/keeper.ts";
import { commonsOf } from "../../data/database.ts";
import { saveEdit } from "../../data/save.ts";
import { newId } from "../../directory/new-id.ts";
import { inWords, isTranslated, loadSaid } from "../../imports/said.ts";
import { t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { today } from "../../when.ts";
import { sourceOf } from "../../worksheets/catalogue.ts";
import { useCairn } from "../context.ts";
import { failureWords } from "./failure-words.ts";

type Stage =
  | { readonly at: "choose" }
  | { readonly at: "reading"; readonly name: string }
  | { readonly at: "failed"; readonly failure: DoorFailure }
  | { readonly at: "done"; readonly draftId: string; readonly brought: Brought };

export function BringSpreadsheet() {
  const { navigation, space, member } = useCairn();
  const [stage, setStage] = useState<Stage>({ at: "choose" });

  const bring = async (file: File | undefined) => {
    if (!file || !space || !member) return;
    setStage({ at: "reading", name: file.name });
    const [read] = await Promise.all([readSpreadsheet(fetch, member.id, file), loadSaid()]);
    if (!read.ok) {
      announce(failureWords(read.failure));
      return setStage({ at: "failed", failure: read.failure });
    }
    const { template, es } = read.value;
    const draftId = `worksheet_draft:${newId()}`;
    const of = sourceOf(`${template.id}`) ? `${template.id}` : undefined;
    const body = draftBody(toDraft(template, es), of, member.id, today(new Date()));
    await saveEdit(space, commonsOf(space.collaborative), draftId, body);
    announce(t("The spreadsheet is a draft now."));
    setStage({ at: "done", draftId, brought: read.value });
  };

  return (
    <Page title={t("Bring a spreadsheet")} back={navigation.back} arrival={navigation.arrival}>
      <p>
        {t(
          "An XLSForm (.xlsx), as Kobo and ODK write it. It becomes a draft: nothing is published yet.",
        )}
      </p>
      <form autocomplete="off">
        <label class="label" for="spreadsheet">
          {t("Spreadsheet (.xlsx)")}
        </label>
        <input
          id="spreadsheet"
          class="input"
          type="file"
          autocomplete="off"
          accept={`.xlsx,${XLSX}`}
          disabled={stage.at === "reading"}
          onChange={(event) => {
            const input = event.currentTarget;
            const [file] = input.files ?? [];
            // Emptied: the same file, put right, can be chosen again.
            void bring(file).finally(() => {
              input.value = "";
            });
          }}
        />
      </form>
      {stage.at === "reading" && (
        <div role="status" class="stack">
          <p>{t("Reading {name}…", { name: stage.name })}</p>
          <progress aria-label={t("Reading the spreadsheet")} />
        </div>
      )}
      {stage.at === "failed" && <Failed failure={stage.failure} />}
      {stage.at === "done" && (
        <>
          <Notice kind="good">
            <p>{t("The spreadsheet is a draft now.")}</p>
          </Notice>
          <Notes notes={stage.brought.notes} />
          <Button
            icon="pen"
            kind="main"
            wide
            onClick={() =>
              navigation.replace({
                name: "authoring",
                place: { screen: "draft", id: stage.draftId, at: "" },
              })
            }
          >
            {t("Open the draft")}
          </Button>
        </>
      )}
    </Page>
  );
}

function Failed({ failure }: { readonly failure: DoorFailure }) {
  if (failure.status !== "unusable") {
    return (
      <Notice kind="bad">
        <p>{failureWords(failure)}</p>
      </Notice>
    );
  }
  const count = failure.problems.length;
  const isPartlyEnglish = !failure.problems.every(({ said }) => isTranslated(said));
  return (
    <section class="section stack" aria-labelledby="sheet-problems">
      <h2 id="sheet-problems">{failureWords(failure)}</h2>
      <p>
        {tn(
          "{n} thing to put right in the spreadsheet. Then choose it again.",
          "{n} things to put right in the spreadsheet. Then choose it again.",
          count,
        )}
      </p>
      {isPartlyEnglish && <p class="hint">{t("Some of it is said in English.")}</p>}
      <ul class="plain">
        {failure.problems.slice(0, 200).map((problem, place) => (
          <li key={place} class="card">
            <p>
              <strong>{sheetWords(problem)}</strong>
            </p>
            <p lang={isTranslated(problem.said) ? undefined : "en"}>
              {inWords(problem.said, problem.why)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Sheet survey, row 5, column relevant". */
function sheetWords({ sheet, row, column, cell }: SheetProblem): string {
  const words = [
    sheet && t("Sheet {name}", { name: sheet }),
    row && t("row {n}", { n: row }),
    column && t("column {name}", { name: column }),
    cell && t("cell {name}", { name: cell }),
  ].filter(Boolean);
  return words.join(", ") || t("The file");
}

const Notes = ({ notes }: { readonly notes: readonly string[] }) =>
  notes.length === 0 ? null : (
    <details class="section">
      <summary>{tn("{n} note", "{n} notes", notes.length)}</summary>
      <ul>
        {notes.map((note) => (
          <li key={note} lang="en">
            {note}
          </li>
        ))}
      </ul>
    </details>
  );
