/** Which places belong to a service. A place itself is changed on its own screen. */
import { useId, useState } from "preact/hooks";
import { withField } from "../../directory/draft.ts";
import type { Entry } from "../../directory/entry.ts";
import { list } from "../../directory/fields.ts";
import { t } from "../../locale.ts";
import { Check } from "../../parts/field.tsx";
import type { Changed } from "./field.tsx";
import { HelpedLegend } from "./help.tsx";

export function PlaceChecks({ body, change, entry }: Changed & { readonly entry: Entry }) {
  const id = useId();
  const linked = list(body, "service_at_locations");
  const [before] = useState(linked); // with what is told of each place there
  if (entry.places.length === 0) return null;
  return (
    <fieldset class="rows" aria-describedby={`${id}-help`}>
      <HelpedLegend id={id} place="service_at_locations" words={t("Places")} />
      <div class="choices">
        {entry.places.map((place) => {
          const locationId = place.id.replace("location:", "");
          const others = linked.filter((link) => link.location_id !== locationId);
          return (
            <Check
              key={place.id}
              label={place.name ?? place.area ?? t("A place without a name")}
              checked={others.length < linked.length}
              onChange={(checked) => {
                const link = before.find((one) => one.location_id === locationId);
                const next = checked ? [...others, link ?? { location_id: locationId }] : others;
                change(withField(body, "service_at_locations", next));
              }}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
