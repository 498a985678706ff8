/** For editors: which entries to call today, and one tap for what came of it. Works offline. */
import "./calls.css";
import { useEffect, useState } from "preact/hooks";
import { CALLS_A_DAY, callsFor, isDoneOn } from "../directory/call-list.ts";
import type { Entry } from "../directory/entry.ts";
import { suggestionOf } from "../directory/suggestion.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useWideMain } from "../parts/wide.ts";
import { today } from "../when.ts";
import { CallCard } from "./call-card.tsx";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

/** Reports that wait, by the entry they are about. */
type Reported = ReadonlyMap<string, readonly string[]>; // what each says

export function CallsView() {
  const { directory, navigation, space } = useCairn();
  useWideMain();
  const suggestions = useDocuments(space, "suggestion");
  const isReady = directory.isReady && suggestions !== undefined;
  const reported = new Map<string, string[]>();
  for (const { about, what, state } of (suggestions ?? []).map(suggestionOf)) {
    if (state === "waiting") reported.set(about, [...(reported.get(about) ?? []), what]);
  }
  return (
    <Page title={t("Calls for today")} back={navigation.back} arrival={navigation.arrival}>
      {isReady ? <Calls reported={reported} /> : <p class="soft">{t("Opening the directory…")}</p>}
    </Page>
  );
}

function Calls({ reported }: { readonly reported: Reported }) {
  const { directory } = useCairn();
  const day = today(new Date());
  const own = directory.entries.filter(({ origin }) => !origin);
  const due = callsFor(own, new Set(reported.keys()), day);
  const [before] = useState(() => doneToday(own, day));
  // The order stays while the screen is open: nothing moves under a finger.
  const [shown, setShown] = useState(() => {
    const room = Math.max(CALLS_A_DAY - before.length, 0);
    return due.slice(0, room).map(({ id }) => id);
  });
  const entries = shown.flatMap((id) => directory.entryById.get(id) ?? []);
  const done = entries.filter(({ document }) => isDoneOn(document.body, day)).length;
  const more = due.filter(({ id }) => !shown.includes(id));
  const total = before.length + entries.length;
  return (
    <>
      {total > 0 && <Progress done={before.length + done} total={total} />}
      {total === 0 && more.length === 0 && <NothingDue />}
      <ul class="plain">
        {entries.map((entry) => (
          <CallCard key={entry.id} entry={entry} day={day} reports={reported.get(entry.id) ?? []} />
        ))}
      </ul>
      {total > 0 && done === entries.length && (
        <Notice kind="good" role="status">
          {more.length === 0
            ? t("That was all. Thank you: people will reach somebody when they call.")
            : tn(
                "Today's calls are done. {n} more entry is due.",
                "Today's calls are done. {n} more entries are due.",
                more.length,
              )}
        </Notice>
      )}
      {more.length > 0 && (
        <Button
          wide
          onClick={() => setShown([...shown, ...more.slice(0, CALLS_A_DAY).map(({ id }) => id)])}
        >
          {t("Show more ({rest} left)", { rest: more.length })}
        </Button>
      )}
    </>
  );
}

function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  const words = t("{done} of {total} done", { done, total });
  const [isFirst, setFirst] = useState(true);
  useEffect(() => setFirst(false), []);
  return (
    <>
      <p role={isFirst ? undefined : "status"}>
        <strong>{words}</strong>
      </p>
      <progress class="calls-done" max={total} value={done} aria-label={words} />
    </>
  );
}

const NothingDue = () => (
  <div class="card stack">
    <h2>{t("Nobody to call today")}</h2>
    <p>{t("Every entry was checked in time, and no report is waiting.")}</p>
  </div>
);

// An import may have set today on thousands: a day's work is not made of those.
const doneToday = (entries: readonly Entry[], day: string): readonly Entry[] => {
  const done = entries.filter(({ document }) => isDoneOn(document.body, day));
  return done.length > CALLS_A_DAY * 5 ? [] : done;
};
