/** Hours that no week can draw: days of the month, words, and rules that are kept as they are. */
import { DAYS } from "../directory/calendar.ts";
import { text } from "../directory/fields.ts";
import type { MonthDay, Monthly, Words } from "../directory/week.ts";
import { monthDayWords, NTHS, nthWords, ruleWords, validWords } from "../directory/week-words.ts";
import { dayWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Select, TextField } from "../parts/field.tsx";
import { TypedTimes } from "./week-editor-times.tsx";
import { focusSoon, type Hand, undoId } from "./week-editor-undo.tsx";

interface MonthlyProps {
  readonly one: Monthly;
  readonly hand: Hand;
}

/** Such as the first Monday of the month. */
export function MonthlyCard({ one, hand }: MonthlyProps) {
  const { week } = hand;
  const change = (some: Partial<Monthly>) =>
    hand.change({
      ...week,
      monthly: week.monthly.map((each) => (each === one ? { ...one, ...some } : each)),
    });
  const row = one.of === undefined ? {} : (week.rows[one.of] ?? {});
  const dates = validWords(text(row, "valid_from") ?? "", text(row, "valid_to") ?? "");
  const name = t("Each month: {days}", { days: one.days.map(monthDayWords).join(", ") });
  return (
    <fieldset id={hand.id(`monthly-${one.key}`)} tabIndex={-1} class="card stack">
      <legend>{name}</legend>
      {dates && <p>{dates}</p>}
      {one.days.map((day, place) => (
        <MonthDayFields
          key={place}
          day={day}
          onChange={(next) =>
            change({ days: one.days.map((each, at) => (at === place ? next : each)) })
          }
          onRemove={
            one.days.length > 1
              ? () => {
                  change({ days: one.days.filter((_, at) => at !== place) });
                  focusSoon(hand.id(`monthly-${one.key}`));
                }
              : undefined
          }
        />
      ))}
      <Button
        kind="quiet"
        onClick={() => change({ days: [...one.days, { nth: "3", day: one.days[0]?.day ?? "MO" }] })}
      >
        {t("Add a day of the month")}
      </Button>
      <TypedTimes
        id={hand.id(`monthly-${one.key}-times`)}
        name={name}
        times={one}
        isTried={hand.isTried}
        onChange={(times) => change(times)}
      />
      <TextField label={t("Note")} value={one.note} onInput={(note) => change({ note })} />
      <RemoveRule
        name={name}
        onRemove={() => removed(hand, { monthly: week.monthly.filter((each) => each !== one) })}
      />
    </fieldset>
  );
}

interface MonthDayProps {
  readonly day: MonthDay;
  readonly onChange: (day: MonthDay) => void;
  readonly onRemove: (() => void) | undefined;
}

function MonthDayFields({ day, onChange, onRemove }: MonthDayProps) {
  const nths = NTHS.some((nth) => nth === day.nth) ? NTHS : [...NTHS, day.nth];
  return (
    <div class="row stretch">
      <Select
        label={t("Which")}
        value={day.nth}
        choices={nths.map((value) => ({ value: value as string, label: nthWords(value) }))}
        onChange={(nth) => onChange({ ...day, nth })}
      />
      <Select
        label={t("Day of the week")}
        value={day.day}
        choices={DAYS.map((value) => ({ value, label: dayWords(value) }))}
        onChange={(next) => onChange({ ...day, day: next })}
      />
      {onRemove && (
        <Button icon="cross" kind="quiet" onClick={onRemove}>
          {t("Remove: {row}", { row: monthDayWords(day) })}
        </Button>
      )}
    </div>
  );
}

interface WordsProps {
  readonly one: Words;
  readonly hand: Hand;
}

/** Hours that are only words: the list then says "call first". */
export function WordsCard({ one, hand }: WordsProps) {
  const { week } = hand;
  const change = (words: string) =>
    hand.change({
      ...week,
      words: week.words.map((each) => (each === one ? { ...one, words } : each)),
    });
  const row = one.of === undefined ? {} : (week.rows[one.of] ?? {});
  const rest = ruleWords({ ...row, description: "" });
  const name = t("Hours in words");
  return (
    <fieldset id={hand.id(`words-${one.key}`)} tabIndex={-1} class="card stack">
      <legend class="unseen">{name}</legend>
      {rest && <p>{rest}</p>}
      <TextField
        label={name}
        hint={t("Advocates then see: call first.")}
        value={one.words}
        maxLength={10_000}
        onInput={change}
      />
      {one.words === "" && (
        <div class="row">
          {[t("By appointment"), t("Call first")].map((words) => (
            <Button key={words} onClick={() => change(words)}>
              {words}
            </Button>
          ))}
        </div>
      )}
      <RemoveRule
        name={name}
        onRemove={() => removed(hand, { words: week.words.filter((each) => each !== one) })}
      />
    </fieldset>
  );
}

/** A rule that came with an import and cannot be drawn. */
export function OtherCard({ of, hand }: { readonly of: number; readonly hand: Hand }) {
  const { week } = hand;
  const words = ruleWords(week.rows[of] ?? {}) || t("Hours without words");
  return (
    <fieldset class="card stack">
      <legend class="unseen">{t("Hours kept as they are")}</legend>
      <p dir="auto">{words}</p>
      <p class="hint">
        {t("These hours are kept as they are. To change them, remove them and type new ones.")}
      </p>
      <RemoveRule
        name={words}
        onRemove={() => removed(hand, { others: week.others.filter((each) => each !== of) })}
      />
    </fieldset>
  );
}

const RemoveRule = (props: { readonly name: string; readonly onRemove: () => void }) => (
  <Button icon="cross" kind="quiet" onClick={props.onRemove}>
    {t("Remove: {row}", { row: props.name })}
  </Button>
);

function removed(hand: Hand, some: Partial<Hand["week"]>): void {
  hand.changeLoosely({ ...hand.week, ...some }, "rules", t("The hours were removed."));
  focusSoon(undoId("rules", hand));
}
