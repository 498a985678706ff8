/** What to use instead of something that is no longer offered: searched for, or nothing. */
import { useEffect, useState } from "preact/hooks";
import { isForeign, type ShownDocument } from "../data/document.ts";
import { containsAll, fold, wordsOf } from "../data/fold.ts";
import { placeOf } from "../directory/entry.ts";
import { type Body, text } from "../directory/fields.ts";
import { isListed } from "../directory/standing.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

const MOST_FOUND = 6; // a person reads no more before typing another word

export interface Replacement {
  readonly id: string | undefined; // document ID
  readonly mayHave: boolean;
}

interface Props {
  readonly shown: ShownDocument;
  readonly value: Replacement;
  readonly onChange: (value: Replacement) => void;
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly more: string | undefined;
}

export function PickReplacement({ shown, value, onChange }: Props) {
  const [words, setWords] = useState("");
  const { find, named } = useFinder(shown);
  const found = words.trim() === "" ? [] : find(words);
  return (
    <section class="section stack">
      <h3>{t("What to use instead")}</h3>
      {value.id !== undefined && (
        <div class="row">
          <strong dir="auto">{named(value.id) ?? t("No longer in the directory")}</strong>
          <Button kind="quiet" icon="cross" onClick={() => onChange({ ...value, id: undefined })}>
            {t("Take it away")}
          </Button>
        </div>
      )}
      <TextField
        label={t("Search for what to use instead")}
        hint={t("You can leave it empty.")}
        value={words}
        onInput={setWords}
      />
      {found.length > 0 && (
        <ul class="plain">
          {found.slice(0, MOST_FOUND).map(({ id, name, more }) => (
            <li key={id}>
              <Button
                wide
                pressed={id === value.id}
                onClick={() => {
                  onChange({ ...value, id });
                  setWords("");
                }}
              >
                {more ? `${name}, ${more}` : name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p class="hint" role="status">
        {words.trim() !== "" &&
          (found.length === 0 ? t("Nothing found") : tn("{n} found", "{n} found", found.length))}
      </p>
    </section>
  );
}

/** An organization by its name, a place by its address too. */
function foundOf(id: string, body: Body): Found {
  if (!id.startsWith("location:")) return { id, name: text(body, "name") ?? "", more: undefined };
  const { name, address, area } = placeOf(id, body);
  const where = address.join(", ") || area;
  return { id, name: name ?? t("A place without a name"), more: where };
}

const foldedOf = ({ name, more }: Found): string => fold(`${name} ${more ?? ""}`);

/** Looks among listed documents of the same kind, but for the one itself. */
function useFinder(shown: ShownDocument) {
  const { directory, space } = useCairn();
  const kind = shown.id.split(":")[0] ?? "";
  const isService = kind === "service";
  const documents = useDocuments(isService ? undefined : space, kind) ?? [];
  // Nothing may lead to a private place: it is neither found here nor named.
  const others = documents.filter(({ body }) => !body.confidential);
  const [, setPrepared] = useState(0);
  useEffect(() => {
    if (isService) void directory.prepare().then(() => setPrepared((times) => times + 1));
  }, [directory]);
  const asFound = (id: string): Found | undefined => {
    if (isService) {
      const entry = directory.entryById.get(id);
      // An ID in another collaborative's directory means nothing outside of this phone.
      if (!entry || entry.origin) return undefined;
      return { id, name: entry.name, more: entry.organization };
    }
    const other = others.find((one) => one.id === id);
    return other && foundOf(id, other.body);
  };
  const find = (words: string): readonly Found[] => {
    const ids = isService
      ? directory.search(words)
      : others
          .filter(({ body, database }) => isListed(body) && !isForeign(database))
          .filter(({ id, body }) => containsAll(foldedOf(foundOf(id, body)), wordsOf(words)))
          .map(({ id }) => id);
    return ids.filter((id) => id !== shown.id).flatMap((id) => asFound(id) ?? []);
  };
  return { find, named: (id: string) => asFound(id)?.name };
}
