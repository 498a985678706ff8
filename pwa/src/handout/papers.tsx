/** A hand-out as it goes on paper: a page, or cards the size of a bank card to cut out. */
import { directionOf, type Language, t } from "../locale.ts";
import { CodePicture } from "../parts/code-picture.tsx";
import type { HandOutCode, HandOutCodes } from "./codes.ts";
import type { Item } from "./leaflet.ts";

interface Props {
  readonly items: readonly Item[];
  readonly language: Language;
  readonly words: string; // what a code is for
}

/** What stands beside a code, in the language of the hand-out. */
export const codeWords = (): string => t("Point a phone's camera here to get these numbers.");

const ROOMY = 5; // services that one page takes in large letters

interface PageProps extends Props {
  readonly codes: readonly HandOutCode[] | undefined; // undefined: none is wanted
}

export const PagePaper = ({ items, language, codes = [], words }: PageProps) => (
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
        <p class="age">{item.age}</p>
      </section>
    ))}
    {codes.map((code) => (
      <section key={code.text} class="handout-code">
        <CodePicture code={code} label={words} />
        <p>{words}</p>
        {codes.length > 1 && <p dir="auto">{code.names.join(", ")}</p>}
      </section>
    ))}
  </article>
);

const ON_A_BARE_CARD = 3;

const ON_A_CARD = 2; // with a code

interface CardProps extends Props {
  readonly codesOf: ((items: readonly Item[]) => HandOutCodes) | undefined; // undefined: no codes
}

/** Names and numbers only: the rest has no room. */
export const CardPaper = ({ items, language, codesOf, words }: CardProps) => {
  const each = codesOf ? ON_A_CARD : ON_A_BARE_CARD;
  return (
    <article class="handout-cards" lang={language} dir={directionOf(language)}>
      {Array.from({ length: Math.ceil(items.length / each) }, (_card, place) => {
        const onIt = items.slice(place * each, (place + 1) * each);
        return (
          <section key={`card ${place}`}>
            <div>
              {onIt.map((item) => (
                <p key={item.id} dir="auto">
                  {item.name}
                  {item.phones.slice(0, 2).map((phone) => (
                    <strong key={phone}>{phone}</strong>
                  ))}
                </p>
              ))}
            </div>
            {codesOf?.(onIt).codes.map((code) => (
              <CodePicture key={code.text} code={code} label={words} />
            ))}
          </section>
        );
      })}
    </article>
  );
};
