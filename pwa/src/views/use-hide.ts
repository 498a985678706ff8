/** Make a listed place private: nothing of where it was goes on, and nothing leads there. */
import { directoryOf } from "../data/database.ts";
import { isForeign, type ShownDocument } from "../data/document.ts";
import { saveEdit } from "../data/save.ts";
import { successorOf } from "../data/successor.ts";
import { cleaned, withField, withoutAddress } from "../directory/draft.ts";
import { type Body, list } from "../directory/fields.ts";
import { replacementOf, retired } from "../directory/standing.ts";
import { useCairn } from "./context.ts";

/**
 * The old entry, whose past holds the address, ends, and the place begins anew under an ID that
 * never had one. Places that led people to it lead nowhere then.
 */
export function useHide() {
  const { space, directory } = useCairn();
  return async (shown: ShownDocument, body: Body): Promise<boolean> => {
    if (!space) return false;
    const database = directoryOf(space.collaborative);
    const [oldId, freshId] = [shown.id, await successorOf(shown.id)].map((id) =>
      id.replace("location:", ""),
    ) as [string, string];
    const fresh = cleaned(withoutAddress(body));
    if ((await saveEdit(space, database, `location:${freshId}`, fresh)).status !== "saved") {
      return false;
    }
    const isThere = (link: Body) => link.location_id === oldId;
    for (const { id, document } of directory.entryById.values()) {
      const links = list(document.body, "service_at_locations");
      if (isForeign(document.database) || !links.some(isThere)) continue;
      // What the service told about the place there may tell where it is: it stays behind.
      const anew = links.map((link) => (isThere(link) ? { location_id: freshId } : link));
      const relinked = withField(document.body, "service_at_locations", anew);
      await saveEdit(space, database, id, relinked, { basedOn: document });
    }
    for (const other of await space.all("location")) {
      if (isForeign(other.database) || replacementOf(other.body) !== shown.id) continue;
      await saveEdit(space, database, other.id, retired(other.body), { basedOn: other });
    }
    // What ends says why, so that no edit made elsewhere meanwhile can list the address again.
    const ended = { type: "location", schema: 1, confidential: true };
    const how = { deleted: true, basedOn: shown };
    const gone = await saveEdit(space, database, shown.id, ended, how);
    return gone.status === "saved";
  };
}
