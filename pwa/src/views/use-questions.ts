/** The documents of the directory that hold two answers to one question. */
import { useMemo } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import { type Question, questionsOf, wholeBody } from "../directory/changes.ts";
import { text } from "../directory/fields.ts";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

export interface Undecided {
  readonly document: ShownDocument;
  readonly name: string | undefined;
  readonly questions: readonly Question[];
}

/** `undefined` until they have been read. */
export function useUndecided(): readonly Undecided[] | undefined {
  const { space } = useCairn();
  const services = useDocuments(space, "service");
  const organizations = useDocuments(space, "organization");
  const locations = useDocuments(space, "location");
  return useMemo(() => {
    if (!services || !organizations || !locations) return undefined;
    return undecidedOf([...services, ...organizations, ...locations]);
  }, [services, organizations, locations]);
}

/** Those of them that hold two answers, by name. */
export const undecidedOf = (documents: readonly ShownDocument[]): readonly Undecided[] =>
  documents
    .map((document) => ({
      document,
      name: text(document.body, "name"),
      questions: questionsOf(wholeBody(document)),
    }))
    .filter(({ questions }) => questions.length > 0)
    .sort((a, b) => (a.name ?? "").localeCompare(b.name ?? ""));
