/** Opening hours, day by day. */

import { DAYS } from "../directory/calendar.ts";
import { comingDays } from "../directory/coming.ts";
import { type Body, text } from "../directory/fields.ts";
import { type Hours, isAllDay } from "../directory/hours.ts";
import { dayOf, weekOf } from "../directory/open-now.ts";
import { dayWords, timeWords } from "../directory/words.ts";
import { perLanguage, t } from "../locale.ts";
import { today } from "../when.ts";

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
      <ComingDays schedules={schedules} now={now} />
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}

const dateFormat = perLanguage(
  (tag) => new Intl.DateTimeFormat(tag, { weekday: "short", day: "numeric", month: "short" }),
);

const dateWords = (date: string): string => dateFormat().format(new Date(`${date}T12:00`));

/** "Closed Thu, Nov 26 (Thanksgiving)". */
function ComingDays({ schedules, now }: { schedules: readonly Body[]; now: Date }) {
  const days = comingDays(schedules, today(now));
  return days.length === 0 ? null : (
    <ul class="coming">
      {days.map(({ from, to, hours, name }) => {
        const day = from === to ? dateWords(from) : `${dateWords(from)} – ${dateWords(to)}`;
        const what = hours
          ? t("{day}: {hours}", { day, hours: hoursWords([hours]) })
          : t("Closed {day}", { day });
        return <li key={`${from}${to}${what}`}>{name ? `${what} (${name})` : what}</li>;
      })}
    </ul>
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
