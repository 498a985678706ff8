/** Whose a new service is: one of the organizations here, or a new one. */
import type { JsonObject } from "../../data/json.ts";
import { t } from "../../locale.ts";
import { Select, TextField } from "../../parts/field.tsx";
import { useCairn } from "../context.ts";

export interface ChosenOrganization {
  readonly [name: string]: string;
  readonly id: string; // "": a new one, of this name
  readonly name: string;
}

/** What is chosen so far, as it is kept beside the draft. */
export const chosenOrganization = ({ id, name }: JsonObject): ChosenOrganization => ({
  id: typeof id === "string" ? id : "",
  name: typeof name === "string" ? name : "",
});

interface Props {
  readonly value: ChosenOrganization;
  readonly onChange: (value: ChosenOrganization) => void;
  readonly wrong: string | undefined;
}

export function OrganizationChoice({ value, onChange, wrong }: Props) {
  const { directory } = useCairn();
  const names = new Map<string, string>();
  for (const { organization, organizationId, origin } of directory.entries) {
    if (organization && organizationId && !origin) names.set(organizationId, organization);
  }
  const known = [...names].sort((a, b) => a[1].localeCompare(b[1]));
  return (
    <>
      <Select
        label={t("Organization")}
        value={value.id}
        choices={[
          { value: "", label: t("A new organization") },
          ...known.map(([id, label]) => ({ value: id.replace("organization:", ""), label })),
        ]}
        onChange={(id) => onChange({ ...value, id })}
      />
      {value.id === "" && (
        <TextField
          label={t("Name of the new organization")}
          value={value.name}
          wrong={wrong}
          onInput={(name) => onChange({ ...value, name })}
        />
      )}
    </>
  );
}
