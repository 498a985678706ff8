/** What is not right: tapping first, typing only if wanted. */
import { useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, Form, TextField } from "../parts/field.tsx";

const NOTE_LIMIT = 500; // characters, as the server takes them

interface Props {
  readonly isBusy: boolean;
  readonly takesWords: boolean; // false: a report reaches every phone, and words could tell a place
  readonly onSend: (wrong: readonly string[], note: string) => void;
  readonly onCancel: () => void;
}

export function Corrections({ isBusy, takesWords, onSend, onCancel }: Props) {
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const choices: readonly (readonly [string, string])[] = [
    ["wrong_number", t("The phone number is wrong")],
    ["wrong_hours", t("The hours are wrong")],
    ["moved", t("It has moved")],
    ["closed", t("It has closed")],
    ["other", t("Something else")],
  ];
  const send = () => {
    const isEmpty = wrong.length === 0 && note.trim() === "";
    setMissing(isEmpty);
    if (!isEmpty) onSend(wrong, note.trim());
  };
  return (
    <Form onSubmit={send}>
      <fieldset class="section">
        <legend>{t("What is wrong?")}</legend>
        <div class="choices">
          {choices.map(([value, label]) => (
            <Check
              key={value}
              label={label}
              checked={wrong.includes(value)}
              onChange={(checked) => {
                const others = wrong.filter((one) => one !== value);
                setWrong(checked ? [...others, value] : others);
                setMissing(false);
              }}
            />
          ))}
        </div>
      </fieldset>
      {takesWords ? (
        <TextField
          lines
          label={t("What would be right?")}
          hint={t("Write about the service only. Never write a secret address here.")}
          value={note}
          maxLength={NOTE_LIMIT}
          onInput={(words) => {
            setNote(words);
            setMissing(false);
          }}
        />
      ) : (
        <p>{t("An editor will call you. To keep your place safe, nothing can be written here.")}</p>
      )}
      {isMissing && (
        <p class="wrong" role="alert">
          {t("Choose what is wrong.")}
        </p>
      )}
      <div class="row stretch">
        <Button submits kind="main" isBusy={isBusy}>
          {t("Send")}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t("Cancel")}
        </Button>
      </div>
    </Form>
  );
}
