/** A part of a long form: it folds, and says how much of it is filled in. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Body, text } from "../../directory/fields.ts";
import { t, tn } from "../../locale.ts";

export interface FormPart {
  readonly name: string; // for its ID
  readonly title: string;
  readonly fields: readonly string[]; // of the document
  readonly isOpen?: boolean; // at first
  readonly children: ComponentChildren;
}

/** How many things are filled in: rows of a list, else one for a field. */
export const countFilled = (body: Body, fields: readonly string[]): number =>
  fields.reduce((count, field) => {
    const value = body[field];
    if (Array.isArray(value)) return count + value.length;
    const isFilled =
      typeof value === "string" ? text(body, field) !== undefined : value !== undefined;
    return count + Number(isFilled);
  }, 0);

export const countWords = (n: number): string =>
  n === 0 ? t("Empty") : tn("{n} filled in", "{n} filled in", n);

export const partId = (name: string): string => `part-${name}`;

interface Props {
  readonly part: FormPart;
  readonly body: Body;
}

/** What is in it is drawn when it is first opened: a long form opens at once on a slow phone. */
export function Part({ part, body }: Props) {
  const [isDrawn, setDrawn] = useState(part.isOpen === true);
  const draw = () => setDrawn(true);
  const count = countWords(countFilled(body, part.fields));
  return (
    <details
      class="part"
      id={partId(part.name)}
      data-fields={part.fields.join(" ")}
      open={part.isOpen}
      onToggle={draw} // by the browser's own search
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is clicked, by keys too */}
      <summary onClick={draw}>
        <h2>{part.title}</h2>
        <span class="soft">{count}</span>
      </summary>
      <div class="fields">{isDrawn && part.children}</div>
    </details>
  );
}

/** Open a part, and have `then` called once what is in it is there. */
export function openPart(part: Element | null, then: () => void): void {
  if (part instanceof HTMLDetailsElement && !part.open) part.querySelector("summary")?.click();
  requestAnimationFrame(() => setTimeout(then));
}

interface ContentsProps {
  readonly parts: readonly FormPart[];
  readonly body: Body;
}

/** The way to each part, where the screen has room for it beside the form. */
export const Contents = ({ parts, body }: ContentsProps) => (
  <nav class="contents" aria-label={t("Parts of this form")}>
    <ul>
      {parts.map((part) => {
        const filled = countFilled(body, part.fields);
        return (
          <li key={part.name}>
            <button type="button" class="contents-item" onClick={() => goToPart(part.name)}>
              <span>{part.title}</span>
              {filled > 0 && <span class="soft">{filled}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  </nav>
);

function goToPart(name: string): void {
  const part = document.getElementById(partId(name));
  openPart(part, () => {
    part?.scrollIntoView();
    part?.querySelector("summary")?.focus({ preventScroll: true });
  });
}
