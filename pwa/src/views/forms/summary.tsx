/** What keeps a form from being saved, with the way to each place. */
import { useEffect, useState } from "preact/hooks";
import { tn } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { fieldWords } from "../field-words.ts";
import { controlId } from "./form-context.ts";
import { openPart } from "./part.tsx";
import { problemWords } from "./problem-words.ts";

export function ProblemSummary({ problems }: { readonly problems: readonly string[] }) {
  const [ordered, setOrdered] = useState<readonly string[]>([]);
  useEffect(() => setOrdered([...problems].sort(byPlace)), [problems]); // once they are drawn
  if (problems.length === 0) return null;
  return (
    <div class="notice bad" role="alert" tabIndex={-1} data-wrong>
      <Icon name="warn" />
      <div>
        <p>
          <strong>
            {tn(
              "Not saved yet. {n} field needs a look:",
              "Not saved yet. {n} fields need a look:",
              problems.length,
            )}
          </strong>
        </p>
        <ul class="plain">
          {ordered.map((place) => (
            <li key={place}>
              <button type="button" class="link" onClick={() => goTo(place)}>
                {`${fieldWords(place)}: ${problemWords(place)}`}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** As the fields stand in the form. */
function byPlace(one: string, other: string): number {
  const [a, b] = [controlOf(one) ?? partOf(one), controlOf(other) ?? partOf(other)];
  if (!a || !b) return Number(!a) - Number(!b);
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

const controlOf = (place: string): HTMLElement | null => document.getElementById(controlId(place));

/** The part of the form in which a place is, drawn or not. */
const partOf = (place: string): Element | null =>
  document.querySelector(`details[data-fields~="${place.split(".")[0]}"]`);

/** Unfold what the field stands in, and go there. */
function goTo(place: string): void {
  openPart(partOf(place), () => {
    const control = controlOf(place);
    for (let around = control?.closest("details"); around; ) {
      around.open = true;
      around = around.parentElement?.closest("details");
    }
    control?.focus();
    control?.scrollIntoView({ block: "center" });
  });
}
