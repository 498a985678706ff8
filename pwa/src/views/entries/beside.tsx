/** The entry that was opened, beside the list. Only where there is room for both. */
import { useEffect, useState } from "preact/hooks";
import type { Entry } from "../../directory/entry.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { EntryParts } from "../entry.tsx";

const WIDE = "(min-width: 64em) and (min-height: 26em)";

export function useIsWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const follow = () => setWide(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isWide;
}

export const Beside = (props: { readonly entry: Entry; readonly onClose: () => void }) => (
  <section class="beside-list card" aria-labelledby="beside-name">
    <div class="row beside">
      <h2 id="beside-name">
        <bdi>{props.entry.name}</bdi>
      </h2>
      <Button icon="cross" kind="quiet" onClick={props.onClose}>
        {t("Close")}
      </Button>
    </div>
    <EntryParts key={props.entry.id} entry={props.entry} />
  </section>
);
