/**
 * Quick exit: everything in memory dropped, the screen blank, another page there.
 *
 * The page is blanked before the browser is asked to move on, because a slow
 * phone may show the old one for seconds. `location.replace` leaves no entry to
 * go back to; should the browser bring the page back all the same, it leaves again.
 *
 * Until the service worker holds the other page, it takes a line. Without one the
 * browser would show an error with the app's address, so the page left to is an empty one.
 */

export const NEUTRAL_PAGE = "/exit.html";
export const EMPTY_PAGE = "about:blank";

const ANSWER_MS = 1500; // longer than a round trip of EDGE; the screen is blank meanwhile

const ESCAPES = 3;
const ESCAPE_WINDOW_MS = 2000;

const droppers = new Set<() => void>();
let left = false;

/** Have `drop` called on quick exit, to forget what must not stay in memory. */
export function onQuickExit(drop: () => void): () => void {
  droppers.add(drop);
  return () => droppers.delete(drop);
}

/** Leave at once. Nothing that a dropper does can keep the page from going. */
export function quickExit(): void {
  left = true;
  document.documentElement.replaceChildren();
  for (const drop of droppers) {
    try {
      drop();
    } catch {
      // The others still have to be dropped.
    }
  }
  if (navigator.serviceWorker?.controller) location.replace(NEUTRAL_PAGE);
  else void whereToLeave().then((page) => location.replace(page));
}

/** The other page if the server answers with it soon; else an empty one. */
async function whereToLeave(): Promise<string> {
  const asked = fetch(NEUTRAL_PAGE, { cache: "no-cache", credentials: "omit" }).then(
    (response) => response.ok,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWER_MS));
  return (await Promise.race([asked, late])) ? NEUTRAL_PAGE : EMPTY_PAGE;
}

/**
 * True on the third Escape within two seconds. Holding the key counts once.
 *
 * A list or calendar that is open takes the first for itself, and the page hears nothing of
 * it: in a field that has one, two are enough.
 */
export function escapeCounter(): (
  pressed: { key: string; repeat: boolean; opensOver?: boolean },
  at: number,
) => boolean {
  let times: number[] = [];
  return ({ key, repeat, opensOver = false }, at) => {
    if (key !== "Escape") times = [];
    else if (!repeat) times = [...times.filter((time) => at - time < ESCAPE_WINDOW_MS), at];
    return times.length >= (opensOver ? ESCAPES - 1 : ESCAPES);
  };
}

/** Fields over which the browser opens something of its own, with its own keys. */
const OPENS_OVER = "select, input[list], input:is([type=date], [type=time], [type=color])";

const opensOver = ({ target }: Event): boolean =>
  target instanceof Element && target.matches(OPENS_OVER);

/** Listen for Escape three times, and for a page that comes back from the browser's memory. */
export function watchForExit(): void {
  const isThirdEscape = escapeCounter();
  window.addEventListener(
    "keydown",
    (event) => {
      const pressed = { key: event.key, repeat: event.repeat, opensOver: opensOver(event) };
      if (isThirdEscape(pressed, event.timeStamp)) quickExit();
    },
    { capture: true },
  );
  // A page that is put away whole is shown again before any script runs: nothing may be on it.
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) document.documentElement.replaceChildren();
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (left) return quickExit();
    document.documentElement.replaceChildren();
    location.reload();
  });
}
