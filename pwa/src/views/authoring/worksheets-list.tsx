/** "Worksheets of our program": drafts, published, retired, and what comes with the app. */
import { useState } from "preact/hooks";
import { type DoorFailure, writeSpreadsheet } from "../../authoring/door.ts";
import { fromDraft, type Part } from "../../authoring/draft.ts";
import { closeDraft, draftBody } from "../../authoring/keeper.ts";
import { newTemplate } from "../../authoring/kinds.ts";
import {
  type OwnDraft,
  type OwnWorksheet,
  ownDrafts,
  ownWorksheets,
  standingOf,
} from "../../authoring/worksheets.ts";
import { commonsOf } from "../../data/database.ts";
import { saveEdit } from "../../data/save.ts";
import { newId } from "../../directory/new-id.ts";
import { t } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { saveFile } from "../../parts/ways-out.ts";
import { dayInWords, today } from "../../when.ts";
import { allEntries } from "../../worksheets/catalogue.ts";
import { useCairn } from "../context.ts";
import { useDocuments } from "../use-documents.ts";
import { failureWords } from "./failure-words.ts";

/** What was just done, and the way back. */
interface Told {
  readonly words: string;
  readonly isBad?: boolean;
  readonly undo?: () => Promise<void>;
}

export function WorksheetsOfOurProgram() {
  const { navigation, space, member } = useCairn();
  const published = useDocuments(space, "worksheet");
  const drafts = useDocuments(space, "worksheet_draft");
  const [told, setTold] = useState<Told>();
  if (!space || !published || !drafts) {
    return <Page title={t("Worksheets of our program")} back={navigation.back} />;
  }
  const database = commonsOf(space.collaborative);
  const own = ownWorksheets(published);
  const shown = own.filter(({ isRetired }) => !isRetired);
  const retired = own.filter(({ isRetired }) => isRetired);
  const ownIds = new Set(own.map(({ templateId }) => templateId));
  const builtIn = allEntries().filter(({ id }) => !ownIds.has(id));

  const open = (id: string) =>
    navigation.go({ name: "authoring", place: { screen: "draft", id, at: "" } });
  const startDraft = async (draft: Part, of?: string) => {
    const id = `worksheet_draft:${newId()}`;
    await saveEdit(space, database, id, draftBody(draft, of, member?.id ?? "", today(new Date())));
    open(id);
  };
  const copy = async (templateId: string) => {
    const draft = await standingOf(templateId);
    if (draft) await startDraft(draft, templateId);
    else setTold({ words: t("This worksheet is not on this phone yet."), isBad: true });
  };
  const exportIt = async (templateId: string) => {
    const draft = await standingOf(templateId);
    if (!draft || !member) return;
    setTold({ words: t("Writing the spreadsheet…") });
    const { template, es } = fromDraft(draft);
    const written = await writeSpreadsheet(fetch, member.id, template, es);
    if (written.ok) {
      saveFile(written.value, "worksheet.xlsx");
      setTold({ words: t("Saved as worksheet.xlsx.") });
    } else setTold({ words: exportWords(written.failure), isBad: true });
  };
  const setState = async ({ docId }: OwnWorksheet, state: "published" | "retired") => {
    const before = await space.read(docId);
    if (!before) return;
    const body = {
      ...before.body,
      state,
      published_on: today(new Date()),
      published_by: member?.id ?? "",
    };
    await saveEdit(space, database, docId, body, { basedOn: before });
    const words = state === "retired" ? t("Taken out of the list.") : t("Back in the list.");
    announce(words);
    const undo = async () => {
      await saveEdit(space, database, docId, { ...before.body, published_by: member?.id ?? "" });
      setTold({ words: t("Undone.") });
    };
    setTold({ words, undo });
  };
  const removeDraft = async ({ docId }: OwnDraft) => {
    const before = await space.read(docId);
    if (!before) return;
    closeDraft();
    await saveEdit(space, database, docId, {}, { deleted: true });
    const undo = async () => {
      await saveEdit(space, database, docId, { ...before.body, updated_by: member?.id ?? "" });
      setTold({ words: t("Undone.") });
    };
    setTold({ words: t("The draft was removed."), undo });
  };

  return (
    <Page
      title={t("Worksheets of our program")}
      back={navigation.back}
      arrival={navigation.arrival}
    >
      <p>{t("What you publish here, everybody in the collaborative gets on their phone.")}</p>
      <ToldNotice told={told} />
      <div class="stack">
        <Button
          id="bring"
          icon="sheet"
          wide
          onClick={() => navigation.go({ name: "authoring", place: { screen: "bring" } })}
        >
          {t("Bring a spreadsheet")}
        </Button>
        <Button id="write-new" icon="pen" wide onClick={() => void startDraft(newTemplate())}>
          {t("Write a new one")}
        </Button>
      </div>
      <Group title={t("Drafts")} empty={t("There are no drafts.")} items={drafts.length}>
        {ownDrafts(drafts).map((draft) => (
          <li key={draft.docId} class="card stack">
            <h3>{draft.title || t("No title yet")}</h3>
            <p class="soft">{t("Written on {day}", { day: dayInWords(draft.day) })}</p>
            {!draft.isReadable && <p>{t("This draft cannot be opened in this version.")}</p>}
            <div class="row">
              {draft.isReadable && (
                <Button
                  id={`go-on-${draft.docId}`}
                  icon="pen"
                  label={t("Go on writing: {name}", { name: draft.title || t("No title yet") })}
                  onClick={() => open(draft.docId)}
                >
                  {t("Go on writing")}
                </Button>
              )}
              <Button icon="cross" kind="quiet" onClick={() => void removeDraft(draft)}>
                {t("Remove")}
              </Button>
            </div>
          </li>
        ))}
      </Group>
      <Group
        title={t("Published by us")}
        empty={t("Nothing is published yet.")}
        items={shown.length}
      >
        {shown.map((one) => (
          <li key={one.docId} class="card stack">
            <h3>{one.title || one.templateId}</h3>
            <p class="soft">
              {t("Version {n}, published on {day}", { n: one.version, day: dayInWords(one.day) })}
            </p>
            <div class="row">
              <CopyButton id={one.templateId} name={one.title} onCopy={copy} />
              <ExportButton id={one.templateId} name={one.title} onExport={exportIt} />
              <Button
                label={t("Take out of the list: {name}", { name: one.title })}
                onClick={() => void setState(one, "retired")}
              >
                {t("Take out of the list")}
              </Button>
            </div>
          </li>
        ))}
      </Group>
      {retired.length > 0 && (
        <Group title={t("Taken out of the list")} empty="" items={retired.length}>
          {retired.map((one) => (
            <li key={one.docId} class="card stack">
              <h3>{one.title || one.templateId}</h3>
              <div class="row">
                <Button
                  label={t("Bring back: {name}", { name: one.title })}
                  onClick={() => void setState(one, "published")}
                >
                  {t("Bring back")}
                </Button>
                <CopyButton id={one.templateId} name={one.title} onCopy={copy} />
              </div>
            </li>
          ))}
        </Group>
      )}
      <Group title={t("Come with Cairn")} empty="" items={builtIn.length}>
        {builtIn.map(({ id, title }) => (
          <li key={id} class="card stack">
            <h3>{title}</h3>
            <div class="row">
              <CopyButton id={id} name={title} onCopy={copy} />
              <ExportButton id={id} name={title} onExport={exportIt} />
            </div>
          </li>
        ))}
      </Group>
    </Page>
  );
}

function ToldNotice({ told }: { readonly told: Told | undefined }) {
  if (!told) return null;
  const { undo } = told;
  return (
    <Notice kind={told.isBad ? "bad" : "good"} role={told.isBad ? "alert" : "status"}>
      <div class="row">
        <span>{told.words}</span>
        {undo && <Button onClick={() => void undo()}>{t("Undo")}</Button>}
      </div>
    </Notice>
  );
}

const exportWords = (failure: DoorFailure): string =>
  failure.status === "unusable"
    ? failure.problems.map(({ why }) => why).join(" ")
    : failureWords(failure);

const CopyButton = (props: {
  readonly id: string;
  readonly name: string;
  readonly onCopy: (templateId: string) => Promise<void>;
}) => (
  <Button
    id={`copy-${props.id}`}
    icon="pen"
    label={t("Edit a copy: {name}", { name: props.name })}
    onClick={() => void props.onCopy(props.id)}
  >
    {t("Edit a copy")}
  </Button>
);

const ExportButton = (props: {
  readonly id: string;
  readonly name: string;
  readonly onExport: (templateId: string) => Promise<void>;
}) => (
  <Button
    kind="quiet"
    label={t("As a spreadsheet: {name}", { name: props.name })}
    onClick={() => void props.onExport(props.id)}
  >
    {t("As a spreadsheet")}
  </Button>
);

function Group(props: {
  readonly title: string;
  readonly empty: string;
  readonly items: number;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <section class="section stack">
      <h2>{props.title}</h2>
      {props.items === 0 && props.empty && <p class="soft">{props.empty}</p>}
      {props.items > 0 && <ul class="plain">{props.children}</ul>}
    </section>
  );
}
