/** Change an organization's own fields. For editors; works without signal. */
import type { ShownDocument } from "../data/document.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { t } from "../locale.ts";
import { useCairn } from "./context.ts";
import { PublicCheck } from "./edit-parts.tsx";
import { EntryForm } from "./forms/entry-form.tsx";
import { organizationParts } from "./forms/organization-parts.tsx";
import { OneDocument } from "./one-document.tsx";
import { useDraft } from "./use-draft.ts";

interface Props {
  readonly id: string;
  readonly refused: RefusedEdit | undefined;
}

export const EditOrganizationView = ({ id, refused }: Props) => (
  <OneDocument id={id} title={t("Change the organization")} mayBeNew={refused !== undefined}>
    {(shown) => <OrganizationForm id={id} shown={shown} refused={refused} />}
  </OneDocument>
);

function OrganizationForm(props: Props & { readonly shown: ShownDocument | undefined }) {
  const { navigation } = useCairn();
  const draft = useDraft(props.id, props, props.id);
  const save = async () => {
    if (await draft.save()) navigation.back();
  };
  return (
    <EntryForm
      kind="organization"
      draft={draft}
      save={save}
      parts={organizationParts(draft, props.id)}
    >
      <PublicCheck draft={draft} />
    </EntryForm>
  );
}
