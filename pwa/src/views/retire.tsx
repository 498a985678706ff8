/** For editors: say that something is no longer offered, why, and what to use instead. */
import { useState } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import { withField, withoutField } from "../directory/draft.ts";
import type { Entry } from "../directory/entry.ts";
import { type Body, text } from "../directory/fields.ts";
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
  const services = isOrganization ? servicesOf(shown.id, [...directory.entryById.values()]) : [];
  const [withServices, setWithServices] = useState(true);
  const [replacement, setReplacement] = useState<Replacement>(() => ({
    id: replacementOf(shown.body),
    // Of a private place nothing may lead anywhere, and a place is rarely replaced.
    mayHave: isOrganization || isService,
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
        {t(
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
      {replacement.mayHave && (
        <PickReplacement shown={shown} value={replacement} onChange={setReplacement} />
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
        {isRetired(shown.body) ? t("Save") : t("It is no longer offered")}
      </Button>
    </Form>
  );
}

/** Those that somebody could still go to. */
const servicesOf = (organizationId: string, entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(
    (entry) => entry.organizationId === organizationId && !isRetired(entry.document.body),
  );
