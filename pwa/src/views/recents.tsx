/** "Opened last": a list that a member may want, and the way to want it. */
import { useEffect, useState } from "preact/hooks";
import { clearRecents, noteOpened, recentsOf, wantRecents } from "../data/recents.ts";
import { isListed } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Check } from "../parts/field.tsx";
import { useCairn } from "./context.ts";

/** What is kept, once it is read; and the way to read it again. */
function useRecents() {
  const { space } = useCairn();
  const [ids, setIds] = useState<readonly string[]>();
  const read = () => void (space && recentsOf(space).then(setIds));
  useEffect(read, [space]);
  return { space, ids, read };
}

export function Recents() {
  const { directory, navigation } = useCairn();
  const { space, ids, read } = useRecents();
  const entries = (ids ?? []).flatMap((id) => directory.entryById.get(id) ?? []);
  if (!space || entries.length === 0) return null;
  return (
    <section class="section" aria-label={t("Opened last")}>
      <h2>{t("Opened last")}</h2>
      {entries.map((entry) => (
        <Button
          key={entry.id}
          id={`recent-${entry.id}`}
          onClick={() => navigation.go({ name: "entry", id: entry.id })}
        >
          {isListed(entry.document.body)
            ? entry.name
            : t("{name}: no longer offered", { name: entry.name })}
        </Button>
      ))}
      <Button
        icon="cross"
        kind="quiet"
        onClick={() =>
          void clearRecents(space).then(() => {
            read();
            announce(t("The list is erased."));
          })
        }
      >
        {t("Erase this list")}
      </Button>
    </section>
  );
}

/** Shows nothing; has the entry noted, if that is wanted. */
export function NoteOpened({ id }: { readonly id: string }) {
  const { space } = useCairn();
  useEffect(() => {
    if (space) void noteOpened(space, id);
  }, [space, id]);
  return null;
}

export function RecentsSetting() {
  const { space, ids, read } = useRecents();
  if (!space?.own) return null;
  return (
    <section class="section">
      <h2>{t("Opened last")}</h2>
      <p>{t("Whoever opens this phone can see this list, and guess whom you help.")}</p>
      <Check
        label={t("Keep a list of the services I opened last")}
        checked={ids !== undefined}
        onChange={(isWanted) => void wantRecents(space, isWanted).then(read)}
      />
    </section>
  );
}
