/** A hand-out as it goes on paper: a page, or cards the size of a bank card to cut out. */
import { directionOf, type Language } from "../locale.ts";
import type { Item } from "./leaflet.ts";

interface Props {
  readonly items: readonly Item[];
  readonly language: Language;
}

const ROOMY = 5; // services that one page takes in large letters

export const PagePaper = ({ items, language }: Props) => (
  <article
    class={items.length > ROOMY ? "handout-page narrow" : "handout-page"}
    lang={language}
    dir={directionOf(language)}
  >
    {items.map((item) => (
      <section key={item.id}>
        <h3 dir="auto">{item.name}</h3>
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
      </section>
    ))}
  </article>
);

const ON_A_CARD = 3;

/** Names and numbers only: the rest has no room. */
export const CardPaper = ({ items, language }: Props) => (
  <article class="handout-cards" lang={language} dir={directionOf(language)}>
    {Array.from({ length: Math.ceil(items.length / ON_A_CARD) }, (_card, place) => (
      <section key={`card ${place}`}>
        {items.slice(place * ON_A_CARD, (place + 1) * ON_A_CARD).map((item) => (
          <p key={item.id} dir="auto">
            {item.name}
            {item.phones.slice(0, 2).map((phone) => (
              <strong key={phone}>{phone}</strong>
            ))}
          </p>
        ))}
      </section>
    ))}
  </article>
);
