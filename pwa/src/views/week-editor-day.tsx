/** One day of the week, typed: its hours, closed, all day, the same on other days. */
import { DAYS, type Day } from "../directory/calendar.ts";
import { ALL_DAY } from "../directory/typed-times.ts";
import type { Season, Span } from "../directory/week.ts";
import { copyDay, newSpan, withDay, withSeason } from "../directory/week-edits.ts";
import { dayInside } from "../directory/week-words.ts";
import { dayWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { TypedTimes } from "./week-editor-times.tsx";
import { focusSoon, type Hand, undoId } from "./week-editor-undo.tsx";

interface Props {
  readonly season: Season;
  readonly day: Day;
  readonly hand: Hand;
}

export function DayPanel({ season, day, hand }: Props) {
  const spans = season.days[day];
  const place = hand.id(`day-${season.key}-${day}`);
  const name = dayWords(day);
  const next = dayInside(DAYS[(DAYS.indexOf(day) + 1) % 7] ?? "MO");
  const week = (spans: readonly Span[]) => withSeason(hand.week, withDay(season, day, spans));
  return (
    <>
      {spans.map((span, n) => (
        <TypedTimes
          key={n}
          id={`${place}-${n}`}
          name={spans.length === 1 ? name : t("{day}, hours {n}", { day: name, n: n + 1 })}
          times={span}
          nextDay={next}
          isTried={hand.isTried}
          onChange={(times) =>
            hand.change(week(spans.map((one, at) => (at === n ? { ...one, ...times } : one))))
          }
          onRemove={() => {
            hand.changeLoosely(
              week(spans.filter((_, at) => at !== n)),
              place,
              t("Hours removed: {day}", { day: name }),
            );
            focusSoon(undoId(place, hand));
          }}
        />
      ))}
      <div class="row">
        <Button
          onClick={() => {
            hand.change(week([...spans, newSpan(season)]));
            focusSoon(`${place}-${spans.length}-opens`);
          }}
        >
          {spans.length === 0 ? t("Add hours") : t("Add more hours")}
        </Button>
        <Button
          onClick={() =>
            hand.changeLoosely(
              week([{ ...(spans[0] ?? newSpan(season)), ...ALL_DAY }]),
              place,
              t("{day}: open 24 hours", { day: name }),
            )
          }
        >
          {t("24 hours")}
        </Button>
        {spans.length > 0 && (
          <Button
            onClick={() => {
              hand.changeLoosely(week([]), place, t("{day}: closed", { day: name }));
              focusSoon(undoId(place, hand));
            }}
          >
            {t("Closed")}
          </Button>
        )}
      </div>
      <Copies season={season} day={day} hand={hand} />
    </>
  );
}

const WORKDAYS = DAYS.slice(0, 5);
const WEEKEND = DAYS.slice(5);

/** The same hours on other days. */
function Copies({ season, day, hand }: Props) {
  const copy = (to: readonly Day[], words: string) =>
    hand.changeLoosely(
      withSeason(hand.week, copyDay(season, day, to)),
      hand.id(`day-${season.key}-${day}`),
      words,
    );
  const name = dayInside(day);
  const isWorkday = WORKDAYS.includes(day);
  return (
    <fieldset>
      <legend class="copy-legend">{t("The same as {day} on:", { day: name })}</legend>
      <div class="row">
        <Button
          kind="quiet"
          onClick={() =>
            isWorkday
              ? copy(WORKDAYS, t("Monday to Friday are now as {day}.", { day: name }))
              : copy(WEEKEND, t("Saturday and Sunday are now as {day}.", { day: name }))
          }
        >
          {isWorkday ? t("Monday to Friday") : t("Saturday and Sunday")}
        </Button>
        <Button
          kind="quiet"
          onClick={() => copy(DAYS, t("Every day is now as {day}.", { day: name }))}
        >
          {t("Every day")}
        </Button>
      </div>
    </fieldset>
  );
}
