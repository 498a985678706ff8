/** What stands in place of a worksheet that nobody has touched for a while. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { t, tn } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Page } from "../parts/page.tsx";
import { minutesLeft } from "./idle.ts";
import { sessions } from "./session.ts";

const COUNT_EVERY_MS = 5_000;

export function Cover(props: { readonly onOpen: () => void; readonly onErase: () => void }) {
  const [left, setLeft] = useState(() => minutesLeft(sessions.idleMs()));
  // What was told of the worksheet a moment ago is covered too.
  useLayoutEffect(() => announce(""), []);
  useEffect(() => {
    const timer = setInterval(() => setLeft(minutesLeft(sessions.idleMs())), COUNT_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Page
      title={
        // Translators: the screen is hidden because nobody touched the phone. Says nothing of what is under it.
        t("Covered")
      }
    >
      {/* Read out at once only in the last minute: a voice each minute helps nobody. */}
      <p role={left === 1 ? "alert" : undefined}>
        {tn(
          "In {n} minute everything will be erased.",
          "In {n} minutes everything will be erased.",
          left,
        )}
      </p>
      <button type="button" class="button main wide" onClick={props.onOpen}>
        {t("Go on")}
      </button>
      <button type="button" class="button wide" onClick={props.onErase}>
        {t("Erase now")}
      </button>
    </Page>
  );
}
