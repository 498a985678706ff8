/** A form that was begun before and not saved: go on with it, or throw it away. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { agoInWords } from "../../when.ts";
import type { Draft } from "../use-draft.ts";

interface Props {
  readonly draft: Draft;
  readonly children: ComponentChildren;
}

export function DraftKept({ draft, children }: Props) {
  const chosen = useRef<HTMLDivElement>(null);
  const hasKept = draft.kept !== undefined;
  const hadKept = useRef(false);
  useEffect(() => {
    if (hadKept.current && !hasKept) chosen.current?.focus();
    hadKept.current = hasKept;
  }, [hasKept]);
  if (draft.isReading) return null;
  if (!draft.kept) {
    return (
      <div ref={chosen} tabIndex={-1}>
        {children}
      </div>
    );
  }
  const when = agoInWords(draft.kept.at, Date.now());
  return (
    <>
      <Notice>
        <p>
          <strong>{t("You began to change this, and did not save it.")}</strong>
        </p>
        <p>{t("The draft is kept on this phone. You last wrote in it {when}.", { when })}</p>
      </Notice>
      <Button kind="main" icon="pen" wide onClick={draft.goOn}>
        {t("Go on with the draft")}
      </Button>
      <Button kind="bad" wide onClick={draft.throwAway}>
        {t("Throw the draft away")}
      </Button>
    </>
  );
}
