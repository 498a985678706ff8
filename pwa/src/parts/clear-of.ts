/** What gets the focus comes to rest above a bar that stays at the foot of the page, not under it. */

let stop: (() => void) | undefined; // a page has one such bar

/** The `ref` of the bar. */
export function clearOfFoot(bar: Element | null): void {
  stop?.();
  stop = undefined;
  const main = bar?.closest("main");
  if (!bar || !main) return;
  const observer = new ResizeObserver(() => {
    // Its margin and the ring around what has the focus need room, too.
    main.style.scrollPaddingBottom = `${Math.ceil(bar.getBoundingClientRect().height) + 8}px`;
  });
  observer.observe(bar);
  stop = () => {
    observer.disconnect();
    main.style.scrollPaddingBottom = "";
  };
}
