/** What a screen reader is told politely, without the focus moving. */
import { useEffect, useState } from "preact/hooks";

const APART_MS = 100; // between the old words and the new: the same words are read again
const KEPT_MS = 10_000; // then they go: found later, they would no longer be true

let say: (text: string) => void = () => {};

/** Have `text` read out when the reader comes to rest. The last one told wins. */
export const announce = (text: string): void => say(text);

/** The one live region of the page. */
export function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => {
    let timer = 0;
    const after = (ms: number, next: () => void) => {
      clearTimeout(timer);
      timer = window.setTimeout(next, ms);
    };
    say = (words) => {
      setText("");
      after(APART_MS, () => {
        setText(words);
        after(KEPT_MS, () => setText(""));
      });
    };
    return () => {
      clearTimeout(timer);
      say = () => {};
    };
  }, []);
  return (
    <div class="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
