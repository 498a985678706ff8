/** The address of a place; of a private one only its town or area. */
import { withField } from "../directory/draft.ts";
import { type Body, list } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { type Changed, DraftText } from "./forms/field.tsx";

interface AddressProps extends Changed {
  readonly isPrivate: boolean;
}

export function AddressFields({ body, change, isPrivate }: AddressProps) {
  const [first, ...rest] = list(body, "addresses");
  const address = first ?? { address_type: "physical", country: "US" };
  const changeAddress = (next: Body) => change(withField(body, "addresses", [next, ...rest]));
  const field = (name: string, label: string) => (
    <DraftText body={address} change={changeAddress} at="addresses.0" field={name} label={label} />
  );
  return (
    <>
      {!isPrivate && field("address_1", t("Street and number"))}
      {!isPrivate && field("address_2", t("Suite or floor"))}
      {field("city", t("City or town"))}
      {field("state_province", t("State"))}
      {!isPrivate && field("postal_code", t("ZIP code"))}
      {field("region", t("County or region"))}
    </>
  );
}
