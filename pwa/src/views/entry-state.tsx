/** Whether an entry is in the directory: said to whoever opens it, and changed by editors. */
import { useState } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import { copyOf } from "../directory/copy.ts";
import type { Entry } from "../directory/entry.ts";
import { text } from "../directory/fields.ts";
import { newId } from "../directory/new-id.ts";
import {
  asDraft,
  isDraft,
  isListed,
  isRetired,
  listedReplacement,
  published,
} from "../directory/standing.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { finished } from "./use-draft.ts";
import { type Step, useDelete, useNewDocument, useSteps } from "./use-states.ts";

/** The listed service to use in place of a retired one, if there is one on this phone. */
export function useInstead(entry: Entry): Entry | undefined {
  const { entryById } = useCairn().directory;
  const id = listedReplacement(entry.document.body, (one) => entryById.get(one)?.document.body);
  return id === undefined ? undefined : entryById.get(id);
}

/** Says nothing of an entry that is in the directory. */
export function StateNotice({ entry }: { readonly entry: Entry }) {
  const { body } = entry.document;
  if (isListed(body)) return null;
  if (!isRetired(body)) {
    return (
      <Notice>
        <strong>{t("Draft.")}</strong> {t("Only editors see it, until one publishes it.")}
      </Notice>
    );
  }
  return <Retired entry={entry} />;
}

function Retired({ entry }: { readonly entry: Entry }) {
  const { navigation } = useCairn();
  const instead = useInstead(entry);
  const reason = text(entry.document.body, "alert");
  return (
    <Notice kind="warn">
      <p>
        <strong>{t("This is no longer offered.")}</strong>
      </p>
      {reason && <p dir="auto">{reason}</p>}
      {instead && (
        <Button
          id={`instead-${entry.id}`}
          icon="next"
          kind="main"
          onClick={() => navigation.go({ name: "entry", id: instead.id })}
        >
          {t("Use instead: {name}", { name: instead.name })}
        </Button>
      )}
    </Notice>
  );
}

/** For editors. */
export function StateButtons({ entry }: { readonly entry: Entry }) {
  const { navigation, tellSaved } = useCairn();
  const steps = useSteps();
  const saveNew = useNewDocument();
  const belonging = useBelonging(entry);
  const [undo, setUndo] = useState<() => void>();
  const { body } = entry.document;

  const run = async (some: readonly Step[]) => {
    const back = await steps.run(some);
    if (back && navigation.view.name === "entry") {
      // Said above the entry, in place of what was said there before.
      navigation.replace({ ...navigation.view });
      return tellSaved(back);
    }
    setUndo(back && (() => () => void back().then(() => setUndo(undefined))));
  };
  const copy = async () => {
    const id = `service:${newId()}`;
    const name = t("{name} (copy)", { name: entry.name }).slice(0, 300);
    const saved = await saveNew(id, finished(copyOf(body, name, newId)));
    if (saved.undo === undefined) return;
    navigation.go({ name: "entry", id });
    tellSaved(saved.undo);
  };
  const self = entry.document;
  const drafts = belonging.filter((one) => isDraft(one.body));
  return (
    <>
      <div role="status">
        {undo && (
          <Notice kind="good">
            <div class="row">
              <span>{t("Saved on this phone.")}</span>
              <Button onClick={undo}>{t("Undo")}</Button>
            </div>
          </Notice>
        )}
      </div>
      {steps.wrong && (
        <Notice kind="bad" role="alert">
          {steps.wrong}
        </Notice>
      )}
      {!isListed(body) && (
        <Button
          id="publish"
          icon="check"
          kind="main"
          wide
          onClick={() =>
            void run([...drafts, self].map((document) => ({ document, change: published })))
          }
        >
          {publishWords(entry, drafts.length)}
        </Button>
      )}
      {isListed(body) && (
        <Button
          id="to-draft"
          icon="back"
          wide
          onClick={() => void run([{ document: self, change: asDraft }])}
        >
          {t("Take back to draft")}
        </Button>
      )}
      <Button
        id="retire"
        icon="cross"
        wide
        onClick={() => navigation.go({ name: "retire", id: entry.id })}
      >
        {isRetired(body) ? t("Change what to use instead") : t("No longer offered…")}
      </Button>
      <Button id="copy-entry" icon="sheet" wide onClick={() => void copy()}>
        {t("Copy this entry")}
      </Button>
      {isDraft(body) && <DeleteDraft entry={entry} />}
      {belonging.map((one) => (
        <BelongingButton key={one.id} document={one} onRun={(step) => void run([step])} />
      ))}
    </>
  );
}

function publishWords(entry: Entry, others: number): string {
  if (isRetired(entry.document.body)) return t("Offer it again");
  return others > 0 ? t("Publish, with its organization and places") : t("Publish");
}

/** The organization and the places of an entry. */
function useBelonging({ organizationId, places, otherPlaces }: Entry) {
  const { documentOf } = useCairn().directory;
  const ids = [organizationId, ...[...places, ...otherPlaces].map(({ id }) => id)];
  return [...new Set(ids)].flatMap((id) => documentOf(id) ?? []);
}

interface BelongingProps {
  readonly document: ShownDocument;
  readonly onRun: (step: Step) => void;
}

/** What an organization or a place is to become: its own screen is for what it says. */
function BelongingButton({ document, onRun }: BelongingProps) {
  const { navigation } = useCairn();
  const { id, body } = document;
  const name = text(body, "name") ?? t("A place without a name");
  return isListed(body) ? (
    <Button
      id={`retire-${id}`}
      icon="cross"
      wide
      onClick={() => navigation.go({ name: "retire", id })}
    >
      {id.startsWith("organization:") // places are often called as their organization is
        ? t("The organization is no longer there: {name}", { name })
        : t("No longer there: {name}", { name })}
    </Button>
  ) : (
    <Button
      id={`publish-${id}`}
      icon="check"
      wide
      onClick={() => onRun({ document, change: published })}
    >
      {isDraft(body)
        ? t("Publish what is a draft: {name}", { name })
        : t("There again: {name}", { name })}
    </Button>
  );
}

/** Of what was published before, others may hold links: that is retired, not deleted. */
function DeleteDraft({ entry }: { readonly entry: Entry }) {
  const { navigation, tellSaved } = useCairn();
  const remove = useDelete();
  const [isSure, setSure] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const confirm = async () => {
    const done = await remove(entry.document);
    if ("wrong" in done) return setWrong(done.wrong);
    tellSaved(done.undo);
    navigation.back();
  };
  return (
    <>
      {isSure ? (
        <div class="row">
          <p>{t("Delete this draft?")}</p>
          <Button kind="bad" onClick={() => void confirm()}>
            {t("Delete it")}
          </Button>
          <Button onClick={() => setSure(false)}>{t("Keep it")}</Button>
        </div>
      ) : (
        <Button id="delete-draft" icon="cross" wide onClick={() => setSure(true)}>
          {t("Delete this draft")}
        </Button>
      )}
      {wrong && (
        <Notice kind="bad" role="alert">
          {wrong}
        </Notice>
      )}
    </>
  );
}
