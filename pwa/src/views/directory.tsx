/** The directory: find a service by words and filters. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Entry } from "../directory/entry.ts";
import { countFilters, type Filters, NO_FILTERS } from "../directory/filters.ts";
import { currentLanguage, t, tn } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { UNKEPT } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.tsx";
import { Page } from "../parts/page.tsx";
import { isEditor, useCairn } from "./context.ts";
import { EntryRow } from "./entry-row.tsx";
import type { Sift } from "./filter-panel.tsx";
import { ToHandOut } from "./hand-out-buttons.ts";
import { SyncStrip, UpdateStrip } from "./sync-strip.tsx";
import type { Directory } from "./use-directory.ts";

const FilterPanel = later(() => import("./filter-panel.tsx").then((part) => part.FilterPanel));

const Recents = later(() => import("./recents.tsx").then((part) => part.Recents));

const PAGE_SIZE = 30; // rows shown at first, and added at each "Show more"

/** What was asked for stays while other screens are open; quick exit ends it with the page. */
interface Asked {
  readonly words: string;
  readonly filters: Filters;
  readonly by: Sift | undefined; // undefined: nothing was filtered yet
  readonly showsAll: boolean; // those too who cannot serve the person
  readonly isPicking: boolean; // for a hand-out
  readonly shown: number;
}

const NOTHING_ASKED: Asked = {
  words: "",
  filters: NO_FILTERS,
  by: undefined,
  showsAll: false,
  isPicking: false,
  shown: PAGE_SIZE,
};
let kept = NOTHING_ASKED;
let keptFor: string | undefined; // the member who asked; nobody else sees it

export function DirectoryView() {
  const cairn = useCairn();
  const { directory, navigation, member } = cairn;
  if (keptFor !== member?.id) kept = NOTHING_ASKED;
  keptFor = member?.id;
  const [asked, setAsked] = useState(kept);
  const [isFiltering, setFiltering] = useState(false);
  const [indexed, setIndexed] = useState(0); // grows when the index has become better
  const prepare = () => void directory.prepare().then(() => setIndexed((times) => times + 1));
  const { words, filters, by, showsAll, isPicking, shown } = asked;
  const ask = (change: Partial<typeof kept>) => {
    kept = { ...kept, shown: PAGE_SIZE, ...change }; // `rows` below may hold an older closure
    setAsked(kept);
  };

  const query = useSettled(words);
  const { found, hidden, milesById } = useMemo(
    () => find(directory, query, { filters, by, showsAll }),
    [directory, query, filters, by, showsAll, indexed],
  );
  const language = currentLanguage();
  const rows = useMemo(
    () => (
      <Found
        found={found}
        milesById={milesById}
        isPicking={isPicking}
        shown={shown}
        onMore={() => ask({ shown: shown + PAGE_SIZE })}
      />
    ),
    [found, isPicking, shown, language],
  );
  useEffect(() => {
    if (!directory.isReady) return;
    const timer = setTimeout(() => announce(foundWords(found.length)), 600);
    return () => clearTimeout(timer);
  }, [found.length, directory.isReady]);

  const filterCount = countFilters(filters);
  return (
    <Page title={t("Directory")} arrival={navigation.arrival}>
      <SyncStrip />
      <UpdateStrip />
      <search class="stack">
        <div class="search">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            enterkeyhint="search"
            aria-label={t("Search for help")}
            placeholder={t("Name, place, need")}
            value={words}
            onFocus={prepare}
            onInput={(event) => ask({ words: event.currentTarget.value })}
            {...UNKEPT}
          />
        </div>
        <div class="row">
          <Button
            icon="filter"
            expanded={isFiltering}
            controls="filters"
            onClick={() => setFiltering(!isFiltering)}
          >
            {filterCount === 0 ? t("Filters") : tn("{n} filter on", "{n} filters on", filterCount)}
          </Button>
          <Button
            icon="sheet"
            pressed={isPicking}
            onClick={() => ask({ isPicking: !isPicking, shown })}
          >
            {t("Hand-out")}
          </Button>
          {(filterCount > 0 || words !== "") && (
            <Button icon="cross" kind="quiet" onClick={() => ask({ ...NOTHING_ASKED, isPicking })}>
              {t("Clear all")}
            </Button>
          )}
        </div>
        <div id="filters" hidden={!isFiltering}>
          {isFiltering && (
            <FilterPanel
              filters={filters}
              entries={directory.entries}
              onChange={(next, sift) => ask({ filters: next, by: sift })}
              onDone={() => setFiltering(false)}
              found={foundWords(found.length)}
            />
          )}
        </div>
      </search>
      <ToHandOut owner={member?.id} onOpen={() => navigation.go({ name: "hand-out" })} />
      {words === "" && filterCount === 0 && <Recents />}
      {hidden > 0 && (
        <div class="row stretch">
          <p>{tn("{n} service does not take them.", "{n} services do not take them.", hidden)}</p>
          <Button id="show-all" onClick={() => ask({ showsAll: !showsAll })}>
            {showsAll ? t("Hide again") : t("Show last")}
          </Button>
        </div>
      )}
      {directory.isReady ? rows : <p class="soft">{t("Opening the directory…")}</p>}
      {isEditor(cairn) && (
        <section class="section" aria-label={t("For editors")}>
          <div class="row stretch">
            <Button
              id="open-entries"
              icon="book"
              onClick={() => navigation.go({ name: "entries" })}
            >
              {t("All entries")}
            </Button>
            <Button id="open-calls" icon="call" onClick={() => navigation.go({ name: "calls" })}>
              {t("Calls for today")}
            </Button>
            <Button
              id="open-reports"
              icon="flag"
              onClick={() => navigation.go({ name: "reports" })}
            >
              {t("Reports")}
            </Button>
            <Button
              id="open-two-answers"
              icon="check"
              onClick={() => navigation.go({ name: "two-answers" })}
            >
              {t("Two answers: choose")}
            </Button>
            <Button
              id="add-service"
              icon="pen"
              onClick={() => navigation.go({ name: "edit", id: undefined })}
            >
              {t("Add a service")}
            </Button>
            <Button id="bring-list" icon="sheet" onClick={() => navigation.go({ name: "import" })}>
              {t("Bring a list in")}
            </Button>
          </div>
        </section>
      )}
    </Page>
  );
}

const SETTLE_MS = 90; // between two keys: a slow phone first shows the letter, then what it finds

/** What was typed, once the typing has come to rest. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

function Found(props: {
  readonly found: readonly Entry[];
  readonly milesById: ReadonlyMap<string, number>;
  readonly isPicking: boolean;
  readonly shown: number;
  readonly onMore: () => void;
}) {
  const { directory } = useCairn();
  const now = new Date();
  if (props.found.length === 0) return <Nothing isEmpty={directory.entries.length === 0} />;
  const rest = props.found.length - props.shown;
  return (
    <>
      <h2 class="count">{foundWords(props.found.length)}</h2>
      <ul class="entries">
        {props.found.slice(0, props.shown).map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            now={now}
            miles={props.milesById.get(entry.id)}
            isPicking={props.isPicking}
          />
        ))}
      </ul>
      {rest > 0 && (
        <Button wide onClick={props.onMore}>
          {t("Show more ({rest} left)", { rest })}
        </Button>
      )}
    </>
  );
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }) {
  const { status } = useCairn();
  if (isEmpty && status?.state === "idle" && status.lastExchangedAt !== undefined) {
    return <p class="card">{t("The directory is empty. An editor can add services.")}</p>;
  }
  return isEmpty ? (
    <div class="card stack">
      <h2>{t("The directory is not on this phone yet")}</h2>
      <p>{t("It comes by itself when there is signal. This can take a minute the first time.")}</p>
    </div>
  ) : (
    <div class="card stack">
      <h2>{t("Nothing found")}</h2>
      <p>{t("Try fewer or shorter words, or take a filter off.")}</p>
      <p>{t("A crisis line can often find help that is not listed here.")}</p>
    </div>
  );
}

const foundWords = (n: number): string => tn("{n} service", "{n} services", n);

const NO_MILES: ReadonlyMap<string, number> = new Map();

function find(
  directory: Directory,
  words: string,
  { filters, by, showsAll }: Pick<Asked, "filters" | "by" | "showsAll">,
) {
  const entries =
    words.trim() === ""
      ? directory.entries
      : directory.search(words).flatMap((id) => directory.entryById.get(id) ?? []);
  if (by === undefined || countFilters(filters) === 0) {
    return { found: entries, hidden: 0, milesById: NO_MILES };
  }
  const { found, hidden, milesById } = by(entries, filters, {
    all: directory.entries,
    now: new Date(),
  });
  return { found: showsAll ? [...found, ...hidden] : found, hidden: hidden.length, milesById };
}
