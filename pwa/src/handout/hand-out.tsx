/** The hand-out: what is on it, in which language, and how it is taken along. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../directory/entry.ts";
import { isListed, listedReplacement } from "../directory/standing.ts";
import {
  LANGUAGES,
  type Language,
  languageName,
  loadTongue,
  sayIn,
  type Tongue,
  t,
  tongueOnScreen,
} from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Check, Choices } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { FILE_NAME, printAlone, saveText } from "../parts/ways-out.ts";
import { type Item, itemsOf, leafletText } from "./leaflet.ts";
import { CardPaper, codeWords, PagePaper } from "./papers.tsx";
import { type Picks, usePicks } from "./picks.ts";
import { ScreenCodes } from "./screen-codes.tsx";
import { Texting } from "./texting.tsx";
import "./handout.css";

interface Props {
  readonly entryById: ReadonlyMap<string, Entry>;
  readonly owner: string | undefined; // the member who uses the phone
  readonly back: () => void;
}

export function HandOutView({ entryById, owner, back }: Props) {
  const { ids, toggle, clear } = usePicks(owner);
  const { tongue, change } = useTongue();
  const forget = useRef<(() => void) | undefined>(undefined);
  useLayoutEffect(() => () => forget.current?.(), []);
  const picked = ids.flatMap((id) => entryById.get(id) ?? []);
  const entries = picked.filter(({ document }) => isListed(document.body));
  if (picked.length === 0) return <Empty back={back} />;
  const items = sayIn(tongue, () => itemsOf(entries, new Date()));
  const { language } = tongue;
  const { maker, turnOn, turnOff } = useCodes();
  const paper = { language, words: sayIn(tongue, codeWords) };
  const hand = (way: () => () => void) => {
    forget.current?.();
    forget.current = way();
  };
  return (
    <Page title={t("Hand-out")} back={back}>
      <p>{t("Nothing of it is kept on this phone. Leaving ends it.")}</p>
      {picked
        .filter((entry) => !entries.includes(entry))
        .map((entry) => (
          <NoLonger key={entry.id} entry={entry} entryById={entryById} picks={{ ids, toggle }} />
        ))}
      <ul class="plain">
        {items.map((item) => (
          <li key={item.id} class="card stack">
            <Preview item={item} language={language} />
            {item.from && (
              <p class="line soft">
                <Icon name="globe" />
                <span>{t("{from}. The name is not on paper.", { from: item.from })}</span>
              </p>
            )}
            <Button
              icon="cross"
              kind="quiet"
              label={t("Take off: {name}", { name: item.name })}
              onClick={() => {
                toggle(item.id);
                announce(t("Taken off."));
              }}
            >
              {t("Take off")}
            </Button>
          </li>
        ))}
      </ul>
      <section class="section">
        <Choices
          label={t("Language of the hand-out")}
          value={language}
          choices={LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag), lang: tag }))}
          onChange={change}
        />
      </section>
      <section class="section stack">
        <h2>{t("A code for a camera")}</h2>
        <Check
          label={t("Add a code that a phone's camera can read")}
          checked={maker !== undefined}
          onChange={(isOn) => (isOn ? turnOn() : turnOff())}
        />
        {maker && <ScreenCodes {...maker.codesOf(items)} />}
      </section>
      <Notice kind="warn">
        <ul>
          <li>{t("Paper can be found. Think first about where it will be.")}</li>
          <li>{t("Pick a real printer. “Save as PDF” leaves a file on this phone.")}</li>
          <li>
            {t("The file goes to the downloads on this phone. Its name is {name}.", {
              name: FILE_NAME,
            })}
          </li>
        </ul>
      </Notice>
      <div class="stack">
        <Button
          kind="main"
          wide
          onClick={() =>
            hand(() =>
              printAlone(
                <PagePaper items={items} codes={maker?.codesOf(items).codes} {...paper} />,
              ),
            )
          }
        >
          {t("Print on a page")}
        </Button>
        <Button
          wide
          onClick={() =>
            hand(() => printAlone(<CardPaper items={items} codesOf={maker?.codesOf} {...paper} />))
          }
        >
          {t("Print as a card for a wallet")}
        </Button>
        <Button wide onClick={() => hand(() => saveText(`${leafletText(items)}\n`, FILE_NAME))}>
          {t("Save as a text file")}
        </Button>
        <Texting items={items} />
        <Button kind="quiet" icon="cross" wide onClick={clear}>
          {t("Empty the hand-out")}
        </Button>
      </div>
    </Page>
  );
}

const Empty = ({ back }: { readonly back: () => void }) => (
  <Page title={t("Hand-out")} back={back}>
    <p>{t("Nothing is on it. Open a service and tap “Add to hand-out”.")}</p>
  </Page>
);

const Preview = ({ item, language }: { readonly item: Item; readonly language: Language }) => (
  <div lang={language}>
    <h2 dir="auto">{item.name}</h2>
    {item.phones.map((phone) => (
      <p key={phone}>
        <strong>{phone}</strong>
      </p>
    ))}
    {item.lines.map((line) => (
      <p key={line} dir="auto">
        {line}
      </p>
    ))}
    <p class="soft">{item.age}</p>
  </div>
);

/** What makes codes: fetched when somebody wants one; undefined: nobody does. */
function useCodes() {
  const [maker, setMaker] = useState<typeof import("./codes.ts")>();
  const turnOn = () => {
    import("./codes.ts").then(setMaker, () =>
      announce(t("This part is not on this phone yet. Open it once where there is signal.")),
    );
  };
  return { maker, turnOn, turnOff: () => setMaker(undefined) };
}

interface NoLongerProps {
  readonly entry: Entry;
  readonly entryById: ReadonlyMap<string, Entry>;
  readonly picks: Pick<Picks, "ids" | "toggle">;
}

/** A service that was picked, and has left the directory since: it is not handed out. */
function NoLonger({ entry, entryById, picks: { ids, toggle } }: NoLongerProps) {
  const bodyOf = (id: string) => entryById.get(id)?.document.body;
  const id = listedReplacement(entry.document.body, bodyOf);
  const instead = id === undefined ? undefined : entryById.get(id);
  return (
    <Notice kind="warn">
      <p>{t("{name}: no longer offered", { name: entry.name })}</p>
      <div class="row">
        {id !== undefined && instead && (
          <Button
            icon="next"
            onClick={() => {
              toggle(entry.id);
              if (!ids.includes(id)) toggle(id);
            }}
          >
            {t("Use instead: {name}", { name: instead.name })}
          </Button>
        )}
        <Button
          icon="cross"
          kind="quiet"
          label={t("Take off: {name}", { name: entry.name })}
          onClick={() => toggle(entry.id)}
        >
          {t("Take off")}
        </Button>
      </div>
    </Notice>
  );
}

/** The language of the hand-out: the screen's, until another is chosen and its words are here. */
function useTongue() {
  const [language, change] = useState<Language>();
  const [loaded, setLoaded] = useState<Tongue>();
  useEffect(() => {
    if (language === undefined) return;
    let isWanted = true;
    loadTongue(language).then(
      (tongue) => isWanted && setLoaded(tongue),
      () => isWanted && announce(t("The words of that language are not on this phone yet.")),
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  return { tongue: loaded ?? tongueOnScreen(), change };
}
