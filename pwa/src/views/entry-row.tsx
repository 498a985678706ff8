/** One service in the list: enough to choose it by. */
import { ageOf } from "../directory/age.ts";
import type { Entry } from "../directory/entry.ts";
import { opennessOf } from "../directory/openness.ts";
import { fromWords, receivedWords } from "../directory/origin.ts";
import { categoryWords, timeWords } from "../directory/words.ts";
import { t, tn } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { useCairn } from "./context.ts";
import { PickButton } from "./hand-out-buttons.ts";

interface Props {
  readonly entry: Entry;
  readonly now: Date;
  readonly miles: number | undefined; // from the place that was chosen
  readonly isPicking: boolean; // for a hand-out
}

export function EntryRow({ entry, now, miles, isPicking }: Props) {
  const { navigation, member } = useCairn();
  const { origin } = entry;
  const age = ageOf(entry.document.body, now, origin !== undefined);
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
            <span>
              <bdi>{entry.area}</bdi>
              {miles !== undefined && ` · ${milesWords(miles)}`}
            </span>
          </li>
        )}
        {open && (
          <li>
            <Icon name="clock" />
            <span>{open}</span>
          </li>
        )}
        {origin && (
          <li>
            <Icon name="globe" />
            <span>
              {[fromWords(origin), receivedWords(origin, now)].filter(Boolean).join(" · ")}
            </span>
          </li>
        )}
        {entry.twin && (
          <li>
            <Icon name="book" />
            <span>{t("Also in our own directory")}</span>
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
      {isPicking && <PickButton id={entry.id} name={entry.name} owner={member?.id} />}
    </li>
  );
}

const milesWords = (miles: number): string => {
  const step = miles < 20 ? 1 : miles < 100 ? 5 : 10; // as exact as it is known
  return tn("about {n} mile", "about {n} miles", Math.max(1, Math.round(miles / step) * step));
};

/** "" when nobody wrote hours down: then silence is more honest than a guess. */
export function openWords(entry: Entry, now: Date): string {
  const status = entry.document.body.status;
  if (status === "temporarily closed") return t("Closed for a while");
  if (status === "inactive") return t("Not running now");
  if (status === "defunct") return t("Closed for good");
  const open = opennessOf(entry, now);
  if (open.state === "unknown") return "";
  if (open.state === "closed") return t("Closed now");
  if (open.state === "unsure") {
    return open.mayBeOpen ? t("May be open: call first") : t("Hours not sure: call first");
  }
  if (open.until === undefined) return t("Open day and night");
  const time = timeWords(open.until);
  return open.isElsewhere
    ? t("Open now, until {time} over there", { time })
    : t("Open now, until {time}", { time });
}
