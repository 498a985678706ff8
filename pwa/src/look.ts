/** Light or dark: as the phone says, or as chosen here. Kept on this phone. */

export type Look = "phone" | "light" | "dark";

const STORED_AT = "cairn.look";
const dark = matchMedia("(prefers-color-scheme: dark)");

export function currentLook(): Look {
  try {
    const stored = localStorage.getItem(STORED_AT);
    return stored === "light" || stored === "dark" ? stored : "phone";
  } catch {
    return "phone";
  }
}

export function setLook(look: Look): void {
  try {
    localStorage.setItem(STORED_AT, look);
  } catch {
    // Not kept; it still holds until the app is closed.
  }
  show(look);
}

/** Show the stored look, and follow the phone when it changes its own. */
export function startLook(): void {
  show(currentLook());
  dark.addEventListener?.("change", () => show(currentLook()));
}

function show(look: Look): void {
  const shown = look === "phone" ? (dark.matches ? "dark" : "light") : look;
  document.documentElement.dataset.look = shown;
}
