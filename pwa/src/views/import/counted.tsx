/** How many entries of each kind are added, changed, the same, or not taken in. */
import type { Counts } from "../../imports/door.ts";
import { t } from "../../locale.ts";

interface Props {
  readonly counts: Counts;
  readonly isDone?: boolean; // it was written, not only looked at
}

export function Counted({ counts, isDone = false }: Props) {
  const told = ["service", "organization", "location"]
    .map((kind) => ({ kind, words: countWords(counts[kind] ?? {}, isDone) }))
    .filter(({ words }) => words.length > 0);
  return (
    <dl class="counted">
      {told.map(({ kind, words }) => (
        <div key={kind}>
          <dt>{kindWords(kind)}</dt>
          <dd>{words.join(" · ")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What there is something to say of; nothing of what is nought. */
function countWords(count: Readonly<Record<string, number>>, isDone: boolean): string[] {
  const of = (name: string) => count[name] ?? 0;
  const added = of("added") + of("made");
  const changed = of("changed");
  return [
    added > 0 && (isDone ? t("{n} added", { n: added }) : t("{n} to add", { n: added })),
    changed > 0 && (isDone ? t("{n} changed", { n: changed }) : t("{n} to change", { n: changed })),
    of("unchanged") > 0 && t("{n} the same", { n: of("unchanged") }),
    of("rejected") > 0 && t("{n} not taken in", { n: of("rejected") }),
    of("blank") > 0 && t("{n} blank", { n: of("blank") }),
  ].filter((one): one is string => one !== false);
}

function kindWords(kind: string): string {
  if (kind === "service") return t("Services");
  return kind === "organization" ? t("Organizations") : t("Places");
}
