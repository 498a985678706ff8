/** Where the page is scrolled to: `main` on most screens, the whole document with very large text. */

const scrolled = (): Element => document.querySelector("main") ?? document.documentElement;

export const scrollPlace = (): number => Math.max(scrolled().scrollTop, window.scrollY);

export function scrollToPlace(place: number): void {
  scrolled().scrollTop = place;
  window.scrollTo(0, place);
}
