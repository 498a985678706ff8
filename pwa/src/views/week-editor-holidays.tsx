/** Days on which other hours hold, or none; and the public holidays, offered. */
import { useState } from "preact/hooks";
import { toSchedules } from "../directory/week.ts";
import { addClosed, addHoliday, proposedHolidays, withHolidays } from "../directory/week-edits.ts";
import { doubleOf, type Holiday, lastDay } from "../directory/week-holidays.ts";
import { dateWords, holidayLine, publicHolidayWords } from "../directory/week-words.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, Choices, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { today } from "../when.ts";
import { TypedTimes } from "./week-editor-times.tsx";
import { focusSoon, type Hand, UndoNote, undoId } from "./week-editor-undo.tsx";

const PLACE = "holidays";

export function Holidays({ hand }: { readonly hand: Hand }) {
  const { week } = hand;
  const [now] = useState(() => today(new Date()));
  const [isOffering, setOffering] = useState(false);
  const past = week.holidays.filter((one) => one.from !== "" && lastDay(one) < now);
  const coming = week.holidays.filter((one) => !past.includes(one));
  return (
    <fieldset class="stack">
      <legend>{t("Holidays and other days")}</legend>
      <p class="hint">{t("On these days the hours above do not count.")}</p>
      {coming.length > 0 && (
        <ul class="days">
          {coming.map((holiday) => (
            <HolidayRow key={holiday.key} holiday={holiday} hand={hand} />
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <div class="row">
          <span>{tn("{n} day is over.", "{n} days are over.", past.length)}</span>
          <Button kind="quiet" icon="cross" onClick={() => remove(past, hand)}>
            {t("Remove the days that are over")}
          </Button>
        </div>
      )}
      <UndoNote place={PLACE} hand={hand} />
      {week.holidays.length > 0 && toSchedules(week).length === 0 && (
        <Notice kind="warn">{t("Type some hours first: these days are saved with them.")}</Notice>
      )}
      {isOffering ? (
        <Offer now={now} hand={hand} onDone={() => setOffering(false)} />
      ) : (
        <div class="row stretch">
          <Button
            onClick={() => {
              const next = addHoliday(week);
              hand.change(next);
              focusSoon(hand.id(`holiday-${next.holidays[next.holidays.length - 1]?.key}`));
            }}
          >
            {t("Add a day")}
          </Button>
          <Button
            id={hand.id("offer")}
            onClick={() => {
              setOffering(true);
              focusSoon(hand.id("offered"));
            }}
          >
            {t("Suggest public holidays")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function remove(gone: readonly Holiday[], hand: Hand): void {
  const left = hand.week.holidays.filter((one) => !gone.includes(one));
  const words = tn("{n} day was removed.", "{n} days were removed.", gone.length);
  hand.changeLoosely(withHolidays(hand.week, left), PLACE, words);
  focusSoon(undoId(PLACE, hand));
}

function HolidayRow({ holiday, hand }: { readonly holiday: Holiday; readonly hand: Hand }) {
  const [isTapped, setTapped] = useState(holiday.from === "");
  const isOpen = isTapped || wrongOf(holiday, hand) !== undefined;
  const id = hand.id(`holiday-${holiday.key}`);
  return (
    <li class="day">
      <button
        type="button"
        id={id}
        class="day-button named"
        aria-expanded={isOpen}
        aria-controls={`${id}-panel`}
        onClick={() => setTapped(!isOpen)}
      >
        <strong dir="auto">{holiday.name || t("A day without a name")}</strong>{" "}
        <span class="day-line">{holidayLine(holiday)}</span>
      </button>
      <div id={`${id}-panel`} class="day-panel stack" hidden={!isOpen}>
        {isOpen && <HolidayPanel holiday={holiday} hand={hand} />}
      </div>
    </li>
  );
}

/** What keeps it from being saved. */
function wrongOf(holiday: Holiday, { week, isTried }: Hand): string | undefined {
  if (holiday.from === "") return isTried ? t("Choose the day, or remove it.") : undefined;
  if (lastDay(holiday) < holiday.from) return t("The last day is before the first.");
  const other = doubleOf(holiday, week.holidays);
  return other && t("These days are in the list already: {day}", { day: holidayLine(other) });
}

function HolidayPanel({ holiday, hand }: { readonly holiday: Holiday; readonly hand: Hand }) {
  const { week } = hand;
  const change = (some: Partial<Holiday>) =>
    hand.change(
      withHolidays(
        week,
        week.holidays.map((one) =>
          one === holiday ? { ...holiday, ...some, isTouched: true } : one,
        ),
      ),
    );
  return (
    <>
      <div class="row stretch">
        <TextField
          type="date"
          label={t("Day")}
          value={holiday.from}
          wrong={wrongOf(holiday, hand)}
          onInput={(from) => change({ from })}
        />
        <TextField
          type="date"
          label={t("Last day, if there are several")}
          value={holiday.to}
          onInput={(to) => change({ to })}
        />
      </div>
      <TextField
        label={t("What day it is")}
        hint={t("Such as: Thanksgiving, or staff day.")}
        maxLength={300}
        value={holiday.name}
        onInput={(name) => change({ name })}
      />
      <Choices
        label={t("On this day")}
        value={holiday.isOpen ? "open" : "closed"}
        choices={[
          { value: "closed", label: t("Closed all day") },
          { value: "open", label: t("Open at other hours") },
        ]}
        onChange={(value) => change({ isOpen: value === "open" })}
      />
      {holiday.isOpen && (
        <TypedTimes
          id={hand.id(`holiday-${holiday.key}-times`)}
          name={holiday.name || t("On this day")}
          times={holiday}
          isTried={hand.isTried}
          onChange={(times) => change(times)}
        />
      )}
      <Button icon="cross" kind="quiet" onClick={() => remove([holiday], hand)}>
        {t("Remove: {row}", { row: holiday.name || holidayLine(holiday) })}
      </Button>
    </>
  );
}

interface OfferProps {
  readonly now: string;
  readonly hand: Hand;
  readonly onDone: () => void;
}

/** The public holidays of the next year: nothing is added before somebody says so. */
function Offer({ now, hand, onDone }: OfferProps) {
  const offered = proposedHolidays(hand.week, now).map(({ date, name, isObserved }) => {
    const words = publicHolidayWords(name);
    return { from: date, name: isObserved ? t("{holiday} (observed)", { holiday: words }) : words };
  });
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = offered.filter(({ from }) => !left.includes(from));
  const close = (id: string) => {
    onDone();
    focusSoon(id);
  };
  return (
    <fieldset id={hand.id("offered")} tabIndex={-1} class="card stack">
      <legend>{t("Public holidays of the next year")}</legend>
      {offered.length === 0 ? (
        <p>{t("All of them are in the list already.")}</p>
      ) : (
        <>
          <p class="hint">
            {t("Untick the days on which it is open. Ask the service when you are not sure.")}
          </p>
          <div class="choices">
            {offered.map(({ from, name }) => (
              <Check
                key={from}
                label={`${name}, ${dateWords(from)}`}
                checked={!left.includes(from)}
                onChange={(checked) =>
                  setLeft(checked ? left.filter((day) => day !== from) : [...left, from])
                }
              />
            ))}
          </div>
        </>
      )}
      <div class="row stretch">
        {chosen.length > 0 && (
          <Button
            kind="main"
            onClick={() => {
              const words = tn("{n} day was added.", "{n} days were added.", chosen.length);
              hand.changeLoosely(addClosed(hand.week, chosen), PLACE, words);
              close(undoId(PLACE, hand));
            }}
          >
            {tn("Add {n} day as closed", "Add {n} days as closed", chosen.length)}
          </Button>
        )}
        <Button onClick={() => close(hand.id("offer"))}>{t("Cancel")}</Button>
      </div>
    </fieldset>
  );
}
