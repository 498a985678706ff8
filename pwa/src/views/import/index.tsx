/** "Bring a list in": choose a file, say what its columns hold, look, and only then add. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  type DoorFailure,
  ImportDoor,
  isBusy,
  type Job,
  type Reading,
} from "../../imports/door.ts";
import { inWords, isTranslated, loadSaid } from "../../imports/said.ts";
import { currentLanguage, t } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import type { Result } from "../../result.ts";
import { useCairn } from "../context.ts";
import { Columns } from "./columns.tsx";
import { Done } from "./done.tsx";
import "./import.css";
import { Look } from "./look.tsx";
import { failureWords } from "./words.ts";

type Told = Result<Job, DoorFailure>;

export function ImportView() {
  const { navigation, member, exchangeNow } = useCairn();
  const door = useMemo(() => new ImportDoor(member?.id ?? ""), [member?.id]);
  const [job, setJob] = useState<Job>();
  const [sending, setSending] = useState("");
  const [failure, setFailure] = useState<DoorFailure>();
  const [isChoosing, setChoosing] = useState(false); // columns again, after a look
  const isOver = useRef(false);
  const isStopping = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);

  const follow = async (first: Told) => {
    setFailure(undefined);
    const told = await door.follow(first, setJob, () => isOver.current);
    if (isOver.current) return;
    setSending("");
    const wasStopped = isStopping.current;
    isStopping.current = false;
    if (!told.ok) {
      const isGone = told.failure.status === "gone";
      const failure: DoorFailure = isGone && wasStopped ? { status: "stopped" } : told.failure;
      setFailure(failure);
      if (isGone) setJob(undefined);
      announce(failureWords(failure));
      return;
    }
    setJob(told.value);
    setChoosing(false);
    if (told.value.state === "applied" || told.value.state === "undone") exchangeNow();
    announce(stateWords(told.value));
    requestAnimationFrame(() => heading.current?.focus());
  };

  const language = currentLanguage();
  const [, setSpoken] = useState(""); // draws again once the words are here
  useEffect(() => {
    void loadSaid().then(() => setSpoken(language));
  }, [language]);

  useEffect(() => {
    isOver.current = false;
    void door.latest().then(async (id) => {
      if (id && !isOver.current) await follow(await door.tell(id));
    });
    return () => {
      isOver.current = true;
    };
  }, [door]);

  const bring = async (file: File | undefined) => {
    if (!file) return;
    setJob(undefined);
    setSending(file.name);
    await follow(await door.bring(file));
  };
  const act = (told: Promise<Told>) => void told.then(follow);
  const forget = () => {
    if (job) void door.forget(job.id);
    setJob(undefined);
    announce(t("The list is gone from the server."));
  };

  const stop = () => {
    announce(t("It is being stopped."));
    isStopping.current = true;
    if (!job) return door.giveUp();
    void door.stop(job.id);
  };

  const isWorking = sending !== "" || (job !== undefined && isBusy(job));
  const check = (reading: Reading) => job && act(door.check(job.id, reading));
  return (
    <Page title={t("Bring a list in")} back={navigation.back} arrival={navigation.arrival}>
      {failure && (
        <Notice kind="bad" role="alert">
          <p>{failureWords(failure)}</p>
        </Notice>
      )}
      {!job && !sending && <ChooseFile onFile={(file) => void bring(file)} />}
      {isWorking && <Working job={job} sending={sending} onStop={stop} />}
      {job && !isWorking && (
        <section class="stack" aria-labelledby="import-stage">
          <h2 id="import-stage" ref={heading} tabIndex={-1}>
            {stateWords(job)}
          </h2>
          <p class="soft">{job.file}</p>
          {job.reason && (
            <Notice kind="bad">
              <p lang={isTranslated(job.said) ? undefined : "en"}>
                {inWords(job.said, job.reason)}
              </p>
            </Notice>
          )}
          {(job.state === "mapping" || job.state === "undone" || isChoosing) && (
            <Columns
              key={`${job.id} ${job.table}`}
              job={job}
              onCheck={check}
              onSheet={(table) => act(door.sheet(job.id, table))}
            />
          )}
          {job.state === "checked" && !isChoosing && (
            <Look
              job={job}
              onCheck={check}
              onColumns={() => setChoosing(true)}
              onApply={() => act(door.apply(job.id))}
            />
          )}
          {(job.state === "applied" || job.state === "undone") && (
            <Done job={job} onUndo={() => act(door.undo(job.id))} />
          )}
          <Button icon="cross" kind="quiet" onClick={forget}>
            {job.state === "applied" ? t("Close this list") : t("Throw this list away")}
          </Button>
          <p class="hint">
            {t(
              "The server holds this list for four hours after you last looked, or until it restarts. Then it is gone; what was added stays.",
            )}
          </p>
        </section>
      )}
    </Page>
  );
}

function ChooseFile({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  const [isOver, setOver] = useState(false);
  return (
    <form
      autocomplete="off"
      class={`card stack drop ${isOver ? "over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer?.files[0]);
      }}
    >
      <p>{t("A row for each service, and the names of the columns in the first row.")}</p>
      <p class="hint">
        {t("HSDS (JSON or tables) and exports of iCarol are known by themselves.")}
      </p>
      <label class="label" for="list-file">
        {t("Choose a file, or drop it here (.xlsx, .csv, .zip or .json)")}
      </label>
      <input
        id="list-file"
        class="input"
        type="file"
        autocomplete="off"
        accept=".xlsx,.csv,.tsv,.txt,.zip,.json,.ndjson"
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
      <p class="hint">{t("Nothing is added until you have looked at what would happen.")}</p>
    </form>
  );
}

interface WorkingProps {
  readonly job: Job | undefined;
  readonly sending: string;
  readonly onStop: () => void;
}

function Working({ job, sending, onStop }: WorkingProps) {
  const words = job ? stateWords(job) : t("Sending {name}…", { name: sending });
  return (
    <div class="stack working">
      <p role="status">{words}</p>
      {job && job.of > 0 ? (
        <>
          <progress aria-label={words} value={job.rows} max={job.of} />
          <p>{t("{rows} of {of}", { rows: job.rows, of: job.of })}</p>
        </>
      ) : (
        <progress aria-label={words} />
      )}
      <Button icon="cross" onClick={onStop}>
        {t("Stop")}
      </Button>
    </div>
  );
}

function stateWords(job: Job): string {
  switch (job.state) {
    case "reading":
      return t("Reading {name}…", { name: job.file });
    case "mapping":
      return t("What do the columns hold?");
    case "checking":
      return t("Checking each row…");
    case "checked":
      return t("What would happen");
    case "applying":
      return t("Adding to the directory…");
    case "applied":
      return t("The list is in the directory.");
    case "undoing":
      return t("Taking it back…");
    case "undone":
      return t("The import is taken back.");
    default:
      return t("This file cannot be read.");
  }
}
