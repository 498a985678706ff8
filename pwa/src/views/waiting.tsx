/** Sent and received: what waits on this phone, what was not taken, and what to do. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RefusedEdit } from "../data/outbox.ts";
import { text } from "../directory/fields.ts";
import { reportWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { refusalWords } from "./refusal-words.ts";
import { lastWords, standingOf, waitingWords } from "./sync-strip.tsx";

export function WaitingView() {
  const cairn = useCairn();
  const { navigation, status } = cairn;
  const isExchanging = status?.state === "exchanging";
  const hasAsked = useRef(false);
  useEffect(() => {
    if (isExchanging || !hasAsked.current) return;
    hasAsked.current = false;
    announce(standingOf(cairn).words);
  }, [isExchanging]);
  return (
    <Page title={t("Sent and received")} back={navigation.back} arrival={navigation.arrival}>
      <CopyLost />
      {status && (
        <div class="card stack">
          <p>
            <strong>{waitingWords(status.waiting) || t("Nothing is waiting to be sent.")}</strong>
          </p>
          <p>{lastWords(status.lastExchangedAt)}</p>
          {isExchanging && <p role="status">{t("Sending and receiving…")}</p>}
          <Button
            icon="send"
            kind="main"
            wide
            isBusy={isExchanging}
            onClick={() => {
              hasAsked.current = true;
              announce(t("Sending and receiving…"));
              cairn.exchangeNow();
            }}
          >
            {t("Try now")}
          </Button>
        </div>
      )}
      <Hindrance />
      <Refused />
      <section class="section">
        <h2>{t("How it works")}</h2>
        <p>
          {t(
            "Changes are saved on this phone at once. They are sent when there is signal and Cairn is open.",
          )}
        </p>
        <p>
          {t(
            "Closed means unsent: open Cairn where there is signal, and wait until nothing is waiting.",
          )}
        </p>
      </section>
    </Page>
  );
}

export function CopyLost() {
  const { phone, space } = useCairn();
  return phone.copyLost || space?.copyLost ? (
    <Notice kind="bad">
      <p>
        <strong>{t("The browser removed this phone's copy.")}</strong>
      </p>
      <p>
        {t(
          "The directory comes back when there is signal. Changes that were waiting on this phone and not sent are lost. Installing Cairn helps to keep this from happening.",
        )}
      </p>
    </Notice>
  ) : null;
}

function Hindrance() {
  const { status, phone, member, navigation } = useCairn();
  if (status?.state === "offline") {
    return <Notice>{t("There is no signal. Everything here works without it.")}</Notice>;
  }
  if (member && (status?.state === "signed_out" || !phone.isSignedIn(member.id))) {
    return (
      <Notice kind="warn">
        <p>{t("To send and receive, sign in again. Nothing on this phone is lost.")}</p>
        <div class="row">
          <Button id="sign-in" icon="lock" onClick={() => navigation.go({ name: "sign-in" })}>
            {t("Sign in")}
          </Button>
        </div>
      </Notice>
    );
  }
  return status?.state === "error" ? (
    <Notice kind="warn">{errorWords(status.reason)}</Notice>
  ) : null;
}

function errorWords(reason: string | undefined): string {
  if (reason === "no_room") {
    return t("This phone is full, so nothing more fits on it. Free some space and try again.");
  }
  if (reason === "refused_protocol") {
    return t("This version of Cairn is too old to send. Look in Settings for the new version.");
  }
  return t(
    "There is signal, but sending did not work. Cairn will try again by itself. If it lasts, tell your coordinator.",
  );
}

function Refused() {
  const { space } = useCairn();
  const [edits, setEdits] = useState<readonly RefusedEdit[]>([]);
  useEffect(() => {
    if (!space) return;
    let isCurrent = true;
    const read = () =>
      void space.refused().then((found) => {
        if (isCurrent) setEdits(found);
      });
    read();
    const stop = space.subscribe(read);
    return () => {
      isCurrent = false;
      stop();
    };
  }, [space]);
  if (edits.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("Changes that were not taken")}</h2>
      <ul class="plain">
        {edits.map((edit) => (
          <li key={`${edit.id} ${edit.rev}`} class="card stack">
            <RefusedCard edit={edit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Form = "edit" | "edit-organization" | "edit-location" | "edit-program";

// The screen on which a change can be made better, by the type of its document.
const FORMS: Readonly<Record<string, Form>> = {
  service: "edit",
  organization: "edit-organization",
  location: "edit-location",
  program: "edit-program",
};

function RefusedCard({ edit }: { readonly edit: RefusedEdit }) {
  const { space, navigation, directory } = useCairn();
  const [isSure, setSure] = useState(false);
  const body = edit.edits[edit.edits.length - 1]?.body ?? {};
  const entry = directory.entryById.get(edit.id);
  const isSuggestion = edit.id.startsWith("suggestion:");
  const kind = edit.id.slice(0, edit.id.indexOf(":"));
  const name = isSuggestion
    ? t("Your report: {what}", { what: reportWords(text(body, "what") ?? "other") })
    : (text(body, "name") ?? (kind === "program" ? t("Our program") : t("A change")));

  const form = FORMS[kind];

  return (
    <>
      <h3>{name}</h3>
      <p>{t("The answer was: {reason}", { reason: refusalWords(edit.reason) })}</p>
      {isSure ? (
        <div class="row">
          <p>{t("Erase this change for good?")}</p>
          <Button kind="bad" onClick={() => void space?.discardRefused(edit)}>
            {t("Erase it")}
          </Button>
          <Button onClick={() => setSure(false)}>{t("Keep it")}</Button>
        </div>
      ) : (
        <div class="row stretch">
          {entry && (
            <Button
              id={`look-${edit.rev}`}
              onClick={() => navigation.go({ name: "entry", id: entry.id })}
            >
              {t("Look at it")}
            </Button>
          )}
          {form && (
            <Button
              id={`change-${edit.rev}`}
              icon="pen"
              onClick={() => navigation.go({ name: form, id: edit.id, refused: edit })}
            >
              {t("Change it")}
            </Button>
          )}
          <Button icon="cross" onClick={() => setSure(true)}>
            {t("Discard it")}
          </Button>
        </div>
      )}
    </>
  );
}
