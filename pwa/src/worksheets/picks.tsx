/** Answers to pick: one, several, or a step from 0 to 5. */
import { useId, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Also } from "./twice.tsx";

export interface Pick {
  readonly id: string;
  readonly text: string;
}

interface Props {
  readonly picks: readonly Pick[];
  /** The same in the worksheet's second language. */
  readonly again?: readonly Pick[] | undefined;
  readonly several?: boolean;
  readonly chosen: readonly string[];
  /** Answers false when no more can be picked. */
  readonly onPick: (id: string) => boolean;
  readonly most?: number | undefined;
  readonly masked: boolean;
  /** Steps stand side by side where there is room. */
  readonly isScale?: boolean;
}

/** The options, each as wide as the screen. The caller stands them in a fieldset. */
export function Picks(props: Props) {
  const { picks, again, several = false, chosen, onPick, most, masked, isScale } = props;
  const group = useId(); // opaque: browsers remember controls by their names
  const [isFull, setFull] = useState(false);
  const isChosen = (id: string) => !masked && chosen.includes(id);
  return (
    <>
      <div class={isScale ? "choices steps" : "choices"}>
        {picks.map(({ id, text }) => (
          <label class={isChosen(id) ? "check chosen" : "check"} key={id}>
            <input
              type={several ? "checkbox" : "radio"}
              name={several ? undefined : group}
              aria-labelledby={again && `${group}-${id}`}
              autocomplete="off"
              disabled={masked}
              checked={isChosen(id)}
              onChange={(event) => {
                const done = onPick(id);
                setFull(!done);
                // The browser has ticked it already; a refused pick must not stay ticked.
                if (!done) event.currentTarget.checked = isChosen(id);
              }}
            />
            <span>
              <span id={`${group}-${id}`}>{text}</span>
              <Also words={again?.find((pick) => pick.id === id)?.text} />
            </span>
          </label>
        ))}
      </div>
      {most !== undefined && (
        <p class={isFull ? "wrong" : "hint"} role="status">
          {isFull && <Icon name="warn" />}
          {isFull
            ? t("You have picked {most}. Take one off to pick another.", { most })
            : t("{n} of {most} picked", { n: masked ? "•" : chosen.length, most })}
        </p>
      )}
    </>
  );
}

/** A scale's steps as picks: the number and its word. */
export const scalePicks = (labels: readonly string[]): readonly Pick[] =>
  labels.map((label, step) => ({ id: String(step), text: `${step}: ${label}` }));
