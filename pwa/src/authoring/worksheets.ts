/** All worksheets as a coordinator sees them: drafts, published, retired, and the app's own. */
import type { ShownDocument } from "../data/document.ts";
import { isObject, isText, type JsonObject } from "../data/json.ts";
import { sourceOf } from "../worksheets/catalogue.ts";
import { type Part, textOf, toDraft } from "./draft.ts";
import { draftIn } from "./keeper.ts";

export interface OwnWorksheet {
  readonly docId: string;
  readonly templateId: string;
  readonly title: string; // "" when it has none yet
  readonly day: string; // YYYY-MM-DD
  readonly isRetired: boolean;
  readonly version: number;
}

export interface OwnDraft {
  readonly docId: string;
  readonly title: string;
  readonly day: string;
  readonly of: string | undefined;
  readonly isReadable: boolean;
}

export function ownWorksheets(documents: readonly ShownDocument[]): readonly OwnWorksheet[] {
  return documents
    .map(({ id, body }) => {
      const template = isObject(body.template) ? body.template : {};
      return {
        docId: id,
        templateId: textOf(template, "id"),
        title: textOf(template, "title"),
        day: textOf(body, "published_on"),
        isRetired: body.state === "retired",
        version: typeof template.version === "number" ? template.version : 1,
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title));
}

export function ownDrafts(documents: readonly ShownDocument[]): readonly OwnDraft[] {
  return documents
    .map((document) => ({
      docId: document.id,
      title: textOf(draftIn(document) ?? {}, "title"),
      day: textOf(document.body, "updated_on"),
      of: isText(document.body.of) ? document.body.of : undefined,
      isReadable: draftIn(document) !== undefined,
    }))
    .sort((a, b) => (a.day < b.day ? 1 : -1));
}

/** A worksheet as it stands, to be copied, compared or exported. Undefined: it cannot be had. */
export async function standingOf(templateId: string): Promise<Part | undefined> {
  const source = sourceOf(templateId);
  try {
    const raw = await source?.raw();
    if (source === undefined || !isObject(raw as JsonObject)) return undefined;
    const es = await source.words("es").catch(() => undefined);
    return toDraft(raw as JsonObject, es ?? {}); // Checked above; drafts read every key with care.
  } catch {
    return undefined; // it was not on this phone yet, and there is no line
  }
}
