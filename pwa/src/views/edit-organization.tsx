/** Change an organization's own fields. For editors; works without signal. */
import type { ShownDocument } from "../data/document.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { t } from "../locale.ts";
import { Form } from "../parts/field.tsx";
import { useCairn } from "./context.ts";
import { DraftText, PublicCheck, SaveBar, webAddressWords } from "./edit-parts.tsx";
import { PhoneRows } from "./edit-rows.tsx";
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
  const draft = useDraft(props.id, props);
  const { body, change, problems } = draft;
  const save = async () => {
    if (await draft.save()) navigation.back();
  };
  return (
    <Form onSubmit={() => void save()}>
      <DraftText
        body={body}
        change={change}
        field="name"
        label={t("Name of the organization")}
        wrong={problems.includes("name") ? t("A name is needed.") : undefined}
      />
      <DraftText body={body} change={change} field="alternate_name" label={t("Other name")} />
      <DraftText body={body} change={change} field="description" label={t("What it is")} lines />
      <DraftText
        body={body}
        change={change}
        field="website"
        label={t("Website")}
        type="url"
        wrong={problems.includes("website") ? webAddressWords() : undefined}
      />
      <DraftText
        body={body}
        change={change}
        field="email"
        label={t("Email")}
        type="email"
        wrong={
          problems.includes("email") ? t("This does not look like an email address.") : undefined
        }
      />
      <PhoneRows draft={draft} />
      <PublicCheck draft={draft} />
      <SaveBar draft={draft} />
    </Form>
  );
}
