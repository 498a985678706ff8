/** One entry in the list of all entries. */
import type { Entry } from "../../directory/entry.ts";
import { stateOf } from "../../directory/listing.ts";
import { t, tn } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { cellWords, checkedCell } from "./list-words.ts";

interface Props {
  readonly id: string;
  readonly entry: Entry;
  readonly place: number; // from the top, 0 first
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly isOpened: boolean;
  readonly reports: number;
  readonly today: string;
}

// A checkbox of the browser's own would tick itself, whatever a range makes of it.
export function Row({ id, entry, place, isChosen, isActive, isOpened, reports, today }: Props) {
  const checked = checkedCell(entry, today);
  const state = stateOf(entry.document.body);
  return (
    <div
      id={id}
      role="row"
      class={isOpened ? "grid-row opened" : "grid-row"}
      aria-rowindex={place + 2}
      aria-selected={isChosen}
      tabIndex={isActive ? 0 : -1}
      style={{ top: `calc(var(--row) * ${place})` }}
    >
      <span role="gridcell" aria-colindex={1} class="cell-choose">
        <span
          role="checkbox"
          class="tick"
          tabIndex={-1}
          aria-checked={isChosen}
          aria-label={t("Choose {name}", { name: entry.name })}
        >
          {isChosen && <Icon name="check" />}
        </span>
      </span>
      <span role="gridcell" aria-colindex={2} class="cell-name">
        <button type="button" class="entry-open" tabIndex={-1}>
          <bdi>{entry.name || t("An entry without a name")}</bdi>
        </button>
      </span>
      <span role="gridcell" aria-colindex={3} class="cell-organization">
        <bdi>{entry.organization}</bdi>
      </span>
      <span role="gridcell" aria-colindex={4} class="cell-category">
        {cellWords(entry, "category")}
      </span>
      <span role="gridcell" aria-colindex={5} class="cell-place">
        <bdi>{entry.area}</bdi>
      </span>
      <span role="gridcell" aria-colindex={6} class={`cell-state ${state}`}>
        {cellWords(entry, "state")}
      </span>
      <span role="gridcell" aria-colindex={7} class="cell-public">
        {cellWords(entry, "public")}
      </span>
      <span
        role="gridcell"
        aria-colindex={8}
        class={checked.isOverdue ? "cell-checked old" : "cell-checked"}
      >
        {checked.isOverdue && <Icon name="warn" />}
        {checked.isOverdue && <span class="unseen">{t("Overdue")} </span>}
        {checked.words}
        {entry.isWaiting && (
          <>
            <Icon name="send" />
            <span class="unseen"> {t("Your change is waiting to be sent")}</span>
          </>
        )}
      </span>
      <span role="gridcell" aria-colindex={9} class="cell-reports">
        {reports > 0 && (
          <>
            <Icon name="flag" />
            {tn("{n} report", "{n} reports", reports)}
          </>
        )}
      </span>
    </div>
  );
}
