/** Follows the scrolling page, and tells which rows of a long list have to be drawn. */
import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Sight, type Span, spanOf } from "../../directory/span.ts";

export interface Rows {
  /** For the element that is as high as all rows together, by its style sheet. */
  readonly body: RefObject<HTMLDivElement | null>;
  readonly span: Span;
  readonly look: () => Sight;
}

export function useSpan(count: number): Rows {
  const body = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>(() => spanOf({ ...UNSEEN, count }));
  const look = useCallback(() => sightOf(body.current, count), [count]);
  useLayoutEffect(() => {
    const follow = () => {
      const next = spanOf(look());
      setSpan((old) => (old.first === next.first && old.end === next.end ? old : next));
    };
    follow();
    // Captured: on most screens `main` scrolls, with very large text the document does.
    const how = { capture: true, passive: true };
    document.addEventListener("scroll", follow, how);
    const watch = new ResizeObserver(follow);
    watch.observe(document.documentElement);
    if (body.current) watch.observe(body.current);
    return () => {
      document.removeEventListener("scroll", follow, how);
      watch.disconnect();
    };
  }, [look]);
  return { body, span, look };
}

const UNSEEN: Sight = { above: 0, height: 0, rowHeight: 0, count: 0 };

function sightOf(body: HTMLElement | null, count: number): Sight {
  if (!body || count === 0) return { ...UNSEEN, count };
  const { top, height } = body.getBoundingClientRect();
  const screen = screenRect();
  return {
    above: screen.top - top,
    height: screen.bottom - screen.top,
    rowHeight: height / count,
    count,
  };
}

/** Where the page can be seen: between the bars. */
function screenRect(): { readonly top: number; readonly bottom: number } {
  const main = document.querySelector("main")?.getBoundingClientRect();
  return {
    top: Math.max(main?.top ?? 0, 0),
    bottom: Math.min(main?.bottom ?? innerHeight, innerHeight),
  };
}

/** Scroll by so many pixels, whatever it is that scrolls. */
export function scrollPageBy(pixels: number): void {
  const main = document.querySelector("main");
  const before = main?.scrollTop;
  if (main) main.scrollTop += pixels;
  if (main?.scrollTop === before) window.scrollBy(0, pixels);
}
