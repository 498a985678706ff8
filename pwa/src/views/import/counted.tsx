/** How many entries of each kind are added, changed, the same, or not taken in. */
import type { Counts } from "../../imports/door.ts";
import { t } from "../../locale.ts";

export function Counted({ counts }: { readonly counts: Counts }) {
  const kinds = ["service", "organization", "location"].filter((kind) => counts[kind]);
  const n = (kind: string, name: string) => counts[kind]?.[name] ?? 0;
  return (
    <dl class="counted">
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{kindWords(kind)}</dt>
          <dd>
            {t("{added} added · {changed} changed · {same} the same · {rejected} not taken in", {
              added: n(kind, "added") + n(kind, "made"),
              changed: n(kind, "changed"),
              same: n(kind, "unchanged"),
              rejected: n(kind, "rejected"),
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function kindWords(kind: string): string {
  if (kind === "service") return t("Services");
  return kind === "organization" ? t("Organizations") : t("Places");
}
