/** One service in the list: enough to choose it by. */
import { ageOf } from "../directory/age.ts";
import type { Entry } from "../directory/entry.ts";
import { openNow } from "../directory/open-now.ts";
import { categoryWords, timeWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { useCairn } from "./context.ts";

export function EntryRow({ entry, now }: { readonly entry: Entry; readonly now: Date }) {
  const { navigation } = useCairn();
  const age = ageOf(entry.document.body, now);
  const kinds = entry.categories.map(categoryWords).join(", ");
  const open = openWords(entry, now);
  return (
    <li class="entry">
      <h3>
        <button
          id={`row-${entry.id}`}
          type="button"
          class="entry-name"
          onClick={() => navigation.go({ name: "entry", id: entry.id })}
        >
          <bdi>{entry.name}</bdi>
        </button>
      </h3>
      {entry.organization && entry.organization !== entry.name && (
        <p class="soft">
          <bdi>{entry.organization}</bdi>
        </p>
      )}
      {kinds && <p>{kinds}</p>}
      <ul class="facts">
        {entry.area && (
          <li>
            <Icon name="place" />
            <bdi>{entry.area}</bdi>
          </li>
        )}
        {open && (
          <li>
            <Icon name="clock" />
            <span>{open}</span>
          </li>
        )}
        <li class={age.isOld ? "old" : "soft"}>
          <Icon name={age.isOld ? "warn" : "check"} />
          <span>{age.words}</span>
        </li>
        {entry.isWaiting && (
          <li>
            <Icon name="send" />
            <span>{t("Your change is waiting to be sent")}</span>
          </li>
        )}
      </ul>
    </li>
  );
}

/** "" when the hours are not known: then silence is more honest than a guess. */
export function openWords(entry: Entry, now: Date): string {
  const status = entry.document.body.status;
  if (status === "temporarily closed") return t("Closed for a while");
  if (status === "inactive") return t("Not running now");
  if (status === "defunct") return t("Closed for good");
  const open = openNow(entry.schedules, now);
  if (open.state === "unknown") return "";
  if (open.state === "closed") return t("Closed now");
  return open.until === undefined
    ? t("Open day and night")
    : t("Open now, until {time}", { time: timeWords(open.until) });
}
