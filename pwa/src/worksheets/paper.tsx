/** A copy as it goes on paper, and the same on the screen before it does. */
import { useId } from "preact/hooks";
import type { Block, Copy } from "./copy.ts";
import { dayLabel, signers } from "./copy-text.ts";
import { dotted, Mask } from "./mask.tsx";

/** What is printed: the copy, and nothing about where it comes from. */
export const Paper = ({ copy }: { readonly copy: Copy }) => (
  <article>
    {copy.title && <h1>{copy.title}</h1>}
    {copy.parts.map((part) => (
      <section key={part.title}>
        {part.title && <h2>{part.title}</h2>}
        {part.blocks.map((block) => (
          <div class="paper-block" key={block.questionId}>
            <h3>{block.label}</h3>
            <BlockLines block={block} masked={false} />
          </div>
        ))}
      </section>
    ))}
    {copy.isSigned && <ToSign />}
  </article>
);

/** The same for the screen: what could hurt if seen is hidden until tapped. */
export const Preview = ({ copy }: { readonly copy: Copy }) => (
  <div class="card stack preview">
    {copy.title && <h2>{copy.title}</h2>}
    {copy.parts.map((part) => (
      <section class="stack" key={part.title}>
        {part.title && <h3>{part.title}</h3>}
        {part.blocks.map((block) => (
          <PreviewBlock key={block.questionId} block={block} />
        ))}
      </section>
    ))}
    {copy.isSigned && <ToSign />}
  </div>
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
    {props.block.lines.length > 0 && (
      <ul>
        {props.block.lines.map((line) => (
          <li key={line.id}>{props.masked ? dotted(line.words) : line.words}</li>
        ))}
      </ul>
    )}
    {props.block.isOpen && <p class="rule" />}
  </>
);

const ToSign = () => (
  <div class="to-sign">
    {signers().map((who) => (
      <div class="paper-block" key={who}>
        <p>{who}</p>
        <p class="rule" />
        <p>{dayLabel()}</p>
        <p class="rule short" />
      </div>
    ))}
  </div>
);
