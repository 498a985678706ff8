/** The "?" beside a field's name: it opens what the field means, with an example. */
import { useContext, useState } from "preact/hooks";
import { t } from "../../locale.ts";
import type { Help } from "../../parts/field.tsx";
import { FormContext } from "./form-context.ts";
import { helpWords } from "./help-words.ts";

/** The help for the field at a place; undefined when there is none. */
export function useHelp(id: string, place: string, label: string): Help | undefined {
  const { kind } = useContext(FormContext);
  const [isOpen, setOpen] = useState(false);
  const words = helpWords(kind, place);
  if (words === undefined) return undefined;
  const wordsId = `${id}-help`;
  return {
    id: wordsId,
    button: (
      <button
        type="button"
        class="help"
        aria-expanded={isOpen}
        aria-controls={wordsId}
        aria-label={t("Help: {field}", { field: label })}
        onClick={() => setOpen(!isOpen)}
      >
        ?
      </button>
    ),
    words: (
      <p id={wordsId} class="help-words" hidden={!isOpen}>
        {words}
      </p>
    ),
  };
}

interface LegendProps {
  readonly id: string;
  readonly place: string;
  readonly words: string;
}

/** The name of a group of controls, with its help. The group is described by `${id}-help`. */
export function HelpedLegend({ id, place, words }: LegendProps) {
  const help = useHelp(id, place, words);
  return (
    <>
      <legend>{words}</legend>
      {help && <div class="legend-help">{help.button}</div>}
      {help?.words}
    </>
  );
}
