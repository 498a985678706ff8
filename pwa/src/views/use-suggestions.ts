/** Reports about the directory, the newest first. */
import { useMemo } from "preact/hooks";
import { type Suggestion, suggestionOf } from "../directory/suggestion.ts";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

export function useSuggestions(): readonly Suggestion[] {
  const documents = useDocuments(useCairn().space, "suggestion");
  return useMemo(
    () => (documents ?? []).map(suggestionOf).sort((a, b) => b.madeAt - a.madeAt),
    [documents],
  );
}
