/** The address of a place, in any country near here; of a private one only its town or area. */
import { useState } from "preact/hooks";
import { withField } from "../directory/draft.ts";
import { type Body, list, text } from "../directory/fields.ts";
import { COUNTRIES } from "../directory/postal.ts";
import { t } from "../locale.ts";
import { Select } from "../parts/field.tsx";
import { type Changed, DraftText } from "./forms/field.tsx";
import { controlId } from "./forms/form-context.ts";
import { useHelp } from "./forms/help.tsx";

interface AddressProps extends Changed {
  readonly isPrivate: boolean;
}

const COUNTRY = controlId("addresses.0.country");
const GIVEN = ["address_type", "country"]; // by the form itself

export function AddressFields({ body, change, isPrivate }: AddressProps) {
  const [first, ...rest] = list(body, "addresses");
  const [chosen, setChosen] = useState("US"); // while no address is typed that could hold it
  const address = first ?? { address_type: "physical", country: chosen };
  const country = text(address, "country") ?? "US";
  const changeAddress = (next: Body) => {
    const isTyped = Object.keys(next).some(
      (name) => !GIVEN.includes(name) && text(next, name) !== undefined,
    );
    change(withField(body, "addresses", isTyped ? [next, ...rest] : rest));
  };
  const field = (name: string, label: string) => (
    <DraftText body={address} change={changeAddress} at="addresses.0" field={name} label={label} />
  );
  const help = useHelp(COUNTRY, "addresses.0.country", t("Country"));
  const known = COUNTRIES.some((one) => one === country) ? COUNTRIES : [...COUNTRIES, country];
  return (
    <>
      {!isPrivate && field("address_1", t("Street and number"))}
      {!isPrivate && field("address_2", t("Suite or floor"))}
      {field("city", t("City or town"))}
      {field("state_province", stateWords(country))}
      {!isPrivate && field("postal_code", country === "US" ? t("ZIP code") : t("Postal code"))}
      {field("region", t("County or region"))}
      <Select
        id={COUNTRY}
        help={help}
        label={t("Country")}
        value={country}
        choices={known.map((value) => ({ value: value as string, label: countryWords(value) }))}
        onChange={(value) => {
          setChosen(value);
          changeAddress(withField(address, "country", value));
        }}
      />
    </>
  );
}

function stateWords(country: string): string {
  if (country === "CA") return t("Province or territory");
  return country === "US" ? t("State or territory") : t("State");
}

function countryWords(code: string): string {
  if (code === "US") return t("United States, and its territories");
  if (code === "CA") return t("Canada");
  return code === "MX" ? t("Mexico") : code;
}
