/** Screens that use the width of a desk: tables, and cards beside each other. */
import { useEffect } from "preact/hooks";

/** Let the page be as wide as the screen while this one is shown; `main.wide` in style sheets. */
export function useWideMain(): void {
  useEffect(() => {
    const main = document.querySelector("main");
    main?.classList.add("wide");
    return () => main?.classList.remove("wide");
  }, []);
}
