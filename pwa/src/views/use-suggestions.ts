/** Reports about the directory, the newest first. */
import type { ShownDocument } from "../data/document.ts";
import { type Suggestion, suggestionOf } from "../directory/suggestion.ts";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

const NONE: readonly ShownDocument[] = [];
const known = new WeakMap<readonly ShownDocument[], readonly Suggestion[]>();

export function useSuggestions(): readonly Suggestion[] {
  const documents = useDocuments(useCairn().space, "suggestion") ?? NONE;
  const found =
    known.get(documents) ?? documents.map(suggestionOf).sort((a, b) => b.madeAt - a.madeAt);
  known.set(documents, found); // each entry that is opened asks for them
  return found;
}
