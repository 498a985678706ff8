/** The browser's offer to install, kept until the person asks for it. It comes once, early. */

export interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | undefined;
const listeners = new Set<() => void>();

export function watchForInstallPrompt(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    keep(event as InstallPrompt);
  });
  addEventListener("appinstalled", () => keep(undefined));
}

export const canInstall = (): boolean => offered !== undefined;

/** Have the browser ask. It does so once for each offer, so this one is gone then. */
export function askToInstall(): void {
  const prompt = offered;
  keep(undefined);
  void prompt?.prompt();
}

export function onInstallPrompt(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(prompt: InstallPrompt | undefined): void {
  offered = prompt;
  for (const listener of listeners) listener();
}
