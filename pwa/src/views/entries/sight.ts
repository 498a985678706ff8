/** What can be seen of a long list on the scrolling page, without asking the browser each frame. */
import type { Sight } from "../../directory/span.ts";

interface Measured {
  readonly above: number; // pixels of the list that lay above the screen
  readonly height: number; // of the screen
  readonly listHeight: number;
  readonly scrolled: number; // by `main`, then
  readonly page: number; // by the document, then
}

export class Screen {
  #measured: Measured | undefined;
  readonly #list: HTMLElement;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** To be told when anything on the page became higher or lower. */
  forget(): void {
    this.#measured = undefined;
  }

  look(count: number): Sight {
    // On most screens `main` scrolls. With very large text the document does, under bars that stay.
    if (this.#measured?.page !== window.scrollY) this.forget();
    this.#measured ??= measure(this.#list);
    const { above, height, listHeight, scrolled } = this.#measured;
    const moved = scrolledBy() - scrolled;
    return { above: above + moved, height, rowHeight: count === 0 ? 0 : listHeight / count, count };
  }
}

function measure(list: HTMLElement): Measured {
  const { top, height } = list.getBoundingClientRect();
  const main = document.querySelector("main")?.getBoundingClientRect();
  const screenTop = Math.max(main?.top ?? 0, 0);
  const screenBottom = Math.min(main?.bottom ?? innerHeight, innerHeight);
  return {
    above: screenTop - top,
    height: screenBottom - screenTop,
    listHeight: height,
    scrolled: scrolledBy(),
    page: window.scrollY,
  };
}

const scrolledBy = (): number => document.querySelector("main")?.scrollTop ?? 0;

/** Scroll by so many pixels, whatever it is that scrolls. */
export function scrollPageBy(pixels: number): void {
  const main = document.querySelector("main");
  const before = main?.scrollTop;
  if (main) main.scrollTop += pixels;
  if (main?.scrollTop === before) window.scrollBy(0, pixels);
}
