/** Two answers to one question, from people who had not seen each other's: choose. */
import { useId } from "preact/hooks";
import { t } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useServices } from "../services.ts";
import { type Asked, mostPicks, type Question } from "../template.ts";
import type { Write } from "./edit.ts";
import { askedAt, type Filled, isTexts } from "./filled.ts";
import { type Given, REMOVED } from "./merge.ts";
import type { Shared } from "./shared.ts";
import { valueWords, whoWords } from "./words.ts";

interface Props {
  readonly question: Question;
  readonly filled: Filled;
  readonly shared: Shared;
  readonly onChoose: (writes: readonly Write[]) => void;
}

export function Choose({ question, filled, shared, onChoose }: Props) {
  const choose = (write: Write) => {
    onChoose([write]);
    announce(t("Chosen."));
  };
  const { given, rows } = filled;
  return (
    <>
      {given.length > 1 && (
        <Among
          asked={question}
          label=""
          given={given}
          shared={shared}
          both={bothOf(question, given)}
          onChoose={(value) => choose({ place: question.id, value })}
        />
      )}
      {rows.map((row, index) => (
        <div class="stack" key={row.id}>
          {row.isAsked && (
            <Kept
              label={`${question.text}: ${index + 1}`}
              onKeep={() => choose({ place: `${question.id}/${row.id}`, value: null })}
              onRemove={() => choose({ place: `${question.id}/${row.id}`, value: REMOVED })}
            />
          )}
          {[...row.fields]
            .filter(([, all]) => all.length > 1)
            .map(([fieldId, all]) => {
              const field = askedAt(question, fieldId);
              return (
                field && (
                  <Among
                    key={fieldId}
                    asked={field}
                    label={`${question.text}: ${index + 1}, ${field.text}`}
                    given={all}
                    shared={shared}
                    both={undefined}
                    onChoose={(value) =>
                      choose({ place: `${question.id}/${row.id}/${fieldId}`, value })
                    }
                  />
                )
              );
            })}
        </div>
      ))}
    </>
  );
}

/** The picks of all together, in the template's order; undefined where they are too many. */
function bothOf(question: Question, given: readonly Given[]): readonly string[] | undefined {
  if (question.type !== "multi") return undefined;
  const picked = new Set(given.flatMap(({ value }) => (isTexts(value) ? value : [])));
  const order = question.options.map(({ id }) => id);
  const both = [...picked].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return both.length <= (mostPicks(question) ?? both.length) ? both : undefined;
}

function Among(props: {
  readonly asked: Asked;
  readonly label: string;
  readonly given: readonly Given[];
  readonly shared: Shared;
  readonly both: readonly string[] | undefined;
  readonly onChoose: (value: Given["value"]) => void;
}) {
  const { asked, label, given, shared, both, onChoose } = props;
  const services = useServices();
  const id = useId();
  return (
    <Notice kind="warn">
      <p>
        <strong>
          {given.length === 2 ? t("Two answers: choose") : t("Several answers: choose")}
        </strong>
      </p>
      {label && <p>{label}</p>}
      <ul class="plain stack">
        {given.map((one, index) => (
          <li key={JSON.stringify(one.value)} class="stack">
            <p class="written" id={`${id}-${index}`}>
              {valueWords(asked, one, services)}
            </p>
            <p class="soft">{t("From {people}", { people: whoWords(one.members, shared) })}</p>
            <div class="row">
              <button
                type="button"
                class="button"
                aria-describedby={`${id}-${index}`}
                onClick={() => onChoose(one.value)}
              >
                {t("Use this answer")}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {both && (
        <div class="row">
          <button type="button" class="button" onClick={() => onChoose(both)}>
            {t("Put all of them together")}
          </button>
        </div>
      )}
      <p>{t("Or give a new answer below. It takes the place of these.")}</p>
    </Notice>
  );
}

const Kept = (props: {
  readonly label: string;
  readonly onKeep: () => void;
  readonly onRemove: () => void;
}) => (
  <Notice kind="warn">
    <p>
      <strong>{props.label}</strong>
    </p>
    <p>{t("One person took this away. Another filled it in at the same time.")}</p>
    <div class="row">
      <button type="button" class="button" onClick={props.onKeep}>
        {t("Keep it")}
      </button>
      <button type="button" class="button" onClick={props.onRemove}>
        {t("Take it away")}
      </button>
    </div>
  </Notice>
);
