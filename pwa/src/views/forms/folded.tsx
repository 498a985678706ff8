/** What folds within a part of a form: it is drawn when it is first opened, or must be seen. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface Props {
  readonly id: string;
  readonly words: ComponentChildren; // beside the mark that opens it
  readonly isOpen?: boolean; // something in it needs a look
  readonly children: ComponentChildren;
}

export function Folded({ id, words, isOpen = false, children }: Props) {
  const [wasOpened, setOpened] = useState(false);
  const isDrawn = wasOpened || isOpen;
  const draw = () => setOpened(true);
  return (
    <details class="inner folded" id={id} open={isOpen || undefined} onToggle={draw}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is clicked, by keys too */}
      <summary onClick={draw}>{words}</summary>
      {isDrawn && <div class="fields">{children}</div>}
    </details>
  );
}
