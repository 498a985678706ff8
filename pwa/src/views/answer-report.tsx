/** An editor's answer to a report: fixed, or not changed and why; and the way back. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import type { Body } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import { answered, NOTE_LIMIT, type Suggestion } from "../directory/suggestion.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { outcomeWords } from "./save-outcome.ts";

/** What an editor can do about a report; nothing for one that was answered before. */
export function AnswerReport({ report }: { readonly report: Suggestion }) {
  const { space, member } = useCairn();
  const [isDeclining, setDeclining] = useState(false);
  const [answer, setAnswer] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [before, setBefore] = useState<Body>(); // as it waited, while this screen is open
  const why = useRef<HTMLDivElement>(null);
  const wasDeclining = useRef(false);
  const decline = `decline-${report.id}`;
  useLayoutEffect(() => {
    if (isDeclining) why.current?.querySelector("textarea")?.focus();
    else if (wasDeclining.current) document.getElementById(decline)?.focus();
    wasDeclining.current = isDeclining;
  }, [isDeclining]);
  if (!space || !member) return null;
  const database = directoryOf(space.collaborative);

  const save = async (state: "accepted" | "declined") => {
    if (state === "declined" && answer.trim() === "") {
      setWrong(t("Write why, so that the person knows."));
      return;
    }
    const body = answered(report, state, { answer, editor: member.id, now: new Date() });
    const outcome = await saveEdit(space, database, report.id, body, { basedOn: report.document });
    const problem = outcomeWords(outcome);
    setWrong(problem);
    if (problem !== undefined) return;
    setDeclining(false);
    setBefore(report.document.body);
    announce(t("Saved on this phone. It will be sent when there is signal."));
  };

  const takeBack = async (waiting: Body) => {
    const now = await space.read(report.id);
    const outcome = await saveEdit(space, database, report.id, waiting, {
      undoes: true,
      ...(now ? { basedOn: now } : {}),
    });
    const problem = outcomeWords(outcome);
    setWrong(problem);
    if (problem === undefined) setBefore(undefined);
  };

  if (report.state !== "waiting") {
    return before ? <TakeBack wrong={wrong} onUndo={() => void takeBack(before)} /> : null;
  }
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
      <Wrong words={wrong} />
      <div class="row stretch">
        <Button icon="check" kind="main" onClick={() => void save("accepted")}>
          {t("Fixed")}
        </Button>
        <Button id={decline} icon="cross" onClick={() => setDeclining(true)}>
          {t("Not changed…")}
        </Button>
      </div>
    </>
  );
}

interface TakeBackProps {
  readonly wrong: string | undefined;
  readonly onUndo: () => void;
}

function TakeBack({ wrong, onUndo }: TakeBackProps) {
  const place = useRef<HTMLDivElement>(null);
  // The button that was tapped is gone: go on with the one that takes it back.
  useLayoutEffect(() => place.current?.querySelector("button")?.focus(), []);
  return (
    <div ref={place}>
      <Wrong words={wrong} />
      <Button icon="back" onClick={onUndo}>
        {t("Undo the answer")}
      </Button>
    </div>
  );
}

const Wrong = ({ words }: { readonly words: string | undefined }) =>
  words === undefined ? null : (
    <Notice kind="bad" role="alert">
      {words}
    </Notice>
  );
