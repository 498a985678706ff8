/** The page behind a partner's link: its own entry, and whether it is still true. Keeps nothing. */
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Body } from "../data/document.ts";
import { languageName, nextLanguage, onLanguage, showLanguage, t } from "../locale.ts";
import { Announcer } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/page.tsx";
import { askAbout, type Closed, say } from "./confirm-door.ts";
import { Corrections } from "./corrections.tsx";
import { EntryFacts, hasPrivatePlace } from "./entry-facts.tsx";

type Shown = Body | Closed | "thanks" | undefined; // undefined: being asked for

export function ConfirmPage({ token }: { readonly token: string | undefined }) {
  const [, draw] = useReducer((times: number, _: undefined) => times + 1, 0);
  useEffect(() => onLanguage(() => draw(undefined)), []);
  const main = useRef<HTMLElement>(null);
  const other = nextLanguage();
  return (
    <>
      <button type="button" class="button skip" onClick={() => main.current?.focus()}>
        {t("Skip to the page")}
      </button>
      <header class="top">
        <span class="top-space" />
        <Button kind="quiet" lang={other} onClick={() => void showLanguage(other)}>
          {languageName(other)}
        </Button>
      </header>
      <main ref={main} tabIndex={-1}>
        <Whole token={token} />
      </main>
      <Announcer />
    </>
  );
}

function Whole({ token }: { readonly token: string | undefined }) {
  const [shown, setShown] = useState<Shown>();
  const ask = () => {
    setShown(undefined);
    if (token === undefined) setShown("none");
    else void askAbout(token).then(setShown);
  };
  useEffect(ask, []);
  if (shown === undefined) return <Page title={t("One moment")} />;
  if (shown === "thanks") return <Thanks />;
  if (typeof shown === "string") return <NotOpen why={shown} onTry={ask} />;
  return <Asking entry={shown} token={token ?? ""} onDone={setShown} />;
}

interface AskingProps {
  readonly entry: Body;
  readonly token: string;
  readonly onDone: (shown: Shown) => void;
}

function Asking({ entry, token, onDone }: AskingProps) {
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const send = async (wrong: readonly string[], note: string) => {
    setBusy(true);
    const closed = await say(token, wrong, note);
    setBusy(false);
    setFailed(closed === "offline" || closed === "busy");
    if (closed === undefined) onDone("thanks");
    else if (closed !== "offline" && closed !== "busy") onDone(closed);
  };
  return (
    <Page title={t("Is this still true?")}>
      <p>
        {t(
          "This is what our directory says about your service. People in danger call the number that stands here.",
        )}
      </p>
      <EntryFacts entry={entry} />
      {failed && (
        <p class="notice bad" role="alert">
          {t("It could not be sent. Please try again in a while.")}
        </p>
      )}
      {isWrong ? (
        <Corrections
          isBusy={isBusy}
          takesWords={!hasPrivatePlace(entry)}
          onSend={(wrong, note) => void send(wrong, note)}
          onCancel={() => setWrong(false)}
        />
      ) : (
        <div class="stack">
          <Button kind="main" icon="check" wide isBusy={isBusy} onClick={() => void send([], "")}>
            {t("All still true")}
          </Button>
          <Button icon="pen" wide onClick={() => setWrong(true)}>
            {t("Something is not right")}
          </Button>
        </div>
      )}
      <p class="soft">{t("This link works once. Nothing is stored on your phone or computer.")}</p>
    </Page>
  );
}

const Thanks = () => (
  <Page title={t("Thank you")}>
    <p>{t("It was sent. You can close this page.")}</p>
    <p>{t("If you wrote that something is not right, an editor will look at it.")}</p>
  </Page>
);

function NotOpen({ why, onTry }: { readonly why: Closed; readonly onTry: () => void }) {
  const words: Readonly<Record<Closed, string>> = {
    used: t("This link was used already. Thank you for your help."),
    ended: t("This link has ended: it worked for two weeks. Please ask for a new one."),
    none: t("Nothing was found under this link. Ask whoever gave it to you."),
    gone: t("This entry is not in the directory now, so nothing needs confirming."),
    busy: t("Many links were opened from here. Please try again in an hour."),
    offline: t("This page could not be loaded. Try again where there is signal."),
  };
  const mayTry = why === "offline" || why === "busy";
  return (
    <Page title={mayTry ? t("Please try again") : t("This link is closed")}>
      <p>{words[why]}</p>
      {mayTry && (
        <Button kind="main" wide onClick={onTry}>
          {t("Try again")}
        </Button>
      )}
    </Page>
  );
}
