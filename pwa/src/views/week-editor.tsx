/**
 * The hours of an entry as a week that is drawn and typed.
 *
 * What an import brought and this screen cannot draw is told in words and kept.
 */
import "./week-editor.css";
import { useState } from "preact/hooks";
import { withField, withoutField } from "../directory/draft.ts";
import { isTrue, list, text } from "../directory/fields.ts";
import { withText } from "../directory/typed-times.ts";
import { toSchedules, toWeek, type Week } from "../directory/week.ts";
import { addMonthly, addSeason, addWords } from "../directory/week-edits.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { placeOf } from "./forms/form-context.ts";
import type { Draft } from "./use-edit.ts";
import { Holidays } from "./week-editor-holidays.tsx";
import { MonthlyCard, OtherCard, WordsCard } from "./week-editor-rules.tsx";
import { SeasonOfDays } from "./week-editor-season.tsx";
import { focusSoon, type Hand, UndoNote } from "./week-editor-undo.tsx";
import { ZoneSelect } from "./zone-select.tsx";

interface Undo {
  readonly week: Week;
  readonly place: string;
  readonly words: string;
}

interface Props {
  readonly draft: Pick<Draft, "body" | "change" | "problems">;
  readonly at?: string; // of a service at one place, such as "service_at_locations.0"
}

export function WeekEditor({ draft, at }: Props) {
  const now = list(draft.body, "schedules");
  const [shown, setShown] = useState(() => ({ week: toWeek(now), rows: JSON.stringify(now) }));
  const [undo, setUndo] = useState<Undo>();
  // A draft that was kept, and is gone on with, brings hours of its own.
  const { week } = shown.rows === JSON.stringify(now) ? shown : { week: toWeek(now) };
  const show = (next: Week) => {
    const rows = toSchedules(next);
    setShown({ week: next, rows: JSON.stringify(rows) });
    draft.change(
      rows.length === 0
        ? withoutField(draft.body, "schedules")
        : withField(draft.body, "schedules", rows),
    );
  };
  const hand: Hand = {
    week,
    id: (name) => (at === undefined ? name : `${at}-${name}`),
    isTried: draft.problems.includes(placeOf(at, "schedules")),
    undoAt: undo?.place,
    undoWords: undo?.words ?? "",
    change(next) {
      setUndo(undefined);
      show(next);
    },
    changeLoosely(next, place, words) {
      setUndo({ week, place, words });
      announce(words);
      show(next);
    },
    takeBack() {
      if (!undo) return;
      setUndo(undefined);
      announce(t("As it was before"));
      show(undo.week);
    },
  };
  return (
    <fieldset class="section week-editor stack">
      <legend>{at === undefined ? t("Hours") : t("Hours there")}</legend>
      <p class="hint">{t("Tap a day to type when it opens and closes.")}</p>
      {week.seasons.map((season) => (
        <SeasonOfDays key={season.key} season={season} hand={hand} />
      ))}
      <Rules hand={hand} />
      <Holidays hand={hand} />
      {at === undefined && !isTrue(draft.body, "confidential") && (
        <ZoneSelect
          label={t("Time zone of these hours")}
          none={
            draft.body.type === "service"
              ? t("As its places, or as our program")
              : t("As our program")
          }
          value={text(draft.body, "time_zone") ?? ""}
          onChange={(zone) => draft.change(withText(draft.body, "time_zone", zone))}
        />
      )}
      {hand.isTried && (
        <div tabIndex={-1} data-wrong>
          <Notice kind="bad">
            {t("Some hours are not finished: they are marked. Fill them in, or remove them.")}
          </Notice>
        </div>
      )}
    </fieldset>
  );
}

/** What holds beside the weekdays: days of the month, words, and what is kept as it is. */
function Rules({ hand }: { readonly hand: Hand }) {
  const { week } = hand;
  const add = (next: Week, id: string) => {
    hand.change(next);
    focusSoon(hand.id(id));
  };
  return (
    <div class="stack">
      {week.monthly.map((one) => (
        <MonthlyCard key={one.key} one={one} hand={hand} />
      ))}
      {week.words.map((one) => (
        <WordsCard key={one.key} one={one} hand={hand} />
      ))}
      {week.others.map((of) => (
        <OtherCard key={of} of={of} hand={hand} />
      ))}
      <UndoNote place="rules" hand={hand} />
      <div class="row stretch">
        <Button
          onClick={() => {
            const next = addWords(week);
            add(next, `words-${next.words[next.words.length - 1]?.key}`);
          }}
        >
          {t("By appointment, or call first")}
        </Button>
        <Button
          onClick={() => {
            const next = addMonthly(week);
            add(next, `monthly-${next.monthly[next.monthly.length - 1]?.key}`);
          }}
        >
          {t("Some days of the month")}
        </Button>
        <Button
          onClick={() => {
            const next = addSeason(week);
            add(next, `season-${next.seasons[next.seasons.length - 1]?.key}`);
          }}
        >
          {t("Hours of a season")}
        </Button>
      </div>
    </div>
  );
}
