/** Report what is wrong with an entry: tapping first, typing only if wanted. */
import { useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import { saveEdit } from "../data/save.ts";
import { isAllPrivate, leadsToDoor } from "../directory/door.ts";
import { newId } from "../directory/new-id.ts";
import { NOTE_LIMIT, newSuggestion } from "../directory/suggestion.ts";
import { REPORTS, type Report, reportWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Choices, Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { DetailNotice } from "./detail-notice.tsx";
import { REPORT_TELLS } from "./refusals.ts";
import { outcomeWords } from "./save-outcome.ts";

export function ReportView({ id }: { readonly id: string }) {
  const { directory, navigation, space, member } = useCairn();
  const [what, setWhat] = useState<Report>();
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [isSaved, setSaved] = useState(false);
  const entry = directory.entryById.get(id);
  const name = entry?.name ?? "";
  if (!space || !member) return null;
  if (isSaved) return <Thanks />;

  const save = async () => {
    if (what === undefined) {
      setWrong(t("Choose what is wrong."));
      return;
    }
    if (entry && isAllPrivate(entry) && leadsToDoor(note)) {
      setWrong(t(REPORT_TELLS));
      return;
    }
    const body = newSuggestion(id, what, { note, member: member.id, now: new Date() });
    const docId = `suggestion:${newId()}`;
    const outcome = await saveEdit(space, directoryOf(space.collaborative), docId, body);
    const problem = outcomeWords(outcome);
    setWrong(problem);
    setSaved(problem === undefined);
    if (problem === undefined) navigation.setUnsaved(false);
  };

  return (
    <Page title={t("Report what is wrong")} back={navigation.back}>
      <p>{name}</p>
      {entry?.origin && (
        <Notice>
          {t(
            "This is another collaborative's entry. Your report goes to our own editors: they can write a note with it, or call them.",
          )}
        </Notice>
      )}
      <Form onSubmit={() => void save()}>
        <Choices
          label={t("What is wrong?")}
          value={what}
          wrong={what === undefined ? wrong : undefined}
          choices={REPORTS.map((value) => ({ value, label: reportWords(value) }))}
          onChange={(value) => {
            setWhat(value);
            setWrong(undefined);
          }}
        />
        <TextField
          lines
          label={t("Anything to add? (You can skip this.)")}
          hint={t("Write about the service only. Do not write anything about a person you help.")}
          value={note}
          maxLength={NOTE_LIMIT}
          onInput={(value) => {
            setNote(value);
            navigation.setUnsaved(value.trim() !== "");
          }}
        />
        <DetailNotice text={note} />
        <p class="soft">{t("{left} letters left", { left: NOTE_LIMIT - note.length })}</p>
        {what !== undefined && wrong && (
          <Notice kind="bad" role="alert">
            {wrong}
          </Notice>
        )}
        <Button submits kind="main" wide>
          {t("Save the report")}
        </Button>
      </Form>
    </Page>
  );
}

function Thanks() {
  const { navigation } = useCairn();
  return (
    <Page title={t("Thank you")}>
      <Notice kind="good" role="status">
        {t("Saved on this phone. It will be sent when there is signal.")}
      </Notice>
      <p>{t("An editor will look at it. You will see the answer with the entry.")}</p>
      <Button kind="main" wide onClick={navigation.back}>
        {t("Back to the entry")}
      </Button>
    </Page>
  );
}
