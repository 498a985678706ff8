/** The way from a question to another worksheet; this one waits behind it. */
import { createContext } from "preact";
import { useContext, useId } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { useEntries } from "./catalogue.ts";
import { noSuchFormWords } from "./seams.ts";

/** Opens another worksheet in front of this one; undefined where that cannot be. */
type OpenLinked = (templateId: string, fromQuestion: string) => void;
export const LinkContext = createContext<OpenLinked | undefined>(undefined);

export function LinkedForm(props: { readonly templateId: string; readonly questionId: string }) {
  const { templateId, questionId } = props;
  const open = useContext(LinkContext);
  const id = useId();
  const entry = useEntries()?.find((one) => one.id === templateId);
  if (entry === undefined || open === undefined) return <p class="hint">{noSuchFormWords()}</p>;
  return (
    <div class="stack">
      <div class="row">
        <button type="button" class="button" id={id} onClick={() => open(templateId, questionId)}>
          <Icon name="sheet" />
          {t("Open: {title}", { title: entry.listTitle })}
        </button>
      </div>
      <p class="hint">{t("This worksheet waits, as it is, until you come back.")}</p>
    </div>
  );
}
