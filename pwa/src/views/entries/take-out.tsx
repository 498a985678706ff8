/** For editors: the directory as a file, all of it from the server, or what is chosen from here. */
import { useEffect, useRef, useState } from "preact/hooks";
import { speakFor } from "../../data/session.ts";
import { csvOf } from "../../directory/csv.ts";
import type { Entry } from "../../directory/entry.ts";
import { type Body, text } from "../../directory/fields.ts";
import { COLUMNS, type Column } from "../../directory/listing.ts";
import { languageWords } from "../../directory/words.ts";
import { itemsOf, leafletText } from "../../handout/leaflet.ts";
import { currentLanguage, t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Choices, Form } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { saveFile, saveText } from "../../parts/ways-out.ts";
import { useCairn } from "../context.ts";
import { cellWords, columnWords } from "./list-words.ts";

const FILE_NAME = "list"; // says nothing of what it is a list of

export function TakeOutView({ ids }: { readonly ids: readonly string[] }) {
  const { navigation, directory } = useCairn();
  const entries = ids.flatMap((id) => directory.entryById.get(id) ?? []);
  const forget = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => forget.current?.(), []);
  const hand = (way: () => void) => {
    forget.current?.();
    forget.current = way;
  };
  return (
    <Page title={t("Take a copy out")} back={navigation.back}>
      <Notice kind="warn">
        <ul>
          <li>
            {t(
              "A file goes to the downloads on this phone or computer. Whoever opens it can read it.",
            )}
          </li>
          <li>
            {t("On a computer that others use: move the file away at once, and empty the trash.")}
          </li>
          <li>
            {t(
              "Where a private place is never goes out. Its name does, unless the copy is for everybody.",
            )}
          </li>
        </ul>
      </Notice>
      {entries.length > 0 && <Chosen entries={entries} hand={hand} />}
      <Whole hand={hand} />
    </Page>
  );
}

interface Handing {
  readonly hand: (forget: () => void) => void;
}

function Chosen({ entries, hand }: Handing & { readonly entries: readonly Entry[] }) {
  const saved = (name: string) => announce(savedWords(name));
  return (
    <section class="section stack">
      <h2>{tn("The entry that is chosen", "The {n} entries that are chosen", entries.length)}</h2>
      <p>{t("Made on this phone, as the entries are here now. Works without signal.")}</p>
      <div class="row stretch">
        <Button
          id="save-table"
          icon="sheet"
          onClick={() => {
            const table = new Blob([csvOf(rowsOf(entries))], { type: "text/csv;charset=utf-8" });
            hand(saveFile(table, `${FILE_NAME}.csv`));
            saved(`${FILE_NAME}.csv`);
          }}
        >
          {t("Save as a table (.csv)")}
        </Button>
        <Button
          id="save-text"
          icon="sheet"
          onClick={() => {
            hand(saveText(`${leafletText(itemsOf(entries, new Date()))}\n`, `${FILE_NAME}.txt`));
            saved(`${FILE_NAME}.txt`);
          }}
        >
          {t("Save as plain text (.txt)")}
        </Button>
      </div>
    </section>
  );
}

/** What the list shows, and how to reach them. The first row names the columns. */
function rowsOf(entries: readonly Entry[]): readonly (readonly string[])[] {
  const columns = COLUMNS.filter((column) => column !== "reports");
  const more: readonly (readonly [string, (entry: Entry) => string])[] = [
    [t("Phone numbers"), ({ phones }) => phones.map(numberOf).filter(Boolean).join("; ")],
    [t("Website"), ({ document }) => text(document.body, "url") ?? ""],
    [t("Email"), ({ document }) => text(document.body, "email") ?? ""],
    [t("Languages spoken"), ({ languages }) => languages.map(languageWords).join("; ")],
    [t("Where"), ({ places }) => places.flatMap(({ address }) => address).join("; ")],
  ];
  const cell = (entry: Entry, column: Column) =>
    column === "checked" ? (entry.assured ?? "") : cellWords(entry, column);
  return [
    [...columns.map(columnWords), ...more.map(([name]) => name)],
    ...entries.map((entry) => [
      ...columns.map((column) => cell(entry, column)),
      ...more.map(([, words]) => words(entry)),
    ]),
  ];
}

const numberOf = (phone: Body): string => text(phone, "number") ?? "";

const savedWords = (name: string): string =>
  t("The file is in your downloads. Its name is {name}.", { name });

type Format = "xlsx" | "text" | "json" | "package";
type State = "ready" | "fetching" | "offline" | "refused" | { readonly saved: string };

function Whole({ hand }: Handing) {
  const { member, status } = useCairn();
  const [format, setFormat] = useState<Format>("xlsx");
  const [whose, setWhose] = useState<"public" | "all">("public");
  const [state, setState] = useState<State>("ready");
  const isOffline = status?.state === "offline" || state === "offline";

  const fetchFile = async () => {
    if (!member) return;
    setState("fetching");
    const asked = new URLSearchParams({ format, language: currentLanguage() });
    if (whose === "public") asked.set("public", "1");
    try {
      const answer = await fetch(`/api/directory/export?${asked}`, {
        headers: speakFor(member.id),
        cache: "no-store",
        credentials: "same-origin",
      });
      const named = /filename="([\w.-]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
      if (!answer.ok || !named?.[1]) return setState("refused");
      const name = FILE_NAME + named[1].slice(named[1].lastIndexOf("."));
      hand(saveFile(await answer.blob(), name));
      setState({ saved: name });
    } catch {
      setState("offline");
    }
  };

  return (
    <section class="section stack">
      <h2>{t("The whole directory")}</h2>
      <p>
        {t(
          "Made on the server, so this needs signal. What still waits on this phone is not in it.",
        )}
      </p>
      <Form onSubmit={() => void fetchFile()}>
        <Choices
          label={t("What for?")}
          value={format}
          choices={[
            { value: "xlsx", label: t("To look at and work on: a spreadsheet (.xlsx)") },
            { value: "text", label: t("To read or print: plain text (.txt)") },
            { value: "package", label: t("For another program that takes tables: HSDS (.zip)") },
            { value: "json", label: t("For another Cairn or program: HSDS (.json)") },
          ]}
          onChange={setFormat}
        />
        <Choices
          label={t("How much of it?")}
          value={whose}
          choices={[
            { value: "public", label: t("For everybody: only what is shown to everybody") },
            { value: "all", label: t("Everything: for members only, never to be handed on") },
          ]}
          onChange={setWhose}
        />
        <Button kind="main" wide submits isBusy={state === "fetching"}>
          {t("Fetch the file")}
        </Button>
      </Form>
      <div role="status">
        {isOffline && <Notice>{t("There is no signal. Try again where there is.")}</Notice>}
        {state === "fetching" && <p>{t("Fetching…")}</p>}
        {state === "refused" && (
          <Notice kind="bad">
            {t("The server did not give the file. Sign in again, or ask your coordinator.")}
          </Notice>
        )}
        {typeof state === "object" && <Notice kind="good">{savedWords(state.saved)}</Notice>}
      </div>
    </section>
  );
}
