/** Which places belong to a service, and what is different there. A place has its own screen. */
import { useId, useState } from "preact/hooks";
import { withField } from "../../directory/draft.ts";
import type { Entry, Place } from "../../directory/entry.ts";
import { type Body, list } from "../../directory/fields.ts";
import { isDraft, isRetired } from "../../directory/standing.ts";
import { t } from "../../locale.ts";
import { Check } from "../../parts/field.tsx";
import type { Changed } from "./field.tsx";
import { HelpedLegend } from "./help.tsx";
import { There } from "./there.tsx";

const FIELD = "service_at_locations";

export function PlaceChecks({ body, change, entry }: Changed & { readonly entry: Entry }) {
  const id = useId();
  const linked = list(body, FIELD);
  const [before] = useState(linked); // with what is told of each place there
  const [places] = useState(() => [...entry.places, ...entry.otherPlaces]);
  if (places.length === 0) return null;
  const set = (next: readonly Body[]) => change(withField(body, FIELD, next));
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place={FIELD} words={t("Places")} />
      {places.map((place) => {
        const locationId = place.id.replace("location:", "");
        const at = linked.findIndex((link) => link.location_id === locationId);
        const link = linked[at];
        return (
          <div key={place.id} class="stack">
            <Check
              label={placeWords(place)}
              checked={link !== undefined}
              onChange={(checked) => {
                const known = before.find((one) => one.location_id === locationId);
                const others = linked.filter((one) => one !== link);
                set(checked ? [...others, known ?? { location_id: locationId }] : others);
              }}
            />
            {link && (
              <There
                place={place}
                body={link}
                at={`${FIELD}.${at}`}
                change={(next) => set(linked.map((one) => (one === link ? next : one)))}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function placeWords({ name, area, body }: Place): string {
  const words = name ?? area ?? t("A place without a name");
  if (isDraft(body)) return t("{place} (draft)", { place: words });
  return isRetired(body) ? t("{place} (no longer there)", { place: words }) : words;
}
