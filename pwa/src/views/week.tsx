/** Opening hours, day by day. */

import { DAYS } from "../directory/calendar.ts";
import { type Body, text } from "../directory/fields.ts";
import { type Hours, isAllDay } from "../directory/hours.ts";
import { dayOf, weekOf } from "../directory/open-now.ts";
import { dayWords, timeWords } from "../directory/words.ts";
import { t } from "../locale.ts";

export function Week({
  schedules,
  now,
}: {
  readonly schedules: readonly Body[];
  readonly now: Date;
}) {
  const week = weekOf(schedules, now);
  const notes = [...new Set(schedules.flatMap((schedule) => text(schedule, "description") ?? []))];
  const isEveryDay = DAYS.every((day) => week[day].some(isAllDay));
  const isKnown = DAYS.some((day) => week[day].length > 0);
  return (
    <>
      {isEveryDay && <p>{t("Open day and night")}</p>}
      {isKnown && !isEveryDay && (
        <table class="week">
          <tbody>
            {DAYS.map((day) => (
              <tr key={day} class={day === dayOf(now) ? "today" : ""}>
                <th scope="row">
                  {day === dayOf(now) ? t("{day} (today)", { day: dayWords(day) }) : dayWords(day)}
                </th>
                <td>{hoursWords(week[day])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}

function hoursWords(hours: readonly Hours[]): string {
  if (hours.length === 0) return t("Closed");
  if (hours.some(isAllDay)) return t("All day");
  return hours
    .map(({ opens, closes }) =>
      t("{from} to {to}", { from: timeWords(opens), to: timeWords(closes % 1440) }),
    )
    .join(", ");
}
