/** Rows that may be entries which are there already: add, fill the entry in, or leave the row out. */
import type { Job, SameAs } from "../../imports/door.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/field.tsx";

type Merged = Readonly<Record<number, string>>;
type What = "add" | "merge" | "skip";

interface Props {
  readonly job: Job;
  readonly same: readonly number[];
  readonly merged: Merged;
  readonly onChange: (same: readonly number[], merged: Merged) => void;
}

export function SameRows({ job, same, merged, onChange }: Props) {
  const rows = job.same_as ?? [];
  const of = (row: number): What =>
    same.includes(row) ? "skip" : merged[row] === undefined ? "add" : "merge";
  const choose = (some: readonly SameAs[], what: What) => {
    const numbers = new Set(some.map(({ row }) => row));
    const left = same.filter((row) => !numbers.has(row));
    const filled = Object.fromEntries(
      Object.entries(merged).filter(([row]) => !numbers.has(Number(row))),
    );
    if (what === "skip") left.push(...numbers);
    if (what === "merge") for (const { row, id } of some) filled[row] = id;
    onChange(
      left.sort((a, b) => a - b),
      filled,
    );
  };
  const choices = [
    { value: "add" as const, label: t("Add it: it is something else") },
    { value: "merge" as const, label: t("It is the same: fill in what the entry lacks") },
    { value: "skip" as const, label: t("It is the same: leave the row out") },
  ];
  return (
    <>
      {rows.length > 1 && (
        <div class="row stretch">
          <Button onClick={() => choose(rows, "merge")}>{t("Fill in all of them")}</Button>
          <Button onClick={() => choose(rows, "skip")}>{t("Leave all of them out")}</Button>
        </div>
      )}
      <ul class="plain">
        {rows.map((one) => (
          <li key={one.row} class="card stack">
            <p>
              <strong>{t("Row {n}", { n: one.row })}:</strong> {one.name}
            </p>
            <p>{sameWords(one)}</p>
            <Select
              label={t("What to do with row {n}", { n: one.row })}
              choices={choices}
              value={of(one.row)}
              onChange={(what) => choose([one], what)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function sameWords({ entry, why, same }: SameAs): string {
  const alike = same ?? (why === "both" ? ["name", "phone"] : [why]);
  const words = [
    alike.includes("name") && t("name"),
    alike.includes("phone") && t("phone"),
    alike.includes("town") && t("town"),
  ].filter((one): one is string => !!one);
  return t("Already there: {entry} (the same: {what})", { entry, what: words.join(", ") });
}
