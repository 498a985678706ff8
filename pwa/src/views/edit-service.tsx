/** Change a service, or add one. For editors; works without signal. */
import { useEffect, useState } from "preact/hooks";
import { directoryOf, saveEdit } from "../data/database.ts";
import type { RefusedEdit } from "../data/outbox.ts";
import { checkedOn } from "../directory/call-list.ts";
import { withField, withoutField } from "../directory/draft.ts";
import type { Entry } from "../directory/entry.ts";
import { type Body, isTrue, list, text, texts } from "../directory/fields.ts";
import { newId } from "../directory/new-id.ts";
import { CATEGORIES, categoryWords, STATUSES, statusWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Check, Form, Select, TextField } from "../parts/field.tsx";
import { Page } from "../parts/page.tsx";
import { today } from "../when.ts";
import { useCairn } from "./context.ts";
import {
  DraftLines,
  DraftNumber,
  DraftText,
  PublicCheck,
  SaveBar,
  webAddressWords,
} from "./edit-parts.tsx";
import { CostRows, LanguageChecks, PhoneRows, ScheduleRows } from "./edit-rows.tsx";
import { type Draft, useDraft } from "./use-draft.ts";

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
  const draft = useDraft(docId, { shown: entry?.document, refused, empty: NEW_SERVICE });
  const isNew = id === undefined;
  const [organization, setOrganization] = useState({ id: "", name: "" });
  const [hasNoOrganization, setNoOrganization] = useState(false);

  const save = async () => {
    let final = draft.body;
    if (isNew) {
      const isMissing = organization.id === "" && organization.name.trim() === "";
      setNoOrganization(isMissing);
      if (isMissing || !space) return;
      const organizationId = organization.id || newId();
      if (organization.id === "" && text(final, "name")) {
        const body = { type: "organization", schema: 1, name: organization.name.trim() };
        const database = directoryOf(space.collaborative);
        await saveEdit(space, database, `organization:${organizationId}`, body);
        setOrganization({ id: organizationId, name: "" });
      }
      final = withField(final, "organization_id", organizationId);
    }
    if (!(await draft.save(final))) return;
    if (entry === undefined) navigation.replace({ name: "entry", id: docId });
    else navigation.back();
  };

  return (
    <Page title={isNew ? t("Add a service") : t("Change this entry")} back={navigation.back}>
      <Form onSubmit={() => void save()}>
        {isNew && (
          <OrganizationChoice
            value={organization}
            onChange={setOrganization}
            wrong={hasNoOrganization ? t("Choose an organization, or name a new one.") : undefined}
          />
        )}
        <Basics draft={draft} />
        <PhoneRows draft={draft} />
        <ScheduleRows draft={draft} />
        <Audience draft={draft} />
        <CostRows draft={draft} />
        <DraftText
          body={draft.body}
          change={draft.change}
          field="fees_description"
          label={t("More about the cost")}
        />
        <LanguageChecks draft={draft} />
        <Reach draft={draft} />
        {entry && <PlaceChecks draft={draft} entry={entry} />}
        <Checked draft={draft} fromCall={isChecked} />
        <PublicCheck draft={draft} />
        <SaveBar draft={draft} />
      </Form>
    </Page>
  );
}

function Basics({ draft }: { readonly draft: Draft }) {
  const { body, change } = draft;
  const categories = texts(body, "categories");
  return (
    <>
      <DraftText
        body={body}
        change={change}
        field="name"
        label={t("Name of the service")}
        wrong={draft.problems.includes("name") ? t("A name is needed.") : undefined}
      />
      <DraftText body={body} change={change} field="description" label={t("What it is")} lines />
      <DraftText
        body={body}
        change={change}
        field="alert"
        label={t("Short warning")}
        hint={t("Shown first, such as: closed until Monday. Leave empty if there is none.")}
      />
      <Select
        label={t("Is it running?")}
        value={STATUSES.find((status) => status === body.status) ?? "active"}
        choices={STATUSES.map((value) => ({ value, label: statusWords(value) }))}
        onChange={(status) => change(withField(body, "status", status))}
      />
      <fieldset class="section">
        <legend>{t("Kind of help")}</legend>
        <div class="choices">
          {CATEGORIES.map((category) => (
            <Check
              key={category}
              label={categoryWords(category)}
              checked={categories.includes(category)}
              onChange={(checked) => {
                const others = categories.filter((each) => each !== category);
                change(withField(body, "categories", checked ? [...others, category] : others));
              }}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

function Audience({ draft: { body, change, problems } }: { readonly draft: Draft }) {
  const wrong = problems.includes("ages")
    ? t("The youngest age must not be above the oldest, nor any above 130.")
    : undefined;
  return (
    <div class="section stack">
      <DraftText
        body={body}
        change={change}
        field="eligibility_description"
        label={t("Who it serves")}
        lines
      />
      <div class="row stretch">
        <DraftNumber
          body={body}
          change={change}
          field="minimum_age"
          label={t("Youngest age")}
          wrong={wrong}
        />
        <DraftNumber body={body} change={change} field="maximum_age" label={t("Oldest age")} />
      </div>
      <DraftText
        body={body}
        change={change}
        field="application_process"
        label={t("How to get it")}
        lines
      />
      <DraftLines
        body={body}
        change={change}
        field="required_documents"
        inner="document"
        label={t("What to bring")}
        hint={t("One on each line.")}
      />
      <DraftLines
        body={body}
        change={change}
        field="service_areas"
        inner="name"
        label={t("Areas it serves")}
        hint={t("One on each line.")}
      />
      <Check
        label={t("Does not bring in the police")}
        checked={isTrue(body, "without_police")}
        onChange={(checked) =>
          change(
            checked
              ? withField(body, "without_police", true)
              : withoutField(body, "without_police"),
          )
        }
      />
    </div>
  );
}

const Reach = ({ draft: { body, change, problems } }: { readonly draft: Draft }) => (
  <div class="section stack">
    <DraftText
      body={body}
      change={change}
      field="interpretation_services"
      label={t("Interpreters")}
    />
    <DraftText
      body={body}
      change={change}
      field="url"
      label={t("Website")}
      type="url"
      wrong={problems.includes("url") ? webAddressWords() : undefined}
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
  </div>
);

/** Which places belong to the service. A place itself is changed on its own screen. */
function PlaceChecks({ draft, entry }: { readonly draft: Draft; readonly entry: Entry }) {
  if (entry.places.length === 0) return null;
  const linked = list(draft.body, "service_at_locations");
  return (
    <fieldset class="section">
      <legend>{t("Places")}</legend>
      <div class="choices">
        {entry.places.map((place) => {
          const locationId = place.id.replace("location:", "");
          const others = linked.filter((link) => link.location_id !== locationId);
          return (
            <Check
              key={place.id}
              label={place.name ?? place.area ?? t("A place without a name")}
              checked={others.length < linked.length}
              onChange={(checked) => {
                const next = checked ? [...others, { location_id: locationId }] : others;
                draft.change(withField(draft.body, "service_at_locations", next));
              }}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

interface CheckedProps {
  readonly draft: Draft;
  readonly fromCall: boolean;
}

function Checked({ draft: { body, change }, fromCall }: CheckedProps) {
  const [before] = useState(body);
  const now = today(new Date());
  useEffect(() => {
    if (fromCall) change(checkedOn(body, now));
  }, []);
  return (
    <div class="section">
      <Check
        label={t("I called or visited today, and all of this is right")}
        checked={body.assured_date === now}
        onChange={(checked) =>
          change(checked ? checkedOn(body, now) : unchecked(body, before, now))
        }
      />
    </div>
  );
}

/** As before the tick; what was ticked and saved earlier today is taken away. */
function unchecked(body: Body, before: Body, now: string): Body {
  const kept = before.assured_date === now ? ["attempts"] : CHECKS;
  const rest = CHECKS.reduce(withoutField, body);
  return kept.reduce((made, field) => {
    const value = before[field];
    return value === undefined ? made : withField(made, field, value);
  }, rest);
}

const CHECKS = ["assured_date", "assurer_email", "attempts"];

interface OrganizationProps {
  readonly value: { readonly id: string; readonly name: string };
  readonly onChange: (value: { readonly id: string; readonly name: string }) => void;
  readonly wrong: string | undefined;
}

function OrganizationChoice({ value, onChange, wrong }: OrganizationProps) {
  const { directory } = useCairn();
  const names = new Map<string, string>();
  for (const { organization, organizationId } of directory.entries) {
    if (organization && organizationId) names.set(organizationId, organization);
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
