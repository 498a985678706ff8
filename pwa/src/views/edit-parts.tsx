/** What stands at the end of an editor's form: who may read it, and the button that saves. */
import { withField, withoutField } from "../directory/draft.ts";
import { isTrue } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import type { Draft } from "./use-edit.ts";

/** Whether everybody may read the entry, or members only. */
export function PublicCheck({ draft: { body, change } }: { readonly draft: Draft }) {
  const words = isTrue(body, "confidential")
    ? t(
        "Anyone on the internet can then see the county or region and the phone numbers of this place, nothing else.",
      )
    : t("Anyone on the internet can then read this entry, not only members.");
  return (
    <div class="section">
      <Check
        label={t("Show this entry to everybody")}
        checked={isTrue(body, "public")}
        onChange={(checked) =>
          change(checked ? withField(body, "public", true) : withoutField(body, "public"))
        }
      />
      <p class="hint">{words}</p>
    </div>
  );
}

/** What keeps the form from being saved, and the button that saves it. */
export const SaveBar = ({ draft }: { readonly draft: Draft }) => (
  <>
    {(draft.problems.length > 0 || draft.failure !== undefined) && (
      <Notice kind="bad" role="alert">
        {draft.failure ?? t("Not saved yet. Some fields need a look: they are marked above.")}
      </Notice>
    )}
    <Button submits kind="main" wide icon="check">
      {t("Save")}
    </Button>
  </>
);
