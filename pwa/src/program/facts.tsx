/** What the program says about itself, to read and to call. Blank facts say whom to ask. */
import type { ComponentChildren } from "preact";
import { callAddress } from "../directory/phone-link.ts";
import { currentLanguage, t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import type { PhoneLine, Program, Words } from "./program.ts";
import { said } from "./program.ts";

export const programFactWords = () => ({
  line_24h: t("24-hour line"),
  interpreter_line: t("Interpreter line"),
  must_report: t("What we must report"),
  how_long: t("How long help can last"),
  confidentiality: t("What we keep private"),
});

export function ProgramFacts({ facts }: { readonly facts: Program }) {
  const words = programFactWords();
  const name = said(facts.name, currentLanguage());
  return (
    <>
      {name && (
        <p class="intro" lang={name.lang}>
          {name.text}
        </p>
      )}
      <Fact title={words.line_24h}>
        <Line line={facts.line24h} />
      </Fact>
      <Fact title={words.interpreter_line}>
        <Line line={facts.interpreterLine} />
      </Fact>
      <Fact title={words.must_report}>
        <Text words={facts.mustReport} />
      </Fact>
      <Fact title={words.how_long}>
        <Text words={facts.howLong} />
      </Fact>
      <Fact title={words.confidentiality}>
        <Text words={facts.confidentiality} />
      </Fact>
    </>
  );
}

const Fact = (props: { readonly title: string; readonly children: ComponentChildren }) => (
  <section class="card stack">
    <h2>{props.title}</h2>
    {props.children}
  </section>
);

function Line({ line }: { readonly line: PhoneLine | undefined }) {
  if (line === undefined) return <Blank />;
  const note = said(line.note, currentLanguage());
  return (
    <>
      <a class="button main wide" href={callAddress({ number: line.number })}>
        <Icon name="call" />
        <span>{t("Call {number}", { number: line.number })}</span>
      </a>
      {note && (
        <p class="prose" lang={note.lang}>
          {note.text}
        </p>
      )}
    </>
  );
}

function Text({ words }: { readonly words: Words }) {
  const text = said(words, currentLanguage());
  return text ? (
    <p class="prose" lang={text.lang}>
      {text.text}
    </p>
  ) : (
    <Blank />
  );
}

const Blank = () => <p class="soft">{t("Ask your coordinator.")}</p>;
