/** Before a worksheet reaches every phone: what it changes, and what to think of once more. */
import { useEffect, useState } from "preact/hooks";
import { type Comparison, compare, isUnchanged } from "../../authoring/compare.ts";
import { newPartId, type Part, partsIn, said, textOf } from "../../authoring/draft.ts";
import { closeDraft } from "../../authoring/keeper.ts";
import { asNewWorksheet, asNextVersion, publishedBody } from "../../authoring/publish.ts";
import { standingOf } from "../../authoring/worksheets.ts";
import { commonsOf } from "../../data/database.ts";
import { saveEdit } from "../../data/save.ts";
import { worksheetDocId } from "../../data/uuid.ts";
import { t, tn } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Choices } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { today } from "../../when.ts";
import { useCairn } from "../context.ts";
import { outcomeWords } from "../save-outcome.ts";
import { ProblemList } from "./problem-list.tsx";
import { nameOf } from "./problem-words.ts";
import { type Editing, useKeeper } from "./use-keeper.ts";

export function PublishDraft({ id }: { readonly id: string }) {
  const { navigation } = useCairn();
  const editing = useKeeper(id);
  if (editing === undefined || editing === "none")
    return <Page title={t("Publish")} back={navigation.back} />;
  return (
    <Page title={t("Publish")} back={navigation.back} arrival={navigation.arrival}>
      <p>
        <strong>{nameOf(editing.draft)}</strong>
      </p>
      {editing.problems.length > 0 || editing.isTooLong ? (
        <>
          <p>{t("It can be published once everything is put right.")}</p>
          <ProblemList
            editing={editing}
            onOpen={(at) =>
              navigation.replace({ name: "authoring", place: { screen: "draft", id, at } })
            }
          />
        </>
      ) : (
        <Sound editing={editing} />
      )}
    </Page>
  );
}

/** "loading"; undefined: nothing stands under this ID. */
function useStanding(templateId: string): Part | undefined | "loading" {
  const [standing, setStanding] = useState<Part | undefined | "loading">("loading");
  useEffect(() => {
    let isCurrent = true;
    void standingOf(templateId).then((found) => {
      if (isCurrent) setStanding(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [templateId]);
  return standing;
}

function Sound({ editing }: { readonly editing: Editing }) {
  const { space, member, navigation, tellSaved } = useCairn();
  const { draft, keeper } = editing;
  const standing = useStanding(textOf(draft, "id"));
  const [way, setWay] = useState<"instead" | "beside">("instead");
  const [failure, setFailure] = useState<string>();
  if (standing === "loading" || !space || !member) return null;
  const replaced = way === "instead" ? standing : undefined;
  const comparison = compare(replaced, draft);
  const isSame = replaced !== undefined && isUnchanged(comparison);

  const publish = async () => {
    await keeper.flush();
    const on = today(new Date());
    const final =
      replaced !== undefined
        ? asNextVersion(
            draft,
            { draft: replaced, changes: listOf(replaced.changes) },
            comparison,
            on,
          )
        : standing !== undefined
          ? asNewWorksheet(draft, newPartId("own").replaceAll("_", "-"))
          : draft;
    const database = commonsOf(space.collaborative);
    const docId = await worksheetDocId(textOf(final, "id"));
    const before = await space.read(docId);
    const draftBefore = await space.read(keeper.docId);
    const body = publishedBody(final, member.id, on, replaced);
    const outcome = await saveEdit(space, database, docId, body, before ? { basedOn: before } : {});
    const words = outcomeWords(outcome);
    setFailure(words);
    if (words !== undefined) return;
    closeDraft();
    await saveEdit(space, database, keeper.docId, {}, { deleted: true });
    tellSaved(async () => {
      const own = { published_by: member.id };
      if (before) await saveEdit(space, database, docId, { ...before.body, ...own });
      else await saveEdit(space, database, docId, {}, { deleted: true });
      if (draftBefore) await saveEdit(space, database, keeper.docId, draftBefore.body);
    });
    navigation.start({ name: "worksheets" });
    navigation.go({ name: "authoring", place: { screen: "list" } });
  };

  return (
    <>
      {standing !== undefined && (
        <section class="section">
          <Choices
            label={t("How to publish it")}
            value={way}
            choices={[
              {
                value: "instead",
                label: t("In place of “{title}”", { title: nameOf(standing) }),
              },
              { value: "beside", label: t("As another worksheet, beside it") },
            ]}
            onChange={setWay}
          />
        </section>
      )}
      {replaced === undefined ? (
        <p>{t("It is new: everybody finds it in the list of worksheets.")}</p>
      ) : (
        <Changes comparison={comparison} before={replaced} after={draft} />
      )}
      {comparison.lessCareful.length > 0 && (
        <Notice kind="warn">
          <p>
            <strong>{t("Answers are less protected than before:")}</strong>
          </p>
          <ul>
            {comparison.lessCareful.map((place) => (
              <li key={place}>{nameAt(draft, place)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Untranslated draft={draft} />
      {failure && (
        <Notice kind="bad" role="alert">
          {failure}
        </Notice>
      )}
      <p>
        {t(
          "Phones get it the next time they have signal. Whoever has the old one open goes on with it.",
        )}
      </p>
      {isSame ? (
        <p>{t("Nothing is changed, so there is nothing to publish.")}</p>
      ) : (
        <Button icon="send" kind="main" wide onClick={() => void publish()}>
          {t("Publish for everybody")}
        </Button>
      )}
    </>
  );
}

const listOf = (value: unknown) => (Array.isArray(value) ? value : []);

function Changes(props: {
  readonly comparison: Comparison;
  readonly before: Part;
  readonly after: Part;
}) {
  const { comparison, before, after } = props;
  const { added, changed, removed } = comparison;
  return (
    <section class="section stack" aria-labelledby="changes">
      <h2 id="changes">{t("What changes")}</h2>
      <PlaceList title={t("New")} names={added.map((place) => nameAt(after, place))} />
      <PlaceList title={t("Changed")} names={changed.map((place) => nameAt(after, place))} />
      <PlaceList title={t("Removed")} names={removed.map(({ place }) => nameAt(before, place))} />
    </section>
  );
}

const PlaceList = ({
  title,
  names,
}: {
  readonly title: string;
  readonly names: readonly string[];
}) =>
  names.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {names.map((name, place) => (
          <li key={place}>{name}</li>
        ))}
      </ul>
    </>
  );

/** A section or question by its place, in its words. */
function nameAt(draft: Part, place: string): string {
  if (place === "") return t("The worksheet itself: title, purpose or order");
  const [sectionId, questionId] = place.split("/");
  const section = partsIn(draft, "sections").find((one) => textOf(one, "id") === sectionId);
  if (questionId === undefined) return t("Part: {name}", { name: nameOf(section ?? {}) });
  const inside = partsIn(section ?? {}, "questions");
  return nameOf(inside.find((one) => textOf(one, "id") === questionId) ?? {});
}

function Untranslated({ draft }: { readonly draft: Part }) {
  const count = countUntranslated(draft);
  return count === 0 ? null : (
    <Notice>
      {tn(
        "{n} text has no Spanish yet. It is shown in English.",
        "{n} texts have no Spanish yet. They are shown in English.",
        count,
      )}
    </Notice>
  );
}

const ASKED = ["title", "purpose", "intro", "text", "help", "stop"];

function countUntranslated(part: Part): number {
  const own = ASKED.filter(
    (name) => said(part, name, "en").trim() !== "" && said(part, name, "es").trim() === "",
  ).length;
  const inner = ["sections", "questions", "fields", "options"].flatMap((list) =>
    partsIn(part, list),
  );
  return inner.reduce((sum, child) => sum + countUntranslated(child), own);
}
