/** How the list of all entries is narrowed and ordered. */
import { useEffect, useId, useState } from "preact/hooks";
import type { Entry } from "../../directory/entry.ts";
import {
  type Asked,
  COLUMNS,
  countAsked,
  foldedOf,
  importsOf,
  type Order,
  STATES,
} from "../../directory/listing.ts";
import { CATEGORIES, categoryWords } from "../../directory/words.ts";
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Check, Form, Select, UNKEPT } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { columnWords, importWords, stateWords } from "./list-words.ts";

interface Props {
  readonly entries: readonly Entry[];
  readonly asked: Asked;
  readonly order: Order;
  readonly onAsk: (some: Partial<Asked>) => void;
  readonly onOrder: (order: Order) => void;
  readonly onTakeOut: () => void;
}

const SETTLE_MS = 90; // between two keys, as in the directory

export function Toolbar({ entries, asked, order, onAsk, onOrder, onTakeOut }: Props) {
  const [isFiltering, setFiltering] = useState(false);
  const [words, setWords] = useSettling(asked.words, (settled) => onAsk({ words: settled }));
  const panel = useId();
  const count = countAsked(asked);
  return (
    <search class="stack list-tools">
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          type="search"
          enterkeyhint="search"
          aria-label={t("Search all entries")}
          placeholder={t("Name, place, kind of help")}
          value={words}
          onFocus={() => void foldAll(entries)}
          onInput={(event) => setWords(event.currentTarget.value)}
          {...UNKEPT}
        />
      </div>
      <div class="row">
        <Button
          icon="filter"
          expanded={isFiltering}
          controls={panel}
          onClick={() => setFiltering(!isFiltering)}
        >
          {count === 0 ? t("Filters") : tn("{n} filter on", "{n} filters on", count)}
        </Button>
        <Button id="take-out" icon="sheet" onClick={onTakeOut}>
          {t("Take a copy out")}
        </Button>
        <div class="order-choice">
          <Select
            label={t("In order of")}
            value={order.by}
            choices={COLUMNS.map((value) => ({ value, label: columnWords(value) }))}
            onChange={(by) => onOrder({ by, isDown: by === "reports" })}
          />
        </div>
      </div>
      <div id={panel} hidden={!isFiltering}>
        {isFiltering && (
          <Filters
            entries={entries}
            asked={asked}
            onAsk={onAsk}
            onDone={() => setFiltering(false)}
          />
        )}
      </div>
    </search>
  );
}

function Filters(props: {
  readonly entries: readonly Entry[];
  readonly asked: Asked;
  readonly onAsk: (some: Partial<Asked>) => void;
  readonly onDone: () => void;
}) {
  const { asked, onAsk } = props;
  const any = { value: "" as const, label: t("Any") };
  const checks: readonly (readonly [keyof Asked, string])[] = [
    ["isOverdue", t("Overdue: to be checked again")],
    ["isReported", t("A report is waiting")],
    ["isWithoutPhone", t("Without a phone number")],
    ["isWithoutOrganization", t("Without an organization")],
    ["isWithoutPlace", t("Without a place")],
    ["isConfidential", t("With a private place")],
    ["isMine", t("Changed by me")],
  ];
  return (
    <div class="card">
      <Form label={t("Filters")} onSubmit={props.onDone}>
        <div class="filter-grid">
          <Select
            label={t("Kind of help")}
            value={asked.category}
            choices={[any, ...CATEGORIES.map((value) => ({ value, label: categoryWords(value) }))]}
            onChange={(category) => onAsk({ category })}
          />
          <Select
            label={t("State")}
            value={asked.state}
            choices={[any, ...STATES.map((value) => ({ value, label: stateWords(value) }))]}
            onChange={(state) => onAsk({ state })}
          />
          <Select
            label={t("Seen by")}
            value={asked.shown}
            choices={[
              any,
              { value: "public", label: t("Everybody") },
              { value: "members", label: t("Members") },
            ]}
            onChange={(shown) => onAsk({ shown })}
          />
          <Select
            label={t("Where it came from")}
            value={asked.origin}
            choices={[
              any,
              { value: "list", label: t("A list that was brought in") },
              ...importsOf(props.entries).map((one) => ({
                value: one.origin,
                label: importWords(one),
              })),
              { value: "hand", label: t("Written here") },
            ]}
            onChange={(origin) => onAsk({ origin })}
          />
        </div>
        <div class="choices">
          {checks.map(([name, label]) => (
            <Check
              key={name}
              label={label}
              checked={asked[name] === true}
              onChange={(checked) => onAsk({ [name]: checked })}
            />
          ))}
        </div>
        <Button kind="main" submits>
          {t("Done")}
        </Button>
      </Form>
    </div>
  );
}

/** What is typed shows at once; what it finds follows when the typing has come to rest. */
function useSettling(value: string, onSettled: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSettled(typed), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped] as const;
}

const SLICE = 250; // entries between two looks at the screen

/** Get ready for the first key: each entry's text is folded once. */
async function foldAll(entries: readonly Entry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += SLICE) {
    for (const entry of entries.slice(start, start + SLICE)) foldedOf(entry);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
