/**
 * A day, picked or typed.
 *
 * While somebody types a year the control passes through days of long ago. What is no day
 * that a person could mean goes nowhere: the answer stays as it was, and the screen says so.
 */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, tn } from "../locale.ts";
import { UNKEPT } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { dayOf, daysBetween, isDay } from "./days.ts";
import { judgeEndDay } from "./required.ts";

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly labelId: string;
  readonly helpId?: string | undefined;
  readonly masked: boolean;
  readonly isEndDay?: boolean;
  readonly onDone: () => void;
}

export function DayEditor(props: Props) {
  const { value, onChange, labelId, helpId, masked, isEndDay = false, onDone } = props;
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState("");
  const wrongId = useId();
  const field = useRef<HTMLInputElement>(null);
  // Before the next key is typed: an effect after painting would lose it.
  useLayoutEffect(() => field.current?.focus(), []);
  const refusal = (day: string): string => {
    const isHalf = field.current?.validity.badInput === true; // such as 31 February
    return refusalWords(day, isHalf, isEndDay);
  };
  const type = (day: string) => {
    setTyped(day);
    if (refusal(day) !== "") return;
    setWrong("");
    onChange(day);
  };
  const done = () => {
    const words = refusal(typed);
    if (words === "") return onDone();
    setWrong(words);
    field.current?.focus();
  };
  const control = {
    ref: field,
    class: "input",
    value: masked ? "" : typed,
    readOnly: masked,
    "aria-labelledby": labelId,
    "aria-describedby": [helpId, wrong && wrongId].filter(Boolean).join(" ") || undefined,
    "aria-invalid": wrong ? ("true" as const) : undefined,
    ...UNKEPT,
  };
  return (
    <div class="stack">
      <input {...control} type="date" onInput={(event) => type(event.currentTarget.value)} />
      <p class="wrong" id={wrongId} role="alert">
        {wrong && <Icon name="warn" />}
        {wrong}
      </p>
      {isEndDay && <LongTime day={value} />}
      <div class="row">
        <button type="button" class="button" disabled={masked} onClick={done}>
          <Icon name="check" />
          {t("Done")}
        </button>
      </div>
    </div>
  );
}

/** Why this is not taken; "" if it is. */
function refusalWords(day: string, isHalf: boolean, isEndDay: boolean): string {
  if (isHalf || (day !== "" && !isDay(day))) return t("This is no day. Check it, the year too.");
  if (!isEndDay) return "";
  if (day === "") return t("It always needs a day to end.");
  return judgeEndDay(day, dayOf(new Date())) === "over"
    ? t("This day is over. Pick one that is still to come.")
    : "";
}

/** Said of an end that is far away; it is taken all the same. */
export function LongTime({ day }: { readonly day: string }) {
  const today = dayOf(new Date());
  if (judgeEndDay(day, today) !== "long") return null;
  const days = daysBetween(today, day);
  return (
    <p class="detail" role="status">
      <Icon name="warn" />
      {tn(
        "That is {n} day. A shorter time is safer: it can be signed again.",
        "That is {n} days. A shorter time is safer: it can be signed again.",
        days,
      )}
    </p>
  );
}
