/** In which time zone hours are told. */
import { t } from "../locale.ts";
import { Select } from "../parts/field.tsx";

interface Props {
  readonly label: string;
  readonly none: string; // what it means to choose none
  readonly value: string; // "": none
  readonly onChange: (zone: string) => void;
}

export function ZoneSelect({ label, none, value, onChange }: Props) {
  const zones = zonesInWords();
  const known = zones.some(([name]) => name === value) || value === "";
  const choices = [["", none] as const, ...zones, ...(known ? [] : [[value, value] as const])];
  return (
    <Select
      label={label}
      value={value}
      choices={choices.map(([name, words]) => ({ value: name as string, label: words }))}
      onChange={onChange}
    />
  );
}

/** Those of the United States, from east to west. */
const zonesInWords = (): readonly (readonly [string, string])[] => [
  ["America/Puerto_Rico", t("Atlantic (Puerto Rico, Virgin Islands)")],
  ["America/New_York", t("Eastern")],
  ["America/Chicago", t("Central")],
  ["America/Denver", t("Mountain (Navajo Nation too)")],
  ["America/Phoenix", t("Arizona (no summer time)")],
  ["America/Los_Angeles", t("Pacific")],
  ["America/Anchorage", t("Alaska")],
  ["Pacific/Honolulu", t("Hawaii")],
  ["Pacific/Pago_Pago", t("Samoa")],
  ["Pacific/Guam", t("Guam and Northern Marianas")],
];
