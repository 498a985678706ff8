/** What each column holds, as guessed, with samples, for a person to correct. */
import { useState } from "preact/hooks";
import type { Job, Reading } from "../../imports/door.ts";
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Check, Form, Select, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { choiceWords } from "./words.ts";

interface Props {
  readonly job: Job;
  readonly onCheck: (reading: Reading) => void;
  readonly onSheet: (table: number) => void;
}

export function Columns({ job, onCheck, onSheet }: Props) {
  const columns = job.columns ?? [];
  const [partner, setPartner] = useState(job.source ?? "");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(columns.map(({ name, choice }) => [name, choice])),
  );
  const [isPublic, setPublic] = useState(job.public ?? false);
  const [asDrafts, setDrafts] = useState(job.as_drafts ?? false);
  const [wrong, setWrong] = useState({ partner: "", columns: "" });
  const source = sourceOf(partner);
  const asksSource = job.asks_source ?? !job.known;

  const submit = () => {
    const hasName = job.known || Object.values(chosen).includes("service.name");
    const found = {
      partner: source || !asksSource ? "" : t("Write whose list this is."),
      columns: hasName ? "" : t("Say which column holds the name of the service."),
    };
    setWrong(found);
    if (found.partner || found.columns) return;
    const columns = job.known ? {} : chosen;
    onCheck({
      source: source || "known",
      table: job.table ?? 0,
      columns,
      public: isPublic,
      as_drafts: asDrafts,
      fixes: job.fixes ?? {},
      same: job.same ?? [],
      merged: job.merged ?? {},
    });
  };

  const choices = ["", ...(job.choices ?? [])].map((value) => ({
    value,
    label: choiceWords(value),
  }));
  return (
    <Form onSubmit={submit} label={t("What do the columns hold?")}>
      <div class="stack">
        {asksSource && (
          <TextField
            label={t("Whose list is it?")}
            hint={t(
              "Write the same name each time: rows are known again by it, and so are the columns.",
            )}
            value={partner}
            maxLength={60}
            wrong={wrong.partner || undefined}
            onInput={setPartner}
          />
        )}
        {job.known ? (
          <Notice kind="good">
            <p>{t("Cairn knows this list: {name}", { name: job.known })}</p>
          </Notice>
        ) : (
          <>
            {(job.tables ?? []).length > 1 && (
              <Select
                label={t("Which sheet is the list?")}
                choices={(job.tables ?? []).map(({ name, rows }, place) => ({
                  value: String(place),
                  label: tn("{name} ({n} row)", "{name} ({n} rows)", rows, { name }),
                }))}
                value={String(job.table ?? 0)}
                onChange={(value) => onSheet(Number(value))}
              />
            )}
            <ul class="plain columns">
              {columns.map(({ name, samples }) => (
                <li key={name} class="card column">
                  <Select
                    label={t("Column {name}", { name })}
                    choices={choices}
                    value={chosen[name] ?? ""}
                    onChange={(value) => setChosen((old) => ({ ...old, [name]: value }))}
                  />
                  <p class="soft samples">
                    {samples.length > 0
                      ? t("For example: {samples}", { samples: samples.join(" · ") })
                      : t("All cells are empty.")}
                  </p>
                </li>
              ))}
            </ul>
          </>
        )}
        {wrong.columns && (
          <Notice kind="bad" role="alert">
            <p>{wrong.columns}</p>
          </Notice>
        )}
        <Check
          label={t("Show these entries to everybody, not to members only")}
          checked={isPublic}
          onChange={setPublic}
        />
        <Check
          label={t("Add them as drafts: only editors see them until you publish them")}
          checked={asDrafts}
          onChange={setDrafts}
        />
        <Button icon="search" kind="main" submits>
          {t("Look what would happen")}
        </Button>
      </div>
    </Form>
  );
}

/** The partner's name as the server keeps it: small letters, digits and hyphens. */
function sourceOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 60);
}
