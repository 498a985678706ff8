/** What can be done with the entries that are chosen: stays in sight below the list. */
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";

interface Props {
  readonly ids: ReadonlySet<string>;
  readonly onNone: () => void;
}

export function Chosen({ ids, onNone }: Props) {
  if (ids.size === 0) return null;
  return (
    <section id="chosen" class="chosen row" aria-label={t("What is chosen")}>
      <strong>{tn("{n} chosen", "{n} chosen", ids.size)}</strong>
      <Button icon="cross" kind="quiet" onClick={onNone}>
        {t("Choose none")}
      </Button>
    </section>
  );
}
