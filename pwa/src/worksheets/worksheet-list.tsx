/** The worksheets to choose from, and the one that is open. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { type Arrival, Page } from "../parts/page.tsx";
import { ProgramLink } from "../program/program-link.tsx";
import { useAtHand, useBroken, useEntries } from "./catalogue.ts";
import { hasAnswers, type Session, sessions } from "./session.ts";
import type { About, Entry } from "./template.ts";
import { useSession } from "./use-session.ts";

interface Props {
  readonly onOpen: (templateId: string) => void;
  /** The member who uses the phone. */
  readonly owner?: string | undefined;
  /** What was planned for today or before, if anything. */
  readonly reminders?: ComponentChildren;
  /** Where the list was left, when it is gone back to. */
  readonly arrival?: Arrival | undefined;
  /** To the surveys that many people answer; undefined where there can be none. */
  readonly onSurveys?: (() => void) | undefined;
  /** Undefined where the list is a tab of its own. */
  readonly onLeave?: (() => void) | undefined;
  /** Opens where worksheets are written; absent for who may not. */
  readonly onWrite?: (() => void) | undefined;
}

export function WorksheetList(props: Props) {
  const { onOpen, owner, arrival, onSurveys, onLeave, onWrite, reminders } = props;
  const entries = useEntries() ?? [];
  useAtHand(entries);
  const { open, ending } = useSession(owner);
  const filled = open.filter(hasAnswers);
  return (
    <Page title={t("Worksheets")} back={onLeave} arrival={arrival}>
      {reminders}
      <div class="row">
        <ProgramLink />
      </div>
      {filled.length > 0 && <StillOpen sessions={filled} entries={entries} onOpen={onOpen} />}
      {ending === "forgotten" && (
        <Notice role="status">
          {t("The worksheet was erased. Nobody touched the phone for a long time.")}
        </Notice>
      )}
      {KINDS.map((about) => (
        <Kind
          key={about}
          about={about}
          entries={entries.filter((entry) => entry.about === about && !entry.isSurvey)}
          onOpen={onOpen}
        />
      ))}
      {onSurveys && <Surveys onOpen={onSurveys} />}
      <Broken />
      {onWrite && (
        <button type="button" id="write-worksheets" class="button wide" onClick={onWrite}>
          <Icon name="pen" />
          {t("Worksheets of our program")}
        </button>
      )}
    </Page>
  );
}

/** The way back to what is open: two, where one has led to the other. */
function StillOpen(props: {
  readonly sessions: readonly Session[];
  readonly entries: readonly Entry[];
  readonly onOpen: (templateId: string) => void;
}) {
  const [only, ...others] = props.sessions;
  const titleOf = (id: string) => props.entries.find((entry) => entry.id === id)?.listTitle ?? "";
  const erase = () => {
    sessions.endAll("left");
    announce(t("Erased from this phone's memory."));
  };
  return (
    <Notice>
      <p>
        {others.length === 0
          ? t("A worksheet is open. It is only in this phone's memory.")
          : t("Worksheets are open. They are only in this phone's memory.")}
      </p>
      <div class="row">
        {others.length === 0 && only && (
          <button type="button" class="button main" onClick={() => props.onOpen(only.templateId)}>
            {t("Go on with it")}
          </button>
        )}
        {others.length > 0 &&
          props.sessions.map(({ templateId }) => (
            <button
              key={templateId}
              type="button"
              class="button main"
              onClick={() => props.onOpen(templateId)}
            >
              {t("Go on: {title}", { title: titleOf(templateId) })}
            </button>
          ))}
        <button type="button" class="button" onClick={erase}>
          {others.length === 0 ? t("Erase it") : t("Erase them all")}
        </button>
      </div>
    </Notice>
  );
}

const KINDS: readonly About[] = ["person", "group", "guide"];

function kindWords(about: About): string {
  if (about === "person") return t("With one person");
  return about === "group" ? t("With a group") : t("To read");
}

/** What happens to what is filled in: not the same for all. */
function promiseWords(about: About): string | undefined {
  if (about === "guide") return undefined;
  return about === "person"
    ? t(
        "Nothing you fill in is kept, and nothing is sent unless you ask for it. When you are done, it is erased.",
      )
    : t("Kept, and shared with everyone in your collaborative. Each one says how.");
}

function Kind(props: {
  readonly about: About;
  readonly entries: readonly Entry[];
  readonly onOpen: (templateId: string) => void;
}) {
  const heading = useId();
  const promise = promiseWords(props.about);
  if (props.entries.length === 0) return null;
  return (
    <section class="stack" aria-labelledby={heading}>
      <h2 id={heading}>{kindWords(props.about)}</h2>
      {promise && <p>{promise}</p>}
      <ul class="worksheets">
        {props.entries.map((entry) => (
          <li key={entry.id}>
            <Choice entry={entry} onOpen={props.onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Surveys({ onOpen }: { readonly onOpen: () => void }) {
  const heading = useId();
  return (
    <section class="stack" aria-labelledby={heading}>
      <h2 id={heading}>{t("With many people")}</h2>
      <button type="button" class="card worksheet-choice" id="open-surveys" onClick={onOpen}>
        <Icon name="people" />
        <span>
          <strong>{t("Surveys without names")}</strong>
          <span>{t("Help people answer. Nobody sees one person's answers.")}</span>
        </span>
      </button>
    </section>
  );
}

/** What was published and cannot be opened here. All else works. */
function Broken() {
  const ids = useBroken();
  return ids.length === 0 ? null : (
    <ul class="worksheets" aria-label={t("Worksheets that cannot be opened")}>
      {ids.map((id) => (
        <li key={id} class="card stack">
          <p>{t("This worksheet cannot be opened. Ask your coordinator.")}</p>
          <p class="soft" translate={false}>
            {id}
          </p>
        </li>
      ))}
    </ul>
  );
}

const Choice = (props: {
  readonly entry: Entry;
  readonly onOpen: (templateId: string) => void;
}) => (
  <button
    type="button"
    class="card worksheet-choice"
    id={`open-${props.entry.id}`}
    onClick={() => props.onOpen(props.entry.id)}
  >
    <Icon name={props.entry.about === "guide" ? "ear" : "sheet"} />
    <span>
      <strong>{props.entry.listTitle}</strong>
      <span>{props.entry.listPurpose}</span>
    </span>
  </button>
);
