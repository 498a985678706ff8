/** What stands around every screen: the way out, the languages, settings, and the tabs. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { languageName, nextLanguage, setLanguage, t } from "../locale.ts";
import { Announcer } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { quickExit } from "../secrets/exit.ts";
import type { Navigation } from "./navigation.ts";
import { ReviewDot } from "./review-dot.tsx";
import { type Tab, tabOf } from "./view.ts";

interface Props {
  readonly navigation: Navigation | undefined; // undefined: nowhere to go yet
  readonly children: ComponentChildren;
}

export function Frame({ navigation, children }: Props) {
  const main = useRef<HTMLElement>(null);
  const other = nextLanguage();
  const tab = navigation && tabOf(navigation.view);
  return (
    <>
      <button type="button" class="button skip" onClick={() => main.current?.focus()}>
        {t("Skip to the page")}
      </button>
      <header class="top">
        <button type="button" class="button leave" onClick={quickExit}>
          <Icon name="leave" />
          <span>
            {
              // Translators: quick exit: drops everything and shows another page at once. Short.
              t("Leave")
            }
          </span>
        </button>
        <span class="top-space" />
        <Button kind="quiet" lang={other} onClick={() => void setLanguage(other)}>
          {languageName(other)}
        </Button>
        {navigation && (
          <button
            type="button"
            class="button quiet"
            aria-current={tab === "settings" ? "page" : undefined}
            onClick={() => navigation.start({ name: "settings" })}
          >
            <Icon name="gear" />
            <span>{t("Settings")}</span>
          </button>
        )}
      </header>
      <main ref={main} tabIndex={-1}>
        {children}
      </main>
      {navigation && tab && <Tabs navigation={navigation} current={tab} />}
      <Announcer />
    </>
  );
}

function Tabs({ navigation, current }: { navigation: Navigation; current: Tab }) {
  const tabs: readonly (readonly [
    Tab & ("directory" | "told" | "worksheets"),
    IconName,
    string,
  ])[] = [
    ["directory", "book", t("Directory")],
    ["told", "ear", t("When someone tells you")],
    ["worksheets", "sheet", t("Worksheets")],
  ];
  return (
    <nav class="tabs" aria-label={t("Parts of Cairn")}>
      <ul>
        {tabs.map(([name, icon, words]) => (
          <li key={name}>
            <button
              type="button"
              class="tab"
              aria-current={name === current ? "page" : undefined}
              onClick={() => navigation.start({ name })}
            >
              <Icon name={icon} />
              <span>{words}</span>
              {name === "worksheets" && <ReviewDot />}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
