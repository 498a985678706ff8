/** Starting a run: what will happen to it, and a name if it needs one. */
import { useState } from "preact/hooks";
import { t } from "../../locale.ts";
import { Form, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { dayOf } from "../days.ts";
import { findDetail } from "../personal-details.ts";
import type { Template } from "../template.ts";
import { startRun } from "./documents.ts";
import { Promised } from "./promise.tsx";
import type { Shared } from "./shared.ts";

const LONGEST_NAME = 80; // letters: a line of the list

export function NewRun(props: {
  readonly template: Template;
  readonly shared: Shared;
  readonly onStarted: (id: string) => void;
  readonly onLeave: () => void;
}) {
  const { template, shared, onStarted, onLeave } = props;
  const [name, setName] = useState("");
  const [isFull, setFull] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    if (isBusy) return;
    setBusy(true);
    const day = dayOf(new Date());
    const id = await startRun(shared.space, template, shared.member.id, { name, day });
    setBusy(false);
    if (id === undefined) setFull(true);
    else onStarted(id);
  };
  return (
    <Page title={t("Start a new one")} back={onLeave}>
      <p>{template.title}</p>
      <Promised template={template} />
      <Form onSubmit={() => void start()} label={t("Start a new one")}>
        <div class="stack">
          <TextField
            label={t("A name for it, if you like")}
            hint={t("Such as “Autumn” or “With the schools”. No names of people, no places.")}
            value={name}
            maxLength={LONGEST_NAME}
            onInput={setName}
          />
          {findDetail(name) && (
            <Notice kind="warn" role="status">
              {t("This looks like a number, an address or an email. It is safer to leave it out.")}
            </Notice>
          )}
          {isFull && (
            <Notice kind="bad" role="alert">
              {t("This phone is full, so nothing was saved. Free some space and try again.")}
            </Notice>
          )}
          <button type="submit" class="button main wide">
            {t("Start")}
          </button>
        </div>
      </Form>
    </Page>
  );
}
