/** A draft being written: the worksheet, one of its parts, or one of its questions. */
import type { At } from "../../authoring/draft.ts";
import { t } from "../../locale.ts";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { useCairn } from "../context.ts";
import { outcomeWords } from "../save-outcome.ts";
import { EditQuestion } from "./edit-question.tsx";
import { EditSection, EditWorksheet } from "./edit-worksheet.tsx";
import { nameOf } from "./problem-words.ts";
import { UndoRemoval } from "./rows.tsx";
import { useKeeper } from "./use-keeper.ts";

export function EditDraft({ id, at }: { readonly id: string; readonly at: At }) {
  const { navigation } = useCairn();
  const editing = useKeeper(id);
  if (editing === undefined) return null;
  const part = editing === "none" ? undefined : editing.part(at);
  if (editing === "none" || part === undefined) {
    return (
      <Page title={t("Draft")} back={navigation.back}>
        <p>{t("There is nothing here to open. It may have been removed.")}</p>
      </Page>
    );
  }
  const onOpen = (next: At) => {
    if (next !== at) navigation.go({ name: "authoring", place: { screen: "draft", id, at: next } });
  };
  const depth = at === "" ? 0 : at.split("/").length / 2;
  const outcome = editing.keeper.outcome();
  const words = outcome === "saved" ? undefined : outcomeWords({ status: outcome });
  return (
    <Page title={titleOf(depth, nameOf(part))} back={navigation.back} arrival={navigation.arrival}>
      <UndoRemoval editing={editing} />
      {words && (
        <Notice kind="bad" role="alert">
          {words}
        </Notice>
      )}
      {editing.isTooLong && (
        <Notice kind="bad" role="alert">
          {t(
            "This worksheet is too long to be sent to phones. Make it shorter, or make two of it.",
          )}
        </Notice>
      )}
      <form autocomplete="off" noValidate onSubmit={(event) => event.preventDefault()}>
        {depth === 0 && <EditWorksheet editing={editing} onOpen={onOpen} />}
        {depth === 1 && <EditSection editing={editing} onOpen={onOpen} at={at} part={part} />}
        {depth === 2 && <EditQuestion editing={editing} at={at} part={part} />}
      </form>
    </Page>
  );
}

function titleOf(depth: number, name: string): string {
  if (depth === 0) return t("Draft: {name}", { name });
  return depth === 1 ? t("Part: {name}", { name }) : t("Question: {name}", { name });
}
