/** Which lines go on the copy: none at first, each one put there by the survivor. */
import { useId, useState } from "preact/hooks";
import { t, tn } from "../locale.ts";
import { Form } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { addedTogether, type Offered, type OfferedPart } from "./copy.ts";
import type { Line } from "./copy-lines.ts";
import { dotted, Mask } from "./mask.tsx";

interface Choosing {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

interface Props extends Choosing {
  readonly parts: readonly OfferedPart[];
  /** Of those chosen, how many are still answers on the sheet. */
  readonly count: number;
  readonly onBack: () => void;
  readonly onLook: () => void;
}

export const ChooseLines = ({ parts, count, chosen, onChoose, onBack, onLook }: Props) => (
  <Page title={t("What do you want to take?")} back={onBack}>
    {parts.length === 0 ? (
      <p>{t("Nothing was filled in that can be copied.")}</p>
    ) : (
      <p>{t("Nothing is on the copy until you add it. The less there is, the safer it is.")}</p>
    )}
    <Form onSubmit={() => {}} label={t("What do you want to take?")}>
      {parts.map((part) => (
        <PartLines key={part.id} part={part} chosen={chosen} onChoose={onChoose} />
      ))}
    </Form>
    <p role="status">{tn("{n} line chosen", "{n} lines chosen", count)}</p>
    {count > 0 && (
      <button type="button" class="button main wide" onClick={onLook}>
        {t("Look at the copy")}
      </button>
    )}
  </Page>
);

function PartLines({ part, chosen, onChoose }: Choosing & { readonly part: OfferedPart }) {
  const title = useId();
  const add = useId();
  const together = addedTogether(part);
  return (
    <section class="stack">
      <h2 id={title}>{part.title}</h2>
      {together.length > 1 && (
        <div class="row">
          <button
            type="button"
            class="button"
            id={add}
            aria-labelledby={`${add} ${title}`}
            onClick={() => onChoose(new Set([...chosen, ...together]))}
          >
            {t("Add all of this part")}
          </button>
        </div>
      )}
      {part.offered.map((offered) => (
        <QuestionLines
          key={offered.questionId}
          offered={offered}
          chosen={chosen}
          onChoose={onChoose}
        />
      ))}
    </section>
  );
}

function QuestionLines({ offered, chosen, onChoose }: Choosing & { readonly offered: Offered }) {
  const label = useId();
  const [asking, setAsking] = useState<string>(); // the line that is warned about
  const add = (id: string) => onChoose(new Set([...chosen, id]));
  const toggle = ({ id }: Line) => {
    if (chosen.has(id)) onChoose(new Set([...chosen].filter((one) => one !== id)));
    else if (offered.care === "warned") setAsking(id);
    else add(id);
  };
  return (
    <fieldset class="stack">
      <legend>
        <h3 id={label}>{offered.label}</h3>
      </legend>
      <Mask hides={offered.care === "warned"} labelId={label}>
        {(masked) =>
          offered.lines.map((line) => (
            <div class="stack taken-line" key={line.id}>
              <label class="check">
                <input
                  type="checkbox"
                  autocomplete="off"
                  disabled={masked}
                  checked={!masked && chosen.has(line.id)}
                  onChange={(event) => {
                    toggle(line);
                    // The browser has ticked it already; what is warned about waits for a yes.
                    event.currentTarget.checked = offered.care !== "warned" && !chosen.has(line.id);
                  }}
                />
                <span class="line-words" dir="auto">
                  {masked ? dotted(line.words) : line.words}
                </span>
              </label>
              {!masked && asking === line.id && (
                <Warning
                  onAdd={() => {
                    add(line.id);
                    setAsking(undefined);
                  }}
                  onLeave={() => setAsking(undefined)}
                />
              )}
            </div>
          ))
        }
      </Mask>
    </fieldset>
  );
}

const Warning = (props: { readonly onAdd: () => void; readonly onLeave: () => void }) => (
  <Notice kind="warn" role="alert">
    <p>
      {t(
        "If the wrong person finds this line, it could put you in danger. A court may ask for it.",
      )}
    </p>
    <div class="row">
      <button type="button" class="button" onClick={props.onLeave}>
        {t("Leave it off")}
      </button>
      <button type="button" class="button" onClick={props.onAdd}>
        {t("Add it all the same")}
      </button>
    </div>
  </Notice>
);
