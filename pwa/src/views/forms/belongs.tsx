/** What an entry is a part of: a service of a program, an organization of a larger one. */
import { list, text } from "../../directory/fields.ts";
import { t } from "../../locale.ts";
import { useCairn } from "../context.ts";
import { useDocuments } from "../use-documents.ts";
import { type Changed, DraftSelect } from "./field.tsx";

interface Props extends Changed {
  readonly ownId?: string; // of the organization itself
}

/** Which of its organization's programs a service belongs to; nothing where there are none. */
export function ProgramChoice(of: Changed) {
  const { space } = useCairn();
  const organizations = useDocuments(space, "organization") ?? [];
  const own = organizations.find(({ id }) => id === `organization:${of.body.organization_id}`);
  const programs = list(own?.body ?? {}, "programs").flatMap((program) => {
    const [value, label] = [text(program, "id"), text(program, "name")];
    return value === undefined ? [] : [{ value, label: label ?? value }];
  });
  if (programs.length === 0 && of.body.program_id === undefined) return null;
  return (
    <DraftSelect
      {...of}
      field="program_id"
      label={t("Part of the program")}
      choices={[{ value: "", label: t("None") }, ...programs]}
    />
  );
}

/** The larger organization that this one is a part of. */
export function ParentChoice({ ownId, ...of }: Props) {
  const { space } = useCairn();
  const organizations = useDocuments(space, "organization") ?? [];
  const others = organizations
    .filter(({ id }) => id !== ownId)
    .map(({ id, body }) => ({
      value: id.replace("organization:", ""),
      label: text(body, "name") ?? id,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <DraftSelect
      {...of}
      field="parent_organization_id"
      label={t("Part of")}
      choices={[{ value: "", label: t("None") }, ...others]}
    />
  );
}
