/** The filters of the directory, opened below the search box. */
import { useId, useMemo } from "preact/hooks";
import type { Entry } from "../directory/entry.ts";
import { accessesOf, languagesOf, peopleOf, sift } from "../directory/filter.ts";
import type { Filters } from "../directory/filters.ts";
import { readSquare, squareLabel } from "../directory/grid.ts";
import { SERVED, servedWords } from "../directory/served-words.ts";
import { townsOf } from "../directory/towns.ts";
import { CATEGORIES, categoryWords, languageWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, Form, Select, TextField, UNKEPT } from "../parts/field.tsx";
import { AreaGrid } from "./area-grid.tsx";

export type Sift = typeof sift;

interface Props {
  readonly filters: Filters;
  readonly entries: readonly Entry[];
  readonly found: string;
  /** `sift` comes with the panel: nothing can be filtered before it was opened. */
  readonly onChange: (filters: Filters, by: Sift) => void;
  readonly onDone: () => void;
}

export function FilterPanel({ filters, entries, found, onChange, onDone }: Props) {
  const known = useMemo(
    () => ({
      languages: languagesOf(entries),
      accesses: accessesOf(entries),
      peoples: peopleOf(entries),
      hasOthers: entries.some(({ origin }) => origin !== undefined),
    }),
    [entries],
  );
  const change = (some: Partial<Filters>) => onChange({ ...filters, ...some }, sift);
  return (
    <div class="card">
      <Form label={t("Filters")} onSubmit={onDone}>
        <Select
          label={t("Kind of help")}
          value={filters.category}
          choices={anyOf(CATEGORIES, categoryWords)}
          onChange={(category) => change({ category })}
        />
        <Near value={filters.near} entries={entries} onInput={(near) => change({ near })} />
        <div class="stack">
          <Check
            label={t("Open now")}
            checked={filters.isOpenNow}
            onChange={(isOpenNow) => change({ isOpenNow })}
          />
          <Check
            label={t("Free")}
            checked={filters.isFree}
            onChange={(isFree) => change({ isFree })}
          />
          <Check
            label={t("Does not bring in the police")}
            checked={filters.isWithoutPolice}
            onChange={(isWithoutPolice) => change({ isWithoutPolice })}
          />
          <Check
            label={t("Works with restorative practices")}
            checked={filters.isRestorative}
            onChange={(isRestorative) => change({ isRestorative })}
          />
          {(known.hasOthers || filters.isOursOnly) && (
            <Check
              label={t("Only our own directory")}
              checked={filters.isOursOnly}
              onChange={(isOursOnly) => change({ isOursOnly })}
            />
          )}
        </div>
        <Select
          label={t("Language spoken")}
          value={filters.language}
          choices={anyOf(known.languages, languageWords)}
          onChange={(language) => change({ language })}
        />
        <Select
          label={t("Who needs it")}
          value={filters.served}
          choices={anyOf(SERVED, servedWords)}
          onChange={(served) => change({ served })}
        />
        <TextField
          label={t("Their age")}
          hint={t("Services that do not say whom they serve stay in the list.")}
          inputMode="numeric"
          maxLength={3}
          value={filters.age}
          onInput={(words) => change({ age: words.replace(/\D/g, "") })}
        />
        {known.peoples.length > 0 && (
          <Select
            label={t("Made by and for")}
            value={filters.people}
            choices={anyOf(known.peoples, String)}
            onChange={(people) => change({ people })}
          />
        )}
        {known.accesses.length > 0 && (
          <Select
            label={t("Access for people with disabilities")}
            value={filters.access}
            choices={anyOf(known.accesses, String)}
            onChange={(access) => change({ access })}
          />
        )}
        <Button submits kind="main" wide>
          {t("Show {found}", { found })}
        </Button>
      </Form>
    </div>
  );
}

/** A town or county of the directory, typed or picked. */
function Near(props: {
  readonly value: string;
  readonly entries: readonly Entry[];
  readonly onInput: (near: string) => void;
}) {
  const id = useId();
  const towns = townsOf(props.entries);
  if (towns.all.length === 0) return null;
  const isKnown = towns.find(props.value) !== undefined;
  const named = (name: string) => towns.all.find(({ label }) => label === name) ?? towns.find(name);
  const square = readSquare(props.value, named);
  return (
    <div>
      <label class="label" for={id}>
        {t("Near which town or county?")}
      </label>
      <span class="hint" id={`${id}-hint`}>
        {props.value === "" || isKnown
          ? t("The nearest come first. This phone is never asked where it is.")
          : t("This directory has no such place. Try another town nearby.")}
      </span>
      <input
        id={id}
        class="input"
        list={`${id}-towns`}
        value={props.value}
        maxLength={80}
        aria-describedby={`${id}-hint`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        {...UNKEPT}
      />
      {square && (
        <details class="near-grid">
          <summary>{t("Choose a square nearby")}</summary>
          <AreaGrid
            square={square}
            towns={towns.all}
            onChange={(next) => props.onInput(squareLabel(next))}
          />
        </details>
      )}
      <datalist id={`${id}-towns`}>
        {towns.all.map(({ label }) => (
          <option key={label} value={label} />
        ))}
      </datalist>
    </div>
  );
}

const anyOf = <T extends string>(values: readonly T[], words: (value: T) => string) => [
  { value: "", label: t("Any") },
  ...values.map((value) => ({ value: value as string, label: words(value) })),
];
