/** The words of the directory's lists, and adding one to the directory's own. */
import { useMemo } from "preact/hooks";
import { directoryOf } from "../../data/database.ts";
import { containsAll, fold, wordsOf } from "../../data/fold.ts";
import { saveEdit } from "../../data/save.ts";
import { uuid5 } from "../../data/uuid.ts";
import { type Body, text } from "../../directory/fields.ts";
import { newId } from "../../directory/new-id.ts";
import { t } from "../../locale.ts";
import { useCairn } from "../context.ts";
import { useDocuments } from "../use-documents.ts";

export interface Term {
  readonly id: string; // without its type
  readonly name: string;
  readonly list: string | undefined; // what the list is called
}

interface Terms {
  readonly find: (words: string) => readonly Term[];
  readonly isKnown: (name: string) => boolean;
  /** What a row of an entry's attributes says. */
  readonly nameOf: (row: Body) => string;
  /** Put a word on the directory's own list; undefined when the phone is full. */
  readonly make: (name: string) => Promise<Term | undefined>;
}

// UUIDv5 of "cairn:own-words" in the namespace of URLs.
const OWN_WORDS = "28f07bd1-74ec-5006-8e10-6335ccadf678";

export function useTerms(): Terms {
  const { space } = useCairn();
  const lists = useDocuments(space, "taxonomy");
  const documents = useDocuments(space, "taxonomy_term");
  const terms = useMemo(() => {
    const listNames = new Map(lists?.map(({ id, body }) => [id, text(body, "name")]));
    return (documents ?? []).map(({ id, body }): Term & { readonly folded: string } => {
      const list = listNames.get(`taxonomy:${text(body, "taxonomy_id")}`) ?? text(body, "taxonomy");
      const name = text(body, "name") ?? "";
      const folded = fold(`${name} ${text(body, "code") ?? ""}`);
      return { id: id.replace("taxonomy_term:", ""), name, list, folded };
    });
  }, [lists, documents]);

  return {
    find(words) {
      const wanted = wordsOf(words);
      return wanted.length === 0 ? [] : terms.filter(({ folded }) => containsAll(folded, wanted));
    },
    isKnown: (name) => terms.some((term) => fold(term.name) === fold(name.trim())),
    nameOf(row) {
      const term = terms.find(({ id }) => id === row.taxonomy_term_id);
      if (term) return term.list ? `${term.name} (${term.list})` : term.name;
      const told = [text(row, "label"), text(row, "value")].filter(Boolean).join(": ");
      return told || t("A word that is not on this phone");
    },
    async make(name) {
      if (!space) return undefined;
      const database = directoryOf(space.collaborative);
      const listId = await uuid5(OWN_WORDS, space.collaborative);
      const own = `taxonomy:${listId}`;
      if (!(await space.read(own))) {
        const list = { type: "taxonomy", schema: 1, name: t("Our own words") };
        await saveEdit(space, database, own, { ...list, description: list.name });
      }
      const term = { type: "taxonomy_term", schema: 1, name, description: name };
      const id = newId();
      const outcome = await saveEdit(space, database, `taxonomy_term:${id}`, {
        ...term,
        taxonomy_id: listId,
      });
      return outcome.status === "saved" ? { id, name, list: t("Our own words") } : undefined;
    },
  };
}
