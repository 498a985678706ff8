/** For editors: what the version says that is not shown, when two were made at the same time. */
import { differencesOf } from "../directory/difference.ts";
import type { Body } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { fieldWords } from "./field-words.ts";

interface Props {
  readonly shown: Body;
  readonly other: Body;
}

export function OtherVersion({ shown, other }: Props) {
  const differences = differencesOf(shown, other);
  return (
    <section class="card stack">
      <h2>{t("What the other version says")}</h2>
      {differences.length === 0 && <p>{t("The same as this one.")}</p>}
      <dl class="stack">
        {differences.map(({ field, words }) => (
          <div key={field}>
            <dt>
              <strong>{fieldWords(field)}</strong>
            </dt>
            <dd class="prose">{words || t("Nothing")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
