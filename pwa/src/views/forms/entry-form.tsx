/** The form of an entry: its parts, what is wrong, and the button that saves. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { currentLanguage, t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { clearOfFoot } from "../../parts/clear-of.ts";
import { Form } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useCairn } from "../context.ts";
import type { Draft } from "../use-draft.ts";
import { DraftKept } from "./draft-kept.tsx";
import { FormContext, type FormKind } from "./form-context.ts";
import "./forms.css";
import { Contents, type FormPart, useParts } from "./part.tsx";
import { ProblemSummary } from "./summary.tsx";

interface Props {
  readonly kind: FormKind;
  readonly draft: Draft;
  readonly parts: readonly FormPart[];
  readonly save: () => Promise<void>;
  readonly saveLabel?: string | undefined;
  readonly besideSave?: ComponentChildren; // another way to save
  readonly before?: ComponentChildren; // stands above the parts
  readonly children?: ComponentChildren; // stands below them
}

export const EntryForm = (props: Props) => (
  <DraftKept draft={props.draft}>
    <FormContext.Provider value={{ kind: props.kind, problems: props.draft.problems }}>
      <FormInParts {...props} />
    </FormContext.Provider>
  </DraftKept>
);

function FormInParts({ draft, parts, save, before, children, ...bar }: Props) {
  const form = useSaveKey();
  const { directory } = useCairn();
  const { body } = draft;
  const drawn = useParts(parts, body, [draft.problems, directory, currentLanguage()]);
  return (
    <div class="form-in-parts" ref={form}>
      <Contents parts={parts} body={body} />
      <Form onSubmit={() => void save()}>
        <ProblemSummary problems={draft.problems} />
        {before}
        {drawn}
        {children}
        <div class="save-bar" ref={clearOfFoot}>
          {draft.failure !== undefined && (
            <Notice kind="bad" role="alert">
              {draft.failure}
            </Notice>
          )}
          <Button submits kind="main" wide icon="check" shortcut="Control+S Meta+S">
            {bar.saveLabel ?? t("Save")}
          </Button>
          {bar.besideSave}
          <p class="hint keys">{t("Ctrl+S or ⌘S saves too.")}</p>
        </div>
      </Form>
    </div>
  );
}

/** Control+S, or Command+S, saves while the form is on screen. */
function useSaveKey() {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || event.altKey || !(event.ctrlKey || event.metaKey))
        return;
      event.preventDefault(); // else the browser would save the page
      if (around.current?.closest("[hidden]")) return; // it is asked whether to leave
      if (event.repeat) return;
      around.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return around;
}
