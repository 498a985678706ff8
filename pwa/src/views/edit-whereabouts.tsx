/** About where a place lies, for distances: by a town and a coarse grid. Never of a private one. */
import { useState } from "preact/hooks";
import type { Spot } from "../directory/distance.ts";
import { withField, withoutField } from "../directory/draft.ts";
import { amount, type Body } from "../directory/fields.ts";
import { type Square, spotOfSquare, squareAt } from "../directory/grid.ts";
import { townsOf } from "../directory/towns.ts";
import { t } from "../locale.ts";
import { Select } from "../parts/field.tsx";
import { AreaGrid } from "./area-grid.tsx";
import { useCairn } from "./context.ts";

interface Props {
  readonly body: Body;
  readonly change: (body: Body) => void;
}

export function Whereabouts({ body, change }: Props) {
  const { directory } = useCairn();
  const towns = townsOf(directory.entries).all;
  const spot = spotIn(body);
  const [picked, setPicked] = useState<Square>();
  const square = picked ?? (spot && squareAt(spot, towns));
  const isSet = spot !== undefined && square !== undefined;
  const pick = (next: Square | undefined) => {
    setPicked(next);
    const rest = withoutField(withoutField(body, "latitude"), "longitude");
    if (next === undefined) return change(rest);
    const { latitude, longitude } = spotOfSquare(next);
    change(withField(withField(rest, "latitude", latitude), "longitude", longitude));
  };
  if (towns.length === 0) return null;
  return (
    <fieldset class="section stack wide">
      <legend>{t("About where it lies")}</legend>
      <p class="hint">
        {t("Only for distances: which help is nearest. No map is asked, and nothing is looked up.")}
      </p>
      <Select
        label={t("Nearest town")}
        value={isSet ? square.town.label : ""}
        choices={[
          { value: "", label: t("Not set") },
          ...towns.map(({ label }) => ({ value: label, label })),
        ]}
        onChange={(label) => {
          const town = towns.find((one) => one.label === label);
          pick(town && { town, north: 0, east: 0 });
        }}
      />
      {isSet && <AreaGrid square={square} towns={towns} onChange={pick} />}
    </fieldset>
  );
}

function spotIn(body: Body): Spot | undefined {
  const [latitude, longitude] = [amount(body, "latitude"), amount(body, "longitude")];
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}
