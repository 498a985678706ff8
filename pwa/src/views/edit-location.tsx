/** Change a place, or add one to a service. A private place never has its address here. */
import { useEffect, useState } from "preact/hooks";
import { directoryOf } from "../data/database.ts";
import type { ShownDocument } from "../data/document.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { saveEdit } from "../data/save.ts";
import { copyOf } from "../directory/copy.ts";
import { withField, withoutAddress, withoutField } from "../directory/draft.ts";
import { type Body, isTrue, list, text } from "../directory/fields.ts";
import { newId } from "../directory/new-id.ts";
import { asDraft, isDraft, published } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Check } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { AddressFields } from "./edit-address.tsx";
import { PublicCheck } from "./edit-parts.tsx";
import { Whereabouts } from "./edit-whereabouts.tsx";
import { EntryForm } from "./forms/entry-form.tsx";
import { DraftText } from "./forms/field.tsx";
import { locationParts } from "./forms/location-parts.tsx";
import { problemWords } from "./forms/problem-words.ts";
import { OneDocument } from "./one-document.tsx";
import { type Draft, useDraft } from "./use-draft.ts";
import { useHide } from "./use-hide.ts";

interface Props {
  readonly id: string;
  readonly refused: RefusedEdit | undefined;
  readonly serviceId?: string | undefined; // the service from which it was opened
}

export const EditLocationView = ({ id, refused, serviceId }: Props) => (
  <OneDocument id={id} title={t("Change the place")} mayBeNew={refused !== undefined}>
    {(shown) => (
      <>
        <LocationForm docId={id} shown={shown} refused={refused} />
        {shown && serviceId !== undefined && <CopyPlace id={id} serviceId={serviceId} />}
      </>
    )}
  </OneDocument>
);

function CopyPlace({ id, serviceId }: { readonly id: string; readonly serviceId: string }) {
  const { navigation } = useCairn();
  return (
    <div class="section stack">
      <Button
        id="copy-place"
        icon="sheet"
        wide
        onClick={() => navigation.replace({ name: "add-location", serviceId, copyOf: id })}
      >
        {t("Add a place like this one")}
      </Button>
      <p class="hint">{t("A copy opens, to be changed. Nothing is saved before you save it.")}</p>
    </div>
  );
}

interface AddProps {
  readonly serviceId: string;
  readonly copiedId?: string | undefined; // of a place that it begins as a copy of
}

/** A new place, and its link from the service once it is saved. */
export const AddLocationView = ({ serviceId, copiedId }: AddProps) =>
  copiedId === undefined ? (
    <NewLocation serviceId={serviceId} first={NEW_LOCATION} />
  ) : (
    <CopiedLocation serviceId={serviceId} copiedId={copiedId} />
  );

function CopiedLocation({ serviceId, copiedId }: { serviceId: string; copiedId: string }) {
  const { space } = useCairn();
  const [first, setFirst] = useState<Body>();
  useEffect(() => {
    void space?.read(copiedId).then((shown) => setFirst(shown ? copied(shown) : NEW_LOCATION));
  }, [space, copiedId]);
  return first && <NewLocation serviceId={serviceId} first={first} />;
}

/** Of a private place no more than it may hold: the copy is private too. */
function copied({ body }: ShownDocument): Body {
  const name = t("{name} (copy)", { name: text(body, "name") ?? "" })
    .trim()
    .slice(0, 300);
  return withoutAddress(published(copyOf(body, name, newId)));
}

interface NewProps {
  readonly serviceId: string;
  readonly first: Body; // what it begins with
}

function NewLocation({ serviceId, first }: NewProps) {
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
        empty={isOfDraft ? asDraft(first) : first}
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
