/** Follows the scrolling page, and has the rows of a long list drawn that can be seen. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Sight } from "../../directory/span.ts";
import { type Listed, Rows } from "./rows.ts";
import { Screen } from "./sight.ts";

interface Followed {
  /** For the element that is as high as all rows together, by its style sheet; it has no children. */
  readonly body: RefObject<HTMLDivElement | null>;
  readonly look: () => Sight;
}

interface Held {
  readonly screen: Screen;
  readonly rows: Rows;
}

const UNSEEN: Sight = { above: 0, height: 0, rowHeight: 0, count: 0 };

export function useRows(listed: Listed): Followed {
  const body = useRef<HTMLDivElement>(null);
  const held = useRef<Held | undefined>(undefined);
  const count = useRef(0);
  count.current = listed.count;
  const look = () => held.current?.screen.look(count.current) ?? UNSEEN;

  useLayoutEffect(() => {
    if (!body.current) return;
    const screen = new Screen(body.current);
    const rows = new Rows(body.current, () => screen.look(count.current));
    held.current = { screen, rows };
    // Captured: it is not always the same element that scrolls.
    const how = { capture: true, passive: true };
    document.addEventListener("scroll", rows.follow, how);
    const watch = new ResizeObserver(() => {
      screen.forget();
      rows.follow();
    });
    for (const one of [document.documentElement, body.current, body.current.closest(".page")])
      if (one) watch.observe(one);
    return () => {
      document.removeEventListener("scroll", rows.follow, how);
      watch.disconnect();
      rows.stop();
    };
  }, []);
  useLayoutEffect(() => {
    held.current?.screen.forget();
    held.current?.rows.show(listed);
  });
  return { body, look };
}
