/** What the newest version of a worksheet changed, for who knew the one before. */
import { t } from "../locale.ts";
import { dayInWords } from "../when.ts";
import type { News } from "./template.ts";

export const WhatChanged = ({ news }: { readonly news: News }) => (
  <details>
    <summary>{t("What changed on {day}", { day: dayInWords(news.on) })}</summary>
    <Texts title={t("New")} texts={news.added} />
    <Texts title={t("Changed")} texts={news.changed} />
    <Texts title={t("Removed")} texts={news.removed} />
  </details>
);

const Texts = ({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {texts.map((text, place) => (
          <li key={place}>{text}</li>
        ))}
      </ul>
    </>
  );
