/** Before a worksheet: what it is for, and what happens to what is filled in. */
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Page } from "../parts/page.tsx";
import { isWhole } from "./copy.ts";
import { mayHandOn } from "./handing-on.ts";
import { COVER_AFTER_MS, ERASE_AFTER_MS } from "./idle.ts";
import { LanguagesAndSound } from "./languages-and-sound.tsx";
import type { Template } from "./template.ts";
import { InSecond, SecondTitle } from "./twice.tsx";
import { WhatChanged } from "./what-changed.tsx";

const MINUTE_MS = 60_000;

interface Props {
  readonly template: Template;
  readonly onStart: () => void;
  readonly onParts: () => void;
  readonly onLeave: () => void;
}

export const Start = ({ template, onStart, onParts, onLeave }: Props) => (
  <Page title={template.title} back={onLeave}>
    <SecondTitle />
    <InSecond of={({ purpose }) => purpose}>
      <p>{template.purpose}</p>
    </InSecond>
    <InSecond of={({ who }) => who}>
      <p class="soft">{template.who}</p>
    </InSecond>
    <LanguagesAndSound template={template} />
    <section class="card promise" aria-labelledby="promise">
      <h2 id="promise">
        <Icon name="lock" />
        {t("Nothing is kept")}
      </h2>
      <ul>
        <li>
          {t(
            "What you fill in stays in this phone's memory until you are done. Then it is erased.",
          )}
        </li>
        <li>
          {mayHandOn(template)
            ? t("It is never stored and never sent. At the end you may choose to hand on a count.")
            : t("It is never stored and never sent.")}
        </li>
        {isWhole(template) && <li>{t("The paper that you print and sign is the record.")}</li>}
        <li>{t("A call or another app may erase it too.")}</li>
        <li>
          {t(
            "After {cover} minutes without a touch the screen is covered. After {erase} minutes all is erased.",
            {
              cover: COVER_AFTER_MS / MINUTE_MS,
              erase: ERASE_AFTER_MS / MINUTE_MS,
            },
          )}
        </li>
        <li>
          {t(
            "A keyboard that learns words, or spyware, may still see what is typed. Talking leaves the least behind.",
          )}
        </li>
      </ul>
    </section>
    <button type="button" class="button main wide" onClick={onStart}>
      {t("Start")}
    </button>
    <button type="button" class="button wide" onClick={onParts}>
      {t("Choose a part")}
    </button>
    {template.news && <WhatChanged news={template.news} />}
    <details>
      <summary>{t("Where the topics come from")}</summary>
      <p class="soft">{template.basis}</p>
    </details>
  </Page>
);
