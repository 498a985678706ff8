/**
 * Where the focus goes when what had it goes away.
 *
 * A button that did its work is often gone afterwards. Browsers then drop the focus, and
 * a screen reader starts again at the top. So it goes to what stood nearest: a button
 * there, though none that destroys, else the text that is left. Of a whole screen it is
 * the heading.
 */

/** Watch `root` for as long as the page lives. */
export function keepFocus(root: HTMLElement): void {
  let path: readonly HTMLElement[] = []; // what last had the focus, and all around it
  root.addEventListener("focusin", ({ target }) => {
    path = target instanceof HTMLElement ? [target, ...around(target, root)] : [];
  });
  const look = () => {
    const [lost, ...rest] = path;
    const { activeElement } = document;
    if (!lost || isShown(lost)) return;
    // Where a screen has put it already, it stays.
    if (activeElement !== lost && activeElement !== document.body) return;
    path = [];
    for (const near of rest) {
      const place = isShown(near) && placeIn(near);
      if (place) return place.focus({ preventScroll: true });
    }
  };
  new MutationObserver(look).observe(root, {
    subtree: true,
    childList: true,
    attributeFilter: ["hidden"],
  });
}

function around(element: HTMLElement, root: HTMLElement): HTMLElement[] {
  const parent = element.parentElement;
  return parent && element !== root ? [parent, ...around(parent, root)] : [];
}

const isShown = (element: HTMLElement): boolean =>
  element.isConnected && element.getClientRects().length > 0;

function placeIn(near: HTMLElement): HTMLElement | undefined {
  const find = (what: string) => [...near.querySelectorAll<HTMLElement>(what)].find(isShown);
  const place = find("h1[tabindex]") ?? find("button:not(.bad, .skip)");
  if (place || near.innerText.trim() === "") return place;
  near.tabIndex = -1;
  return near;
}
