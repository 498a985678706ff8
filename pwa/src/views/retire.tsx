/** For editors: say that something is no longer offered, why, and what to use instead. */
import { useState } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import { withField, withoutField } from "../directory/draft.ts";
import type { Entry } from "../directory/entry.ts";
import { type Body, list, text } from "../directory/fields.ts";
import { isRetired, replacementOf, retired } from "../directory/standing.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { OneDocument } from "./one-document.tsx";
import { PickReplacement, type Replacement } from "./pick-replacement.tsx";
import { type Step, useSteps } from "./use-states.ts";

export const RetireView = ({ id }: { readonly id: string }) => (
  <OneDocument id={id} title={t("No longer offered")}>
    {(shown) => shown && <RetireForm shown={shown} />}
  </OneDocument>
);

function RetireForm({ shown }: { readonly shown: ShownDocument }) {
  const { navigation, tellSaved, directory } = useCairn();
  const steps = useSteps();
  const isOrganization = shown.id.startsWith("organization:");
  const isService = shown.id.startsWith("service:");
  const isPlace = shown.id.startsWith("location:");
  const users = isPlace ? servicesAt(shown.id, [...directory.entryById.values()]) : [];
  const services = isOrganization ? servicesOf(shown.id, [...directory.entryById.values()]) : [];
  const [withServices, setWithServices] = useState(true);
  const [replacement, setReplacement] = useState<Replacement>(() => ({
    id: replacementOf(shown.body),
    mayHave: !shown.body.confidential, // nothing may lead from a private place
  }));
  const [reason, setReason] = useState(text(shown.body, "alert") ?? "");

  const save = async () => {
    const end = (body: Body) => {
      const ended = retired(body, replacement.id);
      if (!isService) return ended;
      return reason.trim() === ""
        ? withoutField(ended, "alert")
        : withField(ended, "alert", reason);
    };
    const others: readonly Step[] = withServices
      ? services.map(({ document }) => ({ document, change: (body) => retired(body) }))
      : [];
    const undo = await steps.run([...others, { document: shown, change: end }]);
    if (!undo) return;
    tellSaved(undo);
    navigation.back();
  };

  return (
    <Form onSubmit={() => void save()}>
      <h2 dir="auto">{text(shown.body, "name") ?? t("A place without a name")}</h2>
      <p>
        {isPlace
          ? t("Services are no longer shown there. Whoever opens one sees where to go instead.")
          : t(
              "It leaves the list that people search. Whoever has a link to it is told, and sees what to use instead.",
            )}
      </p>
      {isService && (
        <TextField
          label={t("Why, in a few words")}
          hint={t("Shown to whoever opens it, such as: closed in May. You can leave it empty.")}
          value={reason}
          maxLength={300}
          onInput={setReason}
        />
      )}
      {users.length > 0 && (
        <section class="section stack">
          <h3>{tn("{n} service is there", "{n} services are there", users.length)}</h3>
          <ul>
            {users.map(({ id, name }) => (
              <li key={id} dir="auto">
                {name}
              </li>
            ))}
          </ul>
        </section>
      )}
      {replacement.mayHave && (
        <PickReplacement shown={shown} value={replacement} onChange={setReplacement} />
      )}
      {isPlace && (
        <p class="hint">
          {t("No private place can be chosen, nor replaced: nothing may lead to one.")}
        </p>
      )}
      {services.length > 0 && (
        <section class="section stack">
          <h3>{tn("It has {n} service", "It has {n} services", services.length)}</h3>
          <ul>
            {services.map(({ id, name }) => (
              <li key={id} dir="auto">
                {name}
              </li>
            ))}
          </ul>
          <Check
            label={t("These are no longer offered either")}
            checked={withServices}
            onChange={setWithServices}
          />
        </section>
      )}
      {steps.wrong && (
        <Notice kind="bad" role="alert">
          {steps.wrong}
        </Notice>
      )}
      <Button submits kind="main" wide icon="check">
        {saveWords(shown)}
      </Button>
    </Form>
  );
}

function saveWords({ id, body }: ShownDocument): string {
  if (isRetired(body)) return t("Save");
  return id.startsWith("location:") ? t("It is no longer there") : t("It is no longer offered");
}

/** Which say that they are at the place. */
const servicesAt = (placeId: string, entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(
    ({ document: { body } }) =>
      !isRetired(body) &&
      list(body, "service_at_locations").some((link) => `location:${link.location_id}` === placeId),
  );

/** Those that somebody could still go to. */
const servicesOf = (organizationId: string, entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(
    (entry) => entry.organizationId === organizationId && !isRetired(entry.document.body),
  );
