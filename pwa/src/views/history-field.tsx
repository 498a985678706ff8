/** What one or two versions say of a field, and the way back to either. */
import "./history.css";
import { sameValue, type Value } from "../data/claim.ts";
import type { ShownDocument } from "../data/document.ts";
import { readUnit } from "../data/merge-rules.ts";
import type { Body } from "../directory/fields.ts";
import type { Pair } from "../directory/versions.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { fieldWords } from "./field-words.ts";
import { SavedNotice, useBringBack } from "./history-save.tsx";
import type { Names } from "./use-names.ts";
import { valueWords } from "./value-words.ts";

interface Props {
  readonly pair: Pair;
  readonly numbers: readonly [number, number] | undefined; // undefined: one value is told
  readonly document: ShownDocument;
  readonly now: Body; // what the document says
  readonly sides: readonly [Body, Body];
  readonly names: Names;
}

export function OneField({ pair, numbers, document, now, sides, names }: Props) {
  const { bringBack, ...saving } = useBringBack(document);
  const name = fieldWords(pair.field);
  const said = readUnit(now, pair.field);
  const lines = [pair.before, pair.after].map((value) =>
    valueWords(pair.field, value, names.nameOf).split("\n"),
  );
  const isChangeable = !isSaid(pair.before, said) || !isSaid(pair.after, said);
  const side = (place: 0 | 1) => (
    <Side
      key={place}
      number={numbers?.[place]}
      lines={lines[place] ?? []}
      others={numbers ? (lines[1 - place] ?? []) : undefined}
      name={name}
      onBringBack={
        isSaid(place === 0 ? pair.before : pair.after, said)
          ? undefined
          : () => bringBack(sides[place], [pair.field])
      }
    />
  );
  return (
    <li class="card stack">
      <h3>{name}</h3>
      <div class={numbers ? "versions" : ""}>
        {numbers && side(0)}
        {side(1)}
      </div>
      {isChangeable && <SavedNotice {...saving} />}
    </li>
  );
}

const isSaid = (value: Value, now: Value): boolean => sameValue(value, now);

interface SideProps {
  readonly number: number | undefined;
  readonly lines: readonly string[];
  readonly others: readonly string[] | undefined; // of the version beside it
  readonly name: string;
  readonly onBringBack: (() => void) | undefined; // undefined: it says this now
}

function Side({ number, lines, others, name, onBringBack }: SideProps) {
  const marksLines = others !== undefined && (lines.length > 1 || others.length > 1);
  return (
    <div class="stack version">
      {number !== undefined && <p class="label">{t("Version {number}", { number })}</p>}
      <ul class="plain">
        {lines.map((line, place) => {
          const isOnlyHere = marksLines && !others.includes(line);
          return (
            <li key={`${place} ${line}`} class={isOnlyHere ? "only-here" : ""}>
              {line}
              {isOnlyHere && <span class="soft"> {t("(only here)")}</span>}
            </li>
          );
        })}
      </ul>
      {onBringBack ? (
        <div class="row">
          <Button
            icon="back"
            label={
              number === undefined
                ? t("Bring this back: {field}", { field: name })
                : t("Bring this back: {field}, version {number}", { field: name, number })
            }
            onClick={onBringBack}
          >
            {t("Bring this back")}
          </Button>
        </div>
      ) : (
        number !== undefined && (
          <p class="line soft">
            <Icon name="check" />
            {t("It says this now")}
          </p>
        )
      )}
    </div>
  );
}
