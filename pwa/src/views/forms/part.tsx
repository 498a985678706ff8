/** A part of a long form: it folds, and says how much of it is filled in. */
import type { ComponentChild, ComponentChildren } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { type Body, text } from "../../directory/fields.ts";
import { currentLanguage, t, tn } from "../../locale.ts";

export interface FormPart {
  readonly name: string; // for its ID
  readonly title: string;
  readonly fields: readonly string[]; // of the document
  readonly isOpen?: boolean; // at first
  /** It shows nothing of the document that another part lists: it need not follow each key there. */
  readonly isAlone?: boolean;
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

interface Drawn {
  readonly body: Body;
  readonly around: readonly unknown[];
  readonly parts: ReadonlyMap<string, ComponentChild>;
}

/**
 * Return the parts as they are drawn: one that is alone stays as it was while nothing changes but
 * what other parts list. `around`: what else parts are drawn from.
 */
export function useParts(
  parts: readonly FormPart[],
  body: Body,
  around: readonly unknown[],
): readonly ComponentChild[] {
  const last = useRef<Drawn>(undefined);
  const before = last.current;
  const isAround = around.every((one, place) => one === before?.around[place]);
  const changed = Object.keys({ ...before?.body, ...body }).filter(
    (field) => before?.body[field] !== body[field],
  );
  const listed = new Set(parts.flatMap(({ fields }) => fields));
  const mayStay = isAround && changed.every((field) => listed.has(field));
  const drawn = new Map<string, ComponentChild>();
  for (const part of parts) {
    const isTouched = !part.isAlone || part.fields.some((field) => changed.includes(field));
    const old = mayStay && !isTouched ? before?.parts.get(part.name) : undefined;
    drawn.set(part.name, old ?? <Part key={part.name} part={part} body={body} />);
  }
  last.current = { body, around, parts: drawn };
  return [...drawn.values()];
}

/** What is in it is drawn when it is first opened: a long form opens at once on a slow phone. */
function Part({ part, body }: Props) {
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
export function Contents({ parts, body }: ContentsProps) {
  const counts = parts.map((part) => countFilled(body, part.fields));
  // Most keys change no count.
  return useMemo(
    () => (
      <nav class="contents" aria-label={t("Parts of this form")}>
        <ul>
          {parts.map((part, place) => (
            <li key={part.name}>
              <button type="button" class="contents-item" onClick={() => goToPart(part.name)}>
                <span>{part.title}</span>
                {counts[place] !== 0 && <span class="soft">{counts[place]}</span>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
    ),
    [counts.join(), currentLanguage()],
  );
}

function goToPart(name: string): void {
  const part = document.getElementById(partId(name));
  openPart(part, () => {
    part?.scrollIntoView();
    part?.querySelector("summary")?.focus({ preventScroll: true });
  });
}
