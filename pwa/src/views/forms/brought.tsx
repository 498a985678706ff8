/** What an entry holds and the form has no field for: shown, and kept as it is. */
import { isObject, type JsonValue } from "../../data/json.ts";
import { wordsOf } from "../../directory/difference.ts";
import type { Body } from "../../directory/fields.ts";
import { t } from "../../locale.ts";
import { fieldWords } from "../field-words.ts";
import type { FormPart } from "./part.tsx";

// Kept by the program, told elsewhere on the screen, or changed by other means.
const OWN: ReadonlySet<string> = new Set([
  ...["type", "schema", "edits", "last_modified", "assurer_email", "attempts", "organization_id"],
  ...[
    "metadata",
    "status",
    "public",
    "confidential",
    "state",
    "replaced_by",
    "location_type",
    "longitude",
    "brought",
  ],
]);

/** The parts, and one more where the body holds what none of them shows. */
export function withBrought(body: Body, parts: readonly FormPart[]): readonly FormPart[] {
  const shown = parts.flatMap(({ fields }) => fields);
  const fields = Object.keys(body).filter((field) => !OWN.has(field) && !shown.includes(field));
  if (fields.length === 0) return parts;
  const title = t("What else came with it");
  const children = <Brought body={body} fields={fields} />;
  return [...parts, { name: "brought", title, fields, children }];
}

const Brought = ({ body, fields }: { readonly body: Body; readonly fields: readonly string[] }) => (
  <div class="wide stack">
    <p>{t("This came from elsewhere, and this form has no field for it. It stays as it is.")}</p>
    <dl>
      {fields.map((field) => (
        <div key={field}>
          <dt>
            <strong>{fieldWords(field)}</strong>
          </dt>
          <dd class="prose" dir="auto">
            {briefly(body[field])}
          </dd>
        </div>
      ))}
    </dl>
  </div>
);

const MOST_LETTERS = 300;

function briefly(value: JsonValue | undefined): string {
  const words = isObject(value) || Array.isArray(value) ? wordsOf(value) : String(value ?? "");
  return words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS)}…` : words;
}
