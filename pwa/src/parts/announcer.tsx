/** What a screen reader is told politely, without the focus moving. */
import { useEffect, useState } from "preact/hooks";

let say: (text: string) => void = () => {};

/** Have `text` read out when the reader comes to rest. The last one told wins. */
export const announce = (text: string): void => say(text);

/** The one live region of the page. */
export function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => {
    say = setText;
    return () => {
      say = () => {};
    };
  }, []);
  return (
    <div class="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
