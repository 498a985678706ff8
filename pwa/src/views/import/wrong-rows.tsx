/** Rows that do not go in: why, and their cells to put right on the spot. */
import { useState } from "preact/hooks";
import type { Finding, Job, Reading, WrongRow } from "../../imports/door.ts";
import { inWords } from "../../imports/said.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Form, TextField } from "../../parts/field.tsx";
import { Findings, More, Reason, rowWords, SHOWN } from "./findings.tsx";

interface Props {
  readonly job: Job;
  readonly fixes: Reading["fixes"]; // typed since the last look
  readonly onChange: (fixes: Reading["fixes"]) => void;
  readonly onCheck: () => void;
}

export function WrongRows({ job, fixes, onChange, onCheck }: Props) {
  const [shown, setShown] = useState(SHOWN);
  const rows = job.wrong_rows ?? [];
  const keys = new Set(rows.map(({ key }) => key));
  const rejected = (job.findings ?? []).filter(({ result }) => result === "rejected");
  const others = rejected.filter(({ key }) => key === undefined || !keys.has(key));
  return (
    <>
      <ul class="plain">
        {rows.slice(0, shown).map((one) => (
          <li key={one.key}>
            <WrongRowCard
              job={job}
              row={one}
              findings={rejected.filter(({ key }) => key === one.key)}
              typed={fixes[one.key] ?? {}}
              onType={(cells) => onChange({ ...fixes, [one.key]: cells })}
              onCheck={onCheck}
            />
          </li>
        ))}
      </ul>
      <More rest={rows.length - shown} onMore={() => setShown(shown + SHOWN)} />
      {others.length > 0 && <Findings job={job} findings={others} />}
    </>
  );
}

interface CardProps {
  readonly job: Job;
  readonly row: WrongRow;
  readonly findings: readonly Finding[];
  readonly typed: Readonly<Record<string, string>>;
  readonly onType: (cells: Readonly<Record<string, string>>) => void;
  readonly onCheck: () => void;
}

function WrongRowCard({ job, row, findings, typed, onType, onCheck }: CardProps) {
  const place = rowWords(row.row, row.file, job);
  const isBlamed = (name: string) => findings.some(({ column }) => column === name);
  const names = Object.keys(row.cells);
  const inOrder = [...names.filter(isBlamed), ...names.filter((name) => !isBlamed(name))];
  const isChanged = Object.entries(typed).some(([name, text]) => text !== row.cells[name]);
  const title = titleOf(row);
  return (
    <div class="card stack">
      <p>
        <strong>{place}</strong>
        {title && ` · ${title}`}
      </p>
      {findings.map((one, n) => (
        <div key={n}>
          {one.column && !one.column.startsWith("cairn:") && (
            <p class="label">{labelOf(one.column, row)}</p>
          )}
          <Reason finding={one} />
        </div>
      ))}
      <details>
        <summary>{t("Put it right: {place}", { place })}</summary>
        <Form onSubmit={onCheck} label={t("Put it right: {place}", { place })}>
          <div class="stack">
            {inOrder.map((name) => (
              <TextField
                key={name}
                label={labelOf(name, row)}
                hint={hintOf(name, row)}
                value={typed[name] ?? row.cells[name] ?? ""}
                lines={(row.cells[name] ?? "").length > 80}
                wrong={wrongWords(findings, name)}
                onInput={(value) => onType({ ...typed, [name]: value })}
              />
            ))}
            <Button icon="search" {...(isChanged && { kind: "main" as const })} submits>
              {t("Check again")}
            </Button>
          </div>
        </Form>
      </details>
    </div>
  );
}

function wrongWords(findings: readonly Finding[], name: string): string | undefined {
  const of = findings.filter(({ column }) => column === name);
  return of.map(({ said, reason }) => inWords(said, reason)).join("; ") || undefined;
}

/** What an object of HSDS is, and its name. */
function titleOf({ kind, cells }: WrongRow): string {
  return [kind && kindWords(kind), kind && cells.name].filter(Boolean).join(": ");
}

function kindWords(kind: string): string {
  switch (kind) {
    case "service":
      return t("Service");
    case "organization":
      return t("Organization");
    case "location":
      return t("Place");
    default:
      return kind.replaceAll("_", " ");
  }
}

/** What HSDS calls a field, in words; a list's columns have names of their own. */
function labelOf(name: string, { kind }: WrongRow): string {
  if (!kind) return name;
  switch (name) {
    case "id":
      return t("ID");
    case "name":
      return t("Name");
    case "organization_id":
      return t("ID of its organization");
    case "service_id":
      return t("ID of its service");
    case "location_id":
      return t("ID of its place");
    case "status":
      return t("Status");
    case "description":
      return t("What it is");
    default:
      return name;
  }
}

function hintOf(name: string, { kind }: WrongRow): string | undefined {
  if (kind === "service" && name === "status") {
    return t("One of: {words}", { words: "active, inactive, defunct, temporarily closed" });
  }
  if (kind === "location" && name === "location_type") {
    return t("One of: {words}", { words: "physical, postal, virtual" });
  }
  return undefined;
}
