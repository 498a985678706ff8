/**
 * The worksheets that the program published: `worksheet` documents of the shared space.
 *
 * A document may come from a newer version of Cairn, from another server or from somebody's
 * script. One that this version cannot read in full is broken: it is named in the list, and
 * stands in nobody's way, not even in that of the worksheet which it was to replace.
 */
import type { ShownDocument } from "../data/document.ts";
import { isObject, isText, type JsonObject, type JsonValue } from "../data/json.ts";
import { worksheetDocId } from "../data/uuid.ts";
import type { Language } from "../locale.ts";
import { isSound } from "../worksheets/check.ts";
import { type Entry, readEntry, readTemplate, type Words } from "../worksheets/template.ts";

export interface Published {
  readonly id: string; // the template's
  readonly rev: string; // another one: another content
  readonly isRetired: boolean;
  readonly template: JsonObject;
  readonly words: Readonly<Partial<Record<Language, Words>>>;
}

/** What the shared space holds of worksheets, as far as this version understands it. */
export interface Shelf {
  readonly published: ReadonlyMap<string, Published>; // by template ID
  readonly broken: readonly string[]; // template IDs, or the documents' where even those are not there
}

export const EMPTY_SHELF: Shelf = { published: new Map(), broken: [] };

const SCHEMA = 1; // of the document, and of the template in it

/** Read the documents; what has not changed since `known` is not read again. */
export async function readShelf(
  documents: readonly ShownDocument[],
  known = EMPTY_SHELF,
): Promise<Shelf> {
  const published = new Map<string, Published>();
  const broken: string[] = [];
  for (const document of documents) {
    const id = idIn(document.body.template);
    const before = known.published.get(id ?? "");
    const found = before?.rev === document.rev ? before : await readPublished(document);
    if (found === undefined) broken.push(id ?? document.id);
    else published.set(found.id, found);
  }
  return { published, broken: [...new Set(broken)].sort() };
}

async function readPublished({ id, rev, body }: ShownDocument): Promise<Published | undefined> {
  const { template, state } = body;
  if (body.schema !== SCHEMA || !isObject(template) || template.schema !== SCHEMA) return undefined;
  if (state !== "published" && state !== "retired") return undefined;
  const templateId = idIn(template);
  // One document for each template: a second one that names it too is none.
  if (templateId === undefined || id !== (await worksheetDocId(templateId))) return undefined;
  const words = readWords(body.words);
  if (!isSound(template) || !isReadable(template, words)) return undefined;
  return { id: templateId, rev, isRetired: state === "retired", template, words };
}

/** Whether the list and its screens can read it too: one that they cannot would end them all. */
function isReadable(template: JsonObject, words: Published["words"]): boolean {
  try {
    for (const said of [undefined, ...Object.values(words)]) {
      readEntry(template, said);
      readTemplate(template, said);
    }
    return true;
  } catch {
    return false;
  }
}

const idIn = (template: JsonValue | undefined): string | undefined =>
  isObject(template) && isText(template.id) ? template.id : undefined;

/** A worksheet's words in other languages, without anything that is no text. */
export function readWords(words: JsonValue | undefined): Published["words"] {
  const es = isObject(words) && isObject(words.es) ? words.es : undefined;
  if (es === undefined) return {};
  const texts = Object.entries(es).filter((pair): pair is [string, string] => isText(pair[1]));
  return { es: Object.fromEntries(texts) };
}

/** The list: what comes with the app, with the program's own in its place, or beside it. */
export function joinShelf(
  builtIn: readonly Entry[],
  { published }: Shelf,
  language: Language,
): readonly Entry[] {
  const ids = new Set(builtIn.map(({ id }) => id));
  const entryOf = (one: Published) => readEntry(one.template, one.words[language]);
  const own = [...published.values()].filter(({ id, isRetired }) => !ids.has(id) && !isRetired);
  return [
    ...builtIn.flatMap((entry) => {
      const instead = published.get(entry.id);
      if (instead === undefined) return [entry];
      return instead.isRetired ? [] : [entryOf(instead)];
    }),
    ...own.map(entryOf).sort((a, b) => a.listTitle.localeCompare(b.listTitle)),
  ];
}
