/** The state of an editor's form over an entry of the directory. */
import { directoryOf } from "../data/database.ts";
import { cleaned, withField, withoutAddress } from "../directory/draft.ts";
import type { Body } from "../directory/fields.ts";
import { type Problem, problemsOf } from "../directory/problems.ts";
import { seconds } from "../directory/suggestion.ts";
import { type DraftSource, type Draft as EditDraft, type EditRules, useEdit } from "./use-edit.ts";

export type { DraftSource } from "./use-edit.ts";

export type Draft = EditDraft<Problem>;

/** `keepAs`: what the draft is kept under until it is saved; undefined for places. */
export const useDraft = (docId: string, source: DraftSource, keepAs?: string): Draft =>
  useEdit(docId, source, RULES, keepAs);

const RULES: EditRules<Problem> = { databaseOf: directoryOf, problemsOf, finished };

/** The body as it is saved. What is as it was `before` stays as it is, letter by letter. */
export function finished(body: Body, before: Body = {}): Body {
  const stamped =
    body.type === "service" ? withField(body, "last_modified", seconds(new Date())) : body;
  return cleaned(withoutAddress(stamped), before);
}
