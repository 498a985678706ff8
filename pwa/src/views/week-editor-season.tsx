/** Seven days that are drawn, and opened to be typed. */
import { useState } from "preact/hooks";
import { DAYS, type Day } from "../directory/calendar.ts";
import { text } from "../directory/fields.ts";
import { isWhole } from "../directory/typed-times.ts";
import type { Season } from "../directory/week.ts";
import { notesOf, withNote, withSeason } from "../directory/week-edits.ts";
import { dateWords, dayLine, validWords } from "../directory/week-words.ts";
import { dayWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { DayPanel } from "./week-editor-day.tsx";
import { Scale, Strip } from "./week-editor-strip.tsx";
import { focusSoon, type Hand, UndoNote, undoId } from "./week-editor-undo.tsx";

interface Props {
  readonly season: Season;
  readonly hand: Hand;
}

export function SeasonOfDays({ season, hand }: Props) {
  const isOnly = hand.week.seasons.length === 1;
  const isAlways = season.from === "" && season.to === "";
  const isNew = season.key >= hand.week.rows.length;
  const name =
    validWords(season.from, season.to) ||
    (isNew ? t("A season: choose its days") : t("Hours of the whole year"));
  return (
    <fieldset id={hand.id(`season-${season.key}`)} tabIndex={-1} class="stack">
      <legend class={isOnly && isAlways ? "unseen" : ""}>{name}</legend>
      {!(isOnly && isAlways) && <Dates season={season} hand={hand} />}
      <Scale />
      <ul class="days">
        {DAYS.map((day) => (
          <DayRow key={day} season={season} day={day} hand={hand} />
        ))}
      </ul>
      <Notes season={season} hand={hand} />
      {!isOnly && (
        <Button icon="cross" kind="quiet" onClick={() => remove(season, hand)}>
          {t("Remove: {row}", { row: name })}
        </Button>
      )}
    </fieldset>
  );
}

function remove(season: Season, hand: Hand): void {
  const seasons = hand.week.seasons.filter((one) => one !== season);
  hand.changeLoosely({ ...hand.week, seasons }, "rules", t("The hours were removed."));
  focusSoon(undoId("rules", hand));
}

function Dates({ season, hand }: Props) {
  const change = (some: Partial<Season>) =>
    hand.change(withSeason(hand.week, { ...season, ...some }));
  const isBackward = season.from !== "" && season.to !== "" && season.to < season.from;
  const [start, until] = [text(season.base, "dtstart"), text(season.base, "until")];
  return (
    <>
      <div class="row stretch">
        <TextField
          type="date"
          label={t("First day")}
          value={season.from}
          onInput={(from) => change({ from })}
        />
        <TextField
          type="date"
          label={t("Last day")}
          value={season.to}
          wrong={isBackward ? t("The last day is before the first.") : undefined}
          onInput={(to) => change({ to })}
        />
      </div>
      {start && <p>{t("Starts on {date}", { date: dateWords(start) })}</p>}
      {until && <p>{t("Ends on {date}", { date: dateWords(until) })}</p>}
      <p class="hint">
        {t(
          "On a day that several of these cover, all their hours count. An empty day means no end.",
        )}
      </p>
    </>
  );
}

interface DayProps extends Props {
  readonly day: Day;
}

function DayRow({ season, day, hand }: DayProps) {
  const [isTapped, setTapped] = useState(false);
  const spans = season.days[day];
  const isOpen = isTapped || spans.some((span) => !isWhole(span));
  const id = hand.id(`day-${season.key}-${day}`);
  const before = DAYS[(DAYS.indexOf(day) + 6) % 7] ?? "SU";
  return (
    <li class="day">
      <button
        type="button"
        id={id}
        class="day-button"
        aria-expanded={isOpen}
        aria-controls={`${id}-panel`}
        onClick={() => setTapped(!isOpen)}
      >
        <strong>{dayWords(day)}</strong> <span class="day-line">{dayLine(season, day)}</span>
        <Strip spans={spans} before={season.days[before]} />
      </button>
      <div id={`${id}-panel`} class="day-panel stack" hidden={!isOpen}>
        {isOpen && <DayPanel season={season} day={day} hand={hand} />}
        <UndoNote place={id} hand={hand} onTakenBack={() => focusSoon(id)} />
      </div>
    </li>
  );
}

/** One field for each different note; a first one may be written on all hours. */
function Notes({ season, hand }: Props) {
  const notes = notesOf(season);
  const written = notes.filter((note) => note !== "");
  if (notes.length === 0) return null;
  const fields = written.length === 0 ? [""] : written;
  return (
    <>
      {fields.map((note, place) => (
        <TextField
          key={place}
          label={
            fields.length > 1
              ? t("Note on {days}", { days: daysWith(season, note) })
              : t("Note on these hours")
          }
          hint={place === 0 ? t("Such as: closed for lunch, or ring the bell.") : undefined}
          value={note}
          maxLength={10_000}
          onInput={(next) => hand.change(withSeason(hand.week, withNote(season, note, next)))}
        />
      ))}
    </>
  );
}

const daysWith = (season: Season, note: string): string =>
  DAYS.filter((day) => season.days[day].some((span) => span.note === note))
    .map(dayWords)
    .join(", ");
