/** A copy as it goes on paper, and the same on the screen before it does. */
import { useId } from "preact/hooks";
import { directionOf, type Language, sayIn, type Tongue } from "../locale.ts";
import type { Block, Copy, CopyPart } from "./copy.ts";
import { dayLabel, signers, signingWords } from "./copy-text.ts";
import { dotted, Mask } from "./mask.tsx";

/** What is printed: the copy, and nothing about where it comes from. */
export const Paper = ({ copy, language }: { readonly copy: Copy; readonly language: Language }) => (
  <article lang={language} dir={directionOf(language)}>
    {copy.title && <h1 dir="auto">{copy.title}</h1>}
    <PaperParts parts={copy.parts} />
    {copy.isSigned && <ToSign />}
    <PaperParts parts={copy.later} />
  </article>
);

const PaperParts = ({ parts }: { readonly parts: readonly CopyPart[] }) => (
  <>
    {parts.map((part) => (
      <section key={part.title}>
        {part.title && <h2>{part.title}</h2>}
        {part.blocks.map((block) => (
          <div
            class={block.byHand || isShort(block) ? "paper-block on-one-page" : "paper-block"}
            key={block.questionId}
          >
            <h3>{block.label}</h3>
            <BlockLines block={block} masked={false} />
          </div>
        ))}
      </section>
    ))}
  </>
);

const SHORT_LINES = 15;
const SHORT_LETTERS = 1200; // with the lines, well under half a page

/** Short enough to stand whole on one page. */
const isShort = ({ lines }: Block): boolean =>
  lines.length <= SHORT_LINES &&
  lines.reduce((sum, { words }) => sum + words.length, 0) <= SHORT_LETTERS;

/** The same for the screen: what could hurt if seen is hidden until tapped. */
export const Preview = ({ copy, tongue }: { readonly copy: Copy; readonly tongue: Tongue }) => (
  <div class="card stack preview" lang={tongue.language} dir={directionOf(tongue.language)}>
    {copy.title && <h2>{copy.title}</h2>}
    <PreviewParts parts={copy.parts} />
    {copy.isSigned && sayIn(tongue, ToSign)}
    <PreviewParts parts={copy.later} />
  </div>
);

const PreviewParts = ({ parts }: { readonly parts: readonly CopyPart[] }) => (
  <>
    {parts.map((part) => (
      <section class="stack" key={part.title}>
        {part.title && <h3>{part.title}</h3>}
        {part.blocks.map((block) => (
          <PreviewBlock key={block.questionId} block={block} />
        ))}
      </section>
    ))}
  </>
);

function PreviewBlock({ block }: { readonly block: Block }) {
  const label = useId();
  return (
    <div>
      <p class="label" id={label}>
        {block.label}
      </p>
      <Mask hides={block.hides} labelId={label}>
        {(masked) => <BlockLines block={block} masked={masked} />}
      </Mask>
    </div>
  );
}

const BlockLines = (props: { readonly block: Block; readonly masked: boolean }) => (
  <>
    {props.block.detail && <p>{props.block.detail}</p>}
    {props.block.lines.length > 0 && (
      <ul>
        {props.block.lines.map((line) => (
          <li key={line.id} dir="auto">
            {props.masked ? dotted(line.words) : line.words}
          </li>
        ))}
      </ul>
    )}
    {props.block.isOpen && <p class="rule" />}
    <ByHand block={props.block} />
  </>
);

/** Lines to fill in by hand: once under each other, or as a list with a column for each. */
function ByHand({ block }: { readonly block: Block }) {
  const { byHand = [], times = 1 } = block;
  if (byHand.length === 0) return null;
  if (times === 1)
    return (
      <div class="by-hand">
        {byHand.map((what) => (
          <p class="named-rule" key={what}>
            <span>{what}</span>
            <span class="rule" />
          </p>
        ))}
      </div>
    );
  return (
    <table class="by-hand">
      <thead>
        <tr>
          {byHand.map((what) => (
            <th key={what} scope="col">
              {what}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: times }, (_line, at) => (
          <tr key={`line ${at}`}>
            {byHand.map((what) => (
              <td key={what} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ToSign = () => (
  <div class="to-sign">
    <p>{signingWords()}</p>
    {signers().map((who) => (
      <div class="signer" key={who}>
        <p>
          <span class="rule" />
          {who}
        </p>
        <p>
          <span class="rule" />
          {dayLabel()}
        </p>
      </div>
    ))}
  </div>
);
