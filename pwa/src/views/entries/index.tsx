/** For editors: all entries, drafts and retired ones too. Works without signal. */
import "./entries.css";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Asked, countAsked, NOTHING_ASKED, ordered, sifted } from "../../directory/listing.ts";
import { NONE, ranged, still, toggled, withAll } from "../../directory/selection.ts";
import { currentLanguage, t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Page } from "../../parts/page.tsx";
import { useWideMain } from "../../parts/wide.ts";
import { today } from "../../when.ts";
import { useCairn } from "../context.ts";
import { useSuggestions } from "../use-suggestions.ts";
import { Beside, useIsWide } from "./beside.tsx";
import { Chosen } from "./chosen.tsx";
import { Grid } from "./grid.tsx";
import { type Kept, keep, keptOf } from "./kept.ts";
import { LastBatch } from "./last-batch.tsx";
import { cellWords } from "./list-words.ts";
import { Toolbar } from "./toolbar.tsx";

export { ChangeManyView } from "./change-many.tsx";
export { TakeOutView } from "./take-out.tsx";

export function EntriesView() {
  const { directory, navigation } = useCairn();
  useWideMain();
  return (
    <Page title={t("All entries")} back={navigation.back} arrival={navigation.arrival}>
      {directory.isReady ? <Entries /> : <p class="soft">{t("Opening the directory…")}</p>}
    </Page>
  );
}

function Entries() {
  const { directory, navigation, member } = useCairn();
  const [{ asked, order, selection, active, opened }, setKept] = useState(keptOf(member?.id));
  const change = (some: Partial<Kept>) => setKept(keep(some));
  const ask = (some: Partial<Asked>) => change({ asked: { ...asked, ...some } });
  const isWide = useIsWide();
  const day = today(new Date());
  const reports = useWaitingReports();
  const around = { today: day, member: member?.id, reports };

  const all = useMemo(
    () => [...directory.entryById.values()].filter(({ origin }) => !origin),
    [directory],
  );
  const language = currentLanguage();
  const inOrder = useMemo(
    () => ordered(all, order, around, cellWords),
    [all, order, language, order.by === "reports" && reports],
  );
  const found = useMemo(() => sifted(inOrder, asked, around), [inOrder, asked, reports]);
  const ids = useMemo(() => found.map(({ id }) => id), [found]);
  const chosen = useMemo(
    () => still(selection, (id) => directory.entryById.has(id)),
    [selection, directory],
  );
  useSpoken(found.length, chosen.ids.size);

  const choose = (next: typeof selection) => change({ selection: next });
  const entryBeside = isWide && opened ? directory.entryById.get(opened) : undefined;
  return (
    <>
      <LastBatch />
      <Toolbar
        entries={all}
        asked={asked}
        order={order}
        onAsk={ask}
        onOrder={(next) => change({ order: next })}
        onTakeOut={() => navigation.go({ name: "take-out", ids: [] })}
      />
      <div class="row counted-row">
        <h2>
          {found.length === all.length
            ? tn("{n} entry", "{n} entries", all.length)
            : t("{found} of {all} entries", { found: found.length, all: all.length })}
        </h2>
        {found.length > 0 && (
          <Button id="choose-all" kind="quiet" onClick={() => choose(withAll(chosen, ids))}>
            {t("Choose all {n}", { n: found.length })}
          </Button>
        )}
        {(asked.words !== "" || countAsked(asked) > 0) && (
          <Button kind="quiet" icon="cross" onClick={() => change({ asked: NOTHING_ASKED })}>
            {t("Clear all")}
          </Button>
        )}
      </div>
      {found.length === 0 ? (
        <p class="card">{all.length === 0 ? t("The directory is empty.") : t("Nothing found")}</p>
      ) : (
        <div class={entryBeside ? "list-and-entry beside-open" : "list-and-entry"}>
          <Grid
            entries={found}
            order={order}
            onOrder={(by) =>
              change({ order: { by, isDown: order.by === by ? !order.isDown : false } })
            }
            selection={chosen}
            active={active}
            opened={entryBeside?.id}
            reports={reports}
            today={day}
            onActive={(id) => change({ active: id })}
            onChoose={(id, isRange) =>
              choose(isRange ? ranged(chosen, id, ids) : toggled(chosen, id))
            }
            onChooseAll={() => choose(withAll(chosen, ids))}
            onOpen={(id) =>
              isWide ? change({ opened: id }) : navigation.go({ name: "entry", id })
            }
          />
          {entryBeside && (
            <Beside entry={entryBeside} onClose={() => change({ opened: undefined })} />
          )}
        </div>
      )}
      <Chosen ids={chosen.ids} onNone={() => choose(NONE)} />
    </>
  );
}

/** How many reports wait, by the entry that they are about. */
function useWaitingReports(): ReadonlyMap<string, number> {
  const suggestions = useSuggestions();
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { about, state } of suggestions) {
      if (state === "waiting") counts.set(about, (counts.get(about) ?? 0) + 1);
    }
    return counts;
  }, [suggestions]);
}

/** Say the counts when they come to rest: not at each key, and not on arriving. */
function useSpoken(found: number, chosen: number): void {
  const [isFirst, setFirst] = useState(true);
  useEffect(() => {
    setFirst(false);
    if (isFirst) return;
    const words = `${tn("{n} entry", "{n} entries", found)}. ${tn("{n} chosen", "{n} chosen", chosen)}.`;
    const timer = setTimeout(() => announce(words), 600);
    return () => clearTimeout(timer);
  }, [found, chosen]);
}
