/** What is recorded of a worksheet, and keeping it on this phone for where there is no signal. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { currentLanguage, type Language, languageName, t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { bytesOf, openShelf, type Recordings } from "../sound/recordings.ts";

interface Props {
  readonly language: Language;
  readonly templateId: string;
  readonly recordings: Recordings;
}

export function RecordingsCard({ language, templateId, recordings }: Props) {
  const shelf = openShelf(language, templateId, recordings);
  const all = bytesOf(recordings);
  const [kept, setKept] = useState<number>();
  const [state, setState] = useState<"still" | "fetching" | "failed">("still");
  const stop = useRef<AbortController>(undefined);
  const title = useId();
  useEffect(() => {
    shelf.keptBytes().then(setKept, () => setKept(0));
    return () => stop.current?.abort();
  }, [language, templateId]);
  if (kept === undefined) return null;

  const keep = async () => {
    stop.current = new AbortController();
    setState("fetching");
    try {
      await shelf.keep(setKept, stop.current.signal);
      setState("still");
      announce(t("The recordings are on this phone."));
    } catch {
      setState(stop.current.signal.aborted ? "still" : "failed");
    }
  };
  const remove = async () => {
    await shelf.remove();
    setKept(0);
    announce(t("The recordings are off this phone."));
  };
  return (
    <section class="card stack" aria-labelledby={title}>
      <h2 id={title}>{t("Recordings in {language}", { language: languageName(language) })}</h2>
      {state === "fetching" ? (
        <>
          <label>
            {t("{kept} of {all} here", { kept: size(kept), all: size(all) })}
            <progress value={kept} max={all} />
          </label>
          <button type="button" class="button" onClick={() => stop.current?.abort()}>
            {t("Stop")}
          </button>
        </>
      ) : (
        <>
          <p>
            {kept >= all
              ? t("They are on this phone ({all}), and play without signal.", { all: size(all) })
              : t("They come from the server each time, {all} in all.", { all: size(all) })}
          </p>
          {state === "failed" && (
            <p class="wrong" role="alert">
              <Icon name="warn" />
              {t("The line was cut. What came is kept; try again to get the rest.")}
            </p>
          )}
          <div class="row">
            {kept < all && (
              <button type="button" class="button" onClick={() => void keep()}>
                {t("Keep the recordings on this phone")}
              </button>
            )}
            {kept > 0 && (
              <button type="button" class="button" onClick={() => void remove()}>
                {t("Remove the recordings")}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** Bytes for people: "2.4 MB". */
const size = (bytes: number): string =>
  new Intl.NumberFormat(currentLanguage(), {
    style: "unit",
    unit: bytes < 1e6 ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes / (bytes < 1e6 ? 1e3 : 1e6));
