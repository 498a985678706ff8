/**
 * The list of all entries: a table on a desk, cards on a phone, one and the same grid to a
 * screen reader. Only rows near the screen are drawn; the row that has the focus always is. The
 * rows are drawn past Preact (rows.ts), so no frame of scrolling comes through here.
 *
 * The roles stand on plain elements: a table's own rows cannot lie where they are put.
 */
import type { TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Entry } from "../../directory/entry.ts";
import { COLUMNS, type Column, type Order } from "../../directory/listing.ts";
import type { Selection } from "../../directory/selection.ts";
import { currentLanguage, t } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { columnWords } from "./list-words.ts";
import { type RowFacts, rowId } from "./row.ts";
import { scrollPageBy } from "./sight.ts";
import { useRows } from "./use-rows.ts";

interface Props {
  readonly entries: readonly Entry[];
  readonly order: Order;
  readonly onOrder: (by: Column) => void;
  readonly selection: Selection;
  readonly active: string | undefined; // the row that has the focus, or would get it
  readonly opened: string | undefined; // the entry that is shown beside
  readonly reports: ReadonlyMap<string, number>;
  readonly today: string;
  readonly onActive: (id: string) => void;
  readonly onChoose: (id: string, isRange: boolean) => void;
  readonly onChooseAll: () => void;
  readonly onOpen: (id: string) => void;
}

export function Grid(props: Props) {
  const { entries, selection, opened, reports, today } = props;
  const head = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  // Not with each frame: 10,000 entries are looked through for it.
  const at = useMemo(
    () => Math.max(props.active === undefined ? 0 : entries.findIndex(isOf(props.active)), 0),
    [entries, props.active],
  );
  const factsOf = (place: number): RowFacts => {
    const entry = entries[place] as Entry;
    return {
      entry,
      place,
      isChosen: selection.ids.has(entry.id),
      isActive: place === at,
      isOpened: entry.id === opened,
      reports: reports.get(entry.id) ?? 0,
      today,
      language: currentLanguage(),
    };
  };
  const { body, look } = useRows({ count: entries.length, active: at, factsOf });

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    document.getElementById(rowId(entries[at]?.id ?? ""))?.focus({ preventScroll: true });
  });

  const moveTo = (wished: number, isRange: boolean) => {
    const place = Math.min(Math.max(wished, 0), entries.length - 1);
    const id = entries[place]?.id;
    if (id === undefined) return;
    bringToSight(place);
    wantsFocus.current = true;
    if (isRange) props.onChoose(id, true);
    props.onActive(id);
  };

  /** Scroll no further than needed for the row to stand between the heading and the bar. */
  const bringToSight = (place: number) => {
    const { above, height, rowHeight } = look();
    const top = place * rowHeight - above;
    const covered = head.current?.offsetHeight ?? 0;
    const bar = document.getElementById("chosen")?.offsetHeight ?? 0;
    const below = top + rowHeight - (height - bar);
    if (top < covered) scrollPageBy(top - covered);
    else if (below > 0) scrollPageBy(below);
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const { key, shiftKey } = event;
    const { height, rowHeight } = look();
    const page = Math.max(Math.floor(height / rowHeight) - 2, 1);
    const places: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: entries.length - 1,
    };
    const place = places[key];
    const id = entries[at]?.id;
    if (id === undefined || event.altKey) return;
    if (place !== undefined) moveTo(place, shiftKey);
    else if (key === " ") props.onChoose(id, shiftKey);
    else if (key === "Enter") props.onOpen(id);
    else if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) props.onChooseAll();
    else return;
    event.preventDefault();
  };

  return (
    <div
      class="grid"
      role="grid"
      aria-label={t("All entries")}
      aria-multiselectable
      aria-rowcount={entries.length + 1}
      aria-colcount={COLUMNS.length + 1}
    >
      <div class="grid-head" role="row" aria-rowindex={1} ref={head}>
        <span role="columnheader" aria-colindex={1} class="cell-choose">
          <span class="unseen">{t("Chosen")}</span>
        </span>
        {COLUMNS.map((column, place) => (
          <Heading key={column} column={column} place={place} {...props} />
        ))}
      </div>
      <div
        ref={body}
        class="grid-body"
        role="rowgroup"
        style={{ "--count": entries.length }}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          if (event.shiftKey) event.preventDefault(); // a range of rows, not of letters
        }}
        onClick={(event) => {
          const id = idOf(event.target);
          if (id === undefined) return;
          props.onActive(id);
          document.getElementById(rowId(id))?.focus({ preventScroll: true });
          if (isChoosing(event.target)) props.onChoose(id, event.shiftKey);
          else props.onOpen(id);
        }}
      ></div>
    </div>
  );
}

interface HeadingProps {
  readonly column: Column;
  readonly place: number;
  readonly order: Order;
  readonly onOrder: (by: Column) => void;
}

const Heading = ({ column, place, order, onOrder }: HeadingProps) => {
  const isOrdered = order.by === column;
  return (
    <span
      role="columnheader"
      aria-colindex={place + 2}
      aria-sort={isOrdered ? (order.isDown ? "descending" : "ascending") : "none"}
      class={`cell-${column}`}
    >
      <button id={`by-${column}`} type="button" class="sort" onClick={() => onOrder(column)}>
        {columnWords(column)}
        {isOrdered && (
          <span class={order.isDown ? "arrow down" : "arrow"}>
            <Icon name="next" />
          </span>
        )}
      </button>
    </span>
  );
};

const isOf =
  (wanted: string) =>
  ({ id }: Entry): boolean =>
    id === wanted;

const idOf = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest(".grid-row")?.id.slice(rowId("").length) : undefined;

const isChoosing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(".cell-choose") !== null;
