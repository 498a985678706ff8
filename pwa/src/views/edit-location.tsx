/** Change a place, or add one to a service. A private place never has its address here. */
import { useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { saveEdit } from "../data/save.ts";
import { successorOf } from "../data/successor.ts";
import { cleaned, withField, withoutAddress, withoutField } from "../directory/draft.ts";
import { type Body, isTrue, list } from "../directory/fields.ts";
import { newId } from "../directory/new-id.ts";
import { asDraft, isDraft } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Check } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { PublicCheck } from "./edit-parts.tsx";
import { Whereabouts } from "./edit-whereabouts.tsx";
import { EntryForm } from "./forms/entry-form.tsx";
import { type Changed, DraftText } from "./forms/field.tsx";
import { locationParts } from "./forms/location-parts.tsx";
import { problemWords } from "./forms/problem-words.ts";
import { OneDocument } from "./one-document.tsx";
import { type Draft, useDraft } from "./use-draft.ts";

interface Props {
  readonly id: string;
  readonly refused: RefusedEdit | undefined;
}

export const EditLocationView = ({ id, refused }: Props) => (
  <OneDocument id={id} title={t("Change the place")} mayBeNew={refused !== undefined}>
    {(shown) => <LocationForm docId={id} shown={shown} refused={refused} />}
  </OneDocument>
);

/** A new place, and its link from the service once it is saved. */
export function AddLocationView({ serviceId }: { readonly serviceId: string }) {
  const { space, navigation, directory } = useCairn();
  const [docId] = useState(() => `location:${newId()}`);
  // Where a draft's place is, only editors are to know, too.
  const service = directory.entryById.get(serviceId);
  const isOfDraft = service !== undefined && isDraft(service.document.body);
  const link = async () => {
    const service = await space?.read(serviceId);
    if (!space || !service) return;
    const links = list(service.body, "service_at_locations");
    const body = withField(service.body, "service_at_locations", [
      ...links,
      { location_id: docId.replace("location:", "") },
    ]);
    await saveEdit(space, directoryOf(space.collaborative), serviceId, body, { basedOn: service });
  };
  return (
    <Page title={t("Add a place")} back={navigation.back}>
      <LocationForm
        docId={docId}
        shown={undefined}
        empty={isOfDraft ? asDraft(NEW_LOCATION) : NEW_LOCATION}
        onSaved={link}
      />
    </Page>
  );
}

const NEW_LOCATION: Body = { type: "location", schema: 1, location_type: "physical" };

interface FormProps {
  readonly docId: string;
  readonly shown: ShownDocument | undefined;
  readonly refused?: RefusedEdit | undefined;
  readonly empty?: Body; // what a new one begins with
  readonly onSaved?: () => Promise<void>;
}

function LocationForm({ docId, shown, refused, empty = NEW_LOCATION, onSaved }: FormProps) {
  const { navigation } = useCairn();
  const hide = useHide();
  const draft = useDraft(docId, { shown, refused, empty });
  const { body } = draft;
  const isPrivate = isTrue(body, "confidential");
  const wasPrivate = shown !== undefined && isTrue(shown.body, "confidential");
  const save = async () => {
    const isHiding = shown !== undefined && isPrivate && !wasPrivate;
    const isSaved = isHiding ? draft.check() && (await hide(shown, body)) : await draft.save();
    if (!isSaved) return;
    if (isHiding) announce(t("Saved on this phone. It will be sent when there is signal."));
    navigation.setUnsaved(false);
    await onSaved?.();
    navigation.back();
  };
  const where = <Where draft={draft} wasPrivate={wasPrivate} />;
  return (
    <EntryForm kind="location" draft={draft} save={save} parts={locationParts(draft, where)}>
      <PublicCheck draft={draft} />
    </EntryForm>
  );
}

interface WhereProps {
  readonly draft: Draft;
  readonly wasPrivate: boolean;
}

function Where({ draft: { body, change, problems }, wasPrivate }: WhereProps) {
  const isPrivate = isTrue(body, "confidential");
  return (
    <>
      <DraftText body={body} change={change} field="name" label={t("Name of the place")} />
      {!wasPrivate && (
        <Check
          label={t("The address is private")}
          checked={isPrivate}
          onChange={(checked) =>
            change(
              checked
                ? withoutAddress(withField(withoutField(body, "public"), "confidential", true))
                : withoutField(body, "confidential"),
            )
          }
        />
      )}
      {isPrivate && (
        <Notice kind="warn">
          {t(
            "Cairn keeps no address of this place, only its town or area. Do not write the address in any other field.",
          )}
        </Notice>
      )}
      <AddressFields body={body} change={change} isPrivate={isPrivate} />
      {problems.includes("address") && (
        <div class="wide" id="field-address" tabIndex={-1}>
          <Notice kind="bad">{problemWords("address")}</Notice>
        </div>
      )}
      {!isPrivate && (
        <>
          <Whereabouts body={body} change={change} />
          <DraftText
            body={body}
            change={change}
            field="transportation"
            label={t("How to get there")}
            lines
          />
        </>
      )}
    </>
  );
}

/**
 * Make a listed place private: the old entry, whose past holds the address, ends, and
 * the place begins anew under an ID that never had one.
 */
function useHide() {
  const { space, directory } = useCairn();
  return async (shown: ShownDocument, body: Body): Promise<boolean> => {
    if (!space) return false;
    const database = directoryOf(space.collaborative);
    const [oldId, freshId] = [shown.id, await successorOf(shown.id)].map((id) =>
      id.replace("location:", ""),
    ) as [string, string];
    const fresh = cleaned(withoutAddress(body));
    if ((await saveEdit(space, database, `location:${freshId}`, fresh)).status !== "saved") {
      return false;
    }
    const using = directory.entries.filter(({ places }) =>
      places.some(({ id }) => id === shown.id),
    );
    for (const { id, document } of using) {
      const links = list(document.body, "service_at_locations").map((link) =>
        // What the service told about the place there may tell where it is: it stays behind.
        link.location_id === oldId ? { location_id: freshId } : link,
      );
      const relinked = withField(document.body, "service_at_locations", links);
      await saveEdit(space, database, id, relinked, { basedOn: document });
    }
    // What ends says why, so that no edit made elsewhere meanwhile can list the address again.
    const ended = { type: "location", schema: 1, confidential: true };
    const how = { deleted: true, basedOn: shown };
    const gone = await saveEdit(space, database, shown.id, ended, how);
    return gone.status === "saved";
  };
}

interface AddressProps extends Changed {
  readonly isPrivate: boolean;
}

function AddressFields({ body, change, isPrivate }: AddressProps) {
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
