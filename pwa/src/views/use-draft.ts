/** The state of an editor's form over an entry of the directory. */
import { directoryOf } from "../data/database.ts";
import {
  cleaned,
  type Problem,
  problemsOf,
  withField,
  withoutAddress,
  withWebAddress,
} from "../directory/draft.ts";
import type { Body } from "../directory/fields.ts";
import { seconds } from "../directory/suggestion.ts";
import { type DraftSource, type Draft as EditDraft, type EditRules, useEdit } from "./use-edit.ts";

export type { DraftSource } from "./use-edit.ts";

export type Draft = EditDraft<Problem>;

export const useDraft = (docId: string, source: DraftSource): Draft =>
  useEdit(docId, source, RULES);

const RULES: EditRules<Problem> = { databaseOf: directoryOf, problemsOf, finished };

/** The body as it is saved. */
export function finished(body: Body): Body {
  const stamped =
    body.type === "service" ? withField(body, "last_modified", seconds(new Date())) : body;
  return cleaned(withoutAddress(withWebAddress(withWebAddress(stamped, "url"), "website")));
}
