/** Change a service, or add one. For editors; works without signal. */
import { useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { saveEdit } from "../data/save.ts";
import { withField } from "../directory/draft.ts";
import { type Body, text } from "../directory/fields.ts";
import { newId } from "../directory/new-id.ts";
import { asDraft } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { PublicCheck } from "./edit-parts.tsx";
import { EntryForm } from "./forms/entry-form.tsx";
import { chosenOrganization, OrganizationChoice } from "./forms/organization-choice.tsx";
import { serviceParts } from "./forms/service-parts.tsx";
import { useDraft } from "./use-draft.ts";

const NEW_SERVICE: Body = { type: "service", schema: 1, name: "", status: "active" };

interface Props {
  readonly id: string | undefined; // undefined: a new service
  readonly refused: RefusedEdit | undefined;
  readonly isChecked?: boolean | undefined; // from a call: it counts as checked when it is saved
}

export function EditServiceView({ id, refused, isChecked = false }: Props) {
  const { directory, navigation, space } = useCairn();
  const [docId] = useState(() => id ?? `service:${newId()}`);
  const entry = id === undefined ? undefined : directory.entryById.get(id);
  const source = { shown: entry?.document, refused, empty: NEW_SERVICE };
  const draft = useDraft(docId, source, id ?? "service");
  const isNew = id === undefined;
  const [hasNoOrganization, setNoOrganization] = useState(false);

  const save = async (begin: (body: Body) => Body = (body) => body) => {
    let final = begin(draft.body);
    if (isNew) {
      const { id: known, name } = chosenOrganization(draft.aside);
      const isMissing = known === "" && name.trim() === "";
      setNoOrganization(isMissing);
      if (isMissing || !space) return;
      const organizationId = known || newId();
      if (known === "" && text(final, "name")) {
        const body = begin({ type: "organization", schema: 1, name: name.trim() });
        const database = directoryOf(space.collaborative);
        await saveEdit(space, database, `organization:${organizationId}`, body);
        draft.setAside({ id: organizationId, name: "" });
      }
      final = withField(final, "organization_id", organizationId);
    }
    if (!(await draft.save(final))) return;
    if (entry === undefined) navigation.replace({ name: "entry", id: docId });
    else navigation.back();
  };

  return (
    <Page title={isNew ? t("Add a service") : t("Change this entry")} back={navigation.back}>
      <EntryForm
        kind="service"
        draft={draft}
        save={save}
        saveLabel={isNew ? t("Publish") : undefined}
        besideSave={
          isNew && (
            <Button wide icon="pen" onClick={() => void save(asDraft)}>
              {t("Save as draft")}
            </Button>
          )
        }
        parts={serviceParts(draft, { entry, isFromCall: isChecked })}
        before={
          isNew && (
            <OrganizationChoice
              value={chosenOrganization(draft.aside)}
              onChange={draft.setAside}
              wrong={
                hasNoOrganization ? t("Choose an organization, or name a new one.") : undefined
              }
            />
          )
        }
      >
        <PublicCheck draft={draft} />
      </EntryForm>
    </Page>
  );
}
