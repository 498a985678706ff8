/** The hours of a draft. */
import { DAYS } from "../directory/calendar.ts";
import { withField } from "../directory/draft.ts";
import { type Body, list, text } from "../directory/fields.ts";
import { dayWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Check } from "../parts/field.tsx";
import { DraftText, Rows } from "./edit-parts.tsx";
import type { Draft } from "./use-draft.ts";

interface Props {
  readonly draft: Draft;
}

export const ScheduleRows = ({ draft }: Props) => (
  <Rows
    legend={t("Hours")}
    rowName={(n) => t("Hours {n}", { n })}
    add={t("Add hours")}
    rows={list(draft.body, "schedules")}
    newRow={{ freq: "WEEKLY", byday: "MO,TU,WE,TH,FR", opens_at: "09:00", closes_at: "17:00" }}
    wrong={
      draft.problems.includes("schedules")
        ? t(
            "Each row needs days, and when it opens and closes. Or only a note: leave both times empty.",
          )
        : undefined
    }
    onChange={(rows) => draft.change(withField(draft.body, "schedules", rows))}
  >
    {(row, change) => (
      <>
        <DayChecks row={row} change={change} />
        <div class="row stretch">
          <DraftText body={row} change={change} field="opens_at" label={t("Opens")} type="time" />
          <DraftText body={row} change={change} field="closes_at" label={t("Closes")} type="time" />
        </div>
        <DraftText body={row} change={change} field="description" label={t("Note")} />
      </>
    )}
  </Rows>
);

function DayChecks({ row, change }: { row: Body; change: (row: Body) => void }) {
  const days = (text(row, "byday") ?? "").split(",");
  return (
    <fieldset>
      <legend>{t("Days")}</legend>
      <div class="choices">
        {DAYS.map((day) => (
          <Check
            key={day}
            label={dayWords(day)}
            checked={days.includes(day)}
            onChange={(checked) => {
              const chosen = DAYS.filter((each) => (each === day ? checked : days.includes(each)));
              change(withField(row, "byday", chosen.join(",")));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
