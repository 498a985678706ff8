/** An editor's answer to a report: fixed, or not changed and why. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { directoryOf, saveEdit } from "../data/database.ts";
import { answered, NOTE_LIMIT, type Suggestion } from "../directory/suggestion.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";

export function AnswerReport({ report }: { readonly report: Suggestion }) {
  const { space, member } = useCairn();
  const [isDeclining, setDeclining] = useState(false);
  const [answer, setAnswer] = useState("");
  const [wrong, setWrong] = useState<string>();
  const why = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => why.current?.querySelector("textarea")?.focus(), [isDeclining]);
  if (!space || !member) return null;

  const save = async (state: "accepted" | "declined") => {
    if (state === "declined" && answer.trim() === "") {
      setWrong(t("Write why, so that the person knows."));
      return;
    }
    const body = answered(report, state, { answer, editor: member.id, now: new Date() });
    const database = directoryOf(space.collaborative);
    const outcome = await saveEdit(space, database, report.id, body, { basedOn: report.document });
    const problem = outcomeWords(outcome);
    setWrong(problem);
    if (problem === undefined)
      announce(t("Saved on this phone. It will be sent when there is signal."));
  };

  return isDeclining ? (
    <Form onSubmit={() => void save("declined")}>
      <div ref={why}>
        <TextField
          lines
          label={t("Why does it stay as it is?")}
          hint={t("The person who reported it will read this.")}
          value={answer}
          maxLength={NOTE_LIMIT}
          wrong={wrong}
          onInput={setAnswer}
        />
      </div>
      <div class="row">
        <Button submits kind="main">
          {t("Send the answer")}
        </Button>
        <Button kind="quiet" onClick={() => setDeclining(false)}>
          {t("Cancel")}
        </Button>
      </div>
    </Form>
  ) : (
    <>
      {wrong && (
        <Notice kind="bad" role="alert">
          {wrong}
        </Notice>
      )}
      <div class="row stretch">
        <Button icon="check" kind="main" onClick={() => void save("accepted")}>
          {t("Fixed")}
        </Button>
        <Button icon="cross" onClick={() => setDeclining(true)}>
          {t("Not changed…")}
        </Button>
      </div>
    </>
  );
}
