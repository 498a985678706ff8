/** A part of a long form: it folds, and says how much of it is filled in. */
import type { ComponentChildren } from "preact";
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

const countWords = (n: number): string =>
  n === 0 ? t("Empty") : tn("{n} filled in", "{n} filled in", n);

export const partId = (name: string): string => `part-${name}`;

interface Props {
  readonly part: FormPart;
  readonly body: Body;
}

export const Part = ({ part, body }: Props) => (
  <details class="part" id={partId(part.name)} open={part.isOpen}>
    <summary>
      <h2>{part.title}</h2>
      <span class="soft">{countWords(countFilled(body, part.fields))}</span>
    </summary>
    <div class="fields">{part.children}</div>
  </details>
);

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
  if (!(part instanceof HTMLDetailsElement)) return;
  part.open = true;
  part.scrollIntoView();
  part.querySelector("summary")?.focus({ preventScroll: true });
}
