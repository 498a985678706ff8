/**
 * Answers to pick, one or several. Simpler than a worksheet's: nothing is masked, and there is
 * one language at a time, so the page brings none of what those take.
 */
import { useId, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";

interface Props {
  readonly picks: readonly { readonly id: string; readonly text: string }[];
  readonly several: boolean;
  readonly chosen: readonly string[];
  /** Answers false when no more can be picked. */
  readonly onPick: (id: string) => boolean;
  readonly most: number | undefined;
}

export function Picks({ picks, several, chosen, onPick, most }: Props) {
  const group = useId(); // opaque: browsers remember controls by their names
  const [isFull, setFull] = useState(false);
  return (
    <>
      <div class="choices">
        {picks.map(({ id, text }) => (
          <label class={chosen.includes(id) ? "check chosen" : "check"} key={id}>
            <input
              type={several ? "checkbox" : "radio"}
              name={several ? undefined : group}
              autocomplete="off"
              checked={chosen.includes(id)}
              onChange={(event) => {
                const done = onPick(id);
                setFull(!done);
                // The browser has ticked it already; a refused pick must not stay ticked.
                if (!done) event.currentTarget.checked = chosen.includes(id);
              }}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      {most !== undefined && (
        <p class={isFull ? "wrong" : "hint"} role="status">
          {isFull && <Icon name="warn" />}
          {isFull
            ? t("You have picked {most}. Take one off to pick another.", { most })
            : t("{n} of {most} picked", { n: chosen.length, most })}
        </p>
      )}
    </>
  );
}
