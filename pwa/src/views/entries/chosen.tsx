/** What can be done with the entries that are chosen: stays in sight below the list. */
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { clearOfFoot } from "../../parts/clear-of.ts";
import { useCairn } from "../context.ts";

interface Props {
  readonly ids: ReadonlySet<string>;
  readonly onNone: () => void;
}

export function Chosen({ ids, onNone }: Props) {
  const { navigation } = useCairn();
  if (ids.size === 0) return null;
  return (
    <section id="chosen" class="chosen row" ref={clearOfFoot} aria-label={t("What is chosen")}>
      <strong>{tn("{n} chosen", "{n} chosen", ids.size)}</strong>
      <Button
        id="change-many"
        icon="pen"
        kind="main"
        onClick={() => navigation.go({ name: "change-many", ids: [...ids] })}
      >
        {t("Change them")}
      </Button>
      <Button
        id="take-chosen-out"
        icon="sheet"
        onClick={() => navigation.go({ name: "take-out", ids: [...ids] })}
      >
        {t("Take a copy out")}
      </Button>
      <Button icon="cross" kind="quiet" onClick={onNone}>
        {t("None")}
      </Button>
    </section>
  );
}
