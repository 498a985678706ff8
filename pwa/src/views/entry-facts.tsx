/** What to know of a service at a glance: free places, and for whom it is, as words with drawings. */
import { isObject } from "../data/json.ts";
import { freshnessOf } from "../directory/capacity.ts";
import type { Entry } from "../directory/entry.ts";
import { amount, type Body, isTrue, list, text, texts } from "../directory/fields.ts";
import { servedWords } from "../directory/served-words.ts";
import { t } from "../locale.ts";
import { Drawing, type DrawingName } from "../parts/drawing.tsx";
import { Icon } from "../parts/icon.tsx";
import { agoInWords } from "../when.ts";
import { servedDrawing } from "./served-drawings.ts";

/** How much is free, and how old that is: a bed that was free last week is no bed. */
export function Capacities({ entry }: { readonly entry: Entry }) {
  const rows = list(entry.document.body, "capacities").filter(
    (row) => amount(row, "available") !== undefined,
  );
  if (rows.length === 0) return null;
  const now = Date.now();
  return (
    <ul class="plain">
      {rows.map((row, n) => (
        <li key={n} class="card line">
          <Drawing name="bed" />
          <div>
            <p>
              <strong>{capacityWords(row)}</strong>
            </p>
            <FreshnessLine row={row} now={now} />
            {text(row, "description") && <p dir="auto">{text(row, "description")}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function FreshnessLine({ row, now }: { readonly row: Body; readonly now: number }) {
  const fresh = freshnessOf(row, now);
  if (fresh.at === undefined) return <p class="old">{t("Nobody knows from when. Call first.")}</p>;
  const when = agoInWords(fresh.at, now);
  return fresh.isOld ? (
    <p class="old">{t("Written {when}. Call first.", { when })}</p>
  ) : (
    <p>{t("Written {when}.", { when })}</p>
  );
}

function capacityWords(row: Body): string {
  const unit = (isObject(row.unit) && text(row.unit, "name")) || t("places");
  const free = amount(row, "available") ?? 0;
  const all = amount(row, "maximum");
  return all === undefined
    ? t("Free: {free} ({unit})", { free, unit })
    : t("Free: {free} of {all} ({unit})", { free, all, unit });
}

interface Chip {
  readonly drawing: DrawingName | undefined;
  readonly words: string;
}

/** For whom it is and how it helps, one word each. */
export function Chips({ entry }: { readonly entry: Entry }) {
  const chips = chipsOf(entry);
  if (chips.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("Good to know")}</h2>
      <ul class="chips">
        {chips.map(({ drawing, words }) => (
          <li key={words} class="chip" dir="auto">
            {drawing ? <Drawing name={drawing} /> : <Icon name="check" />}
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {entry.isWithoutPolice && (
        <p class="soft">
          {t(
            "They say that nobody there brings in the police, unless the person asks for it or the law leaves no choice.",
          )}
        </p>
      )}
    </section>
  );
}

function chipsOf({ document: { body }, isWithoutPolice, isFree }: Entry): readonly Chip[] {
  return [
    ...(isWithoutPolice
      ? [{ drawing: "no-police" as const, words: t("Does not bring in the police") }]
      : []),
    ...(isTrue(body, "restorative")
      ? [{ drawing: "circle" as const, words: t("Works in a restorative way") }]
      : []),
    ...(isFree ? [{ drawing: "free" as const, words: t("Free") }] : []),
    ...texts(body, "culturally_specific").map((people) => ({
      drawing: "growing" as const,
      words: t("Made by and for: {people}", { people }),
    })),
    ...texts(body, "who_is_served").map((served) => ({
      drawing: servedDrawing(served),
      words: t("For: {people}", { people: servedWords(served) }),
    })),
  ];
}
