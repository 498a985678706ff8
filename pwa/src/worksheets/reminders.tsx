/**
 * "Remind you on this day?", at the end of a worksheet that set one.
 *
 * Nothing is asked of who set no day, and nothing is kept unless it is ticked: then this
 * phone keeps the day alone. A day that is changed afterwards is forgotten with its change.
 */
import { useContext, useEffect, useState } from "preact/hooks";
import { newId } from "../directory/new-id.ts";
import { t } from "../locale.ts";
import { Check } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { RemindersContext } from "../reviews/context.ts";
import { dayInWords } from "../when.ts";
import { dayOf, isDay } from "./days.ts";
import { type Session, sessions } from "./session.ts";
import { type Sheet, shownSections } from "./sheet.ts";
import type { Template } from "./template.ts";

/** The days after `today` on which the answers want another look, each once. */
export function reviewDays(template: Template, sheet: Sheet, today: string): readonly string[] {
  const days = shownSections(template, sheet)
    .flatMap(({ questions }) => questions)
    .filter(({ type, flags }) => type === "date" && flags.includes("review"))
    .map(({ id }) => sheet.answers.get(id))
    .filter((day): day is string => typeof day === "string" && isDay(day) && day > today);
  return [...new Set(days)].sort();
}

/** Forget the reminders of days that the answers no longer name. */
export function useForgetting(template: Template, session: Session): void {
  const reminders = useContext(RemindersContext);
  const { sheet, remindOn } = session;
  useEffect(() => {
    const days = reviewDays(template, sheet, dayOf(new Date()));
    const gone = [...remindOn].filter(([day]) => !days.includes(day));
    if (gone.length === 0) return;
    void reminders?.drop(gone.map(([, id]) => id));
    sessions.remind(new Map([...remindOn].filter(([day]) => days.includes(day))));
  }, [template, sheet]);
}

export function AskToRemind(props: { readonly template: Template; readonly session: Session }) {
  const { template, session } = props;
  const reminders = useContext(RemindersContext);
  const [hasFailed, setFailed] = useState(false);
  const days = reviewDays(template, session.sheet, dayOf(new Date()));
  if (reminders === undefined || days.length === 0) return null;

  const tick = async (day: string, wanted: boolean) => {
    const before = session.remindOn;
    const id = before.get(day) ?? newId();
    const others = [...before].filter(([other]) => other !== day);
    sessions.remind(new Map(wanted ? [...others, [day, id]] : others));
    const isDone = wanted ? await reminders.keep({ id, day }) : true;
    if (!wanted) await reminders.drop([id]);
    if (!isDone) sessions.remind(before);
    setFailed(!isDone);
  };
  return (
    <fieldset class="card stack">
      <legend class="unseen">{t("A reminder")}</legend>
      {days.map((day) => (
        <Check
          key={day}
          label={t("Remind you on {day}?", { day: dayInWords(day) })}
          checked={session.remindOn.has(day)}
          onChange={(wanted) => void tick(day, wanted)}
        />
      ))}
      <p class="soft">
        {t(
          "This phone keeps only the day. From then on Cairn says that you planned a review, and nothing else.",
        )}
      </p>
      {hasFailed && (
        <Notice kind="bad" role="alert">
          {t("This phone is full, so nothing was saved. Free some space and try again.")}
        </Notice>
      )}
    </fieldset>
  );
}
