/** Start: look, language, the way out, then the app; what keeps it on the phone comes last. */
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./styles/directory.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { watchForInstallPrompt } from "./install-prompt.ts";
import { startLanguage } from "./locale.ts";
import { startLook } from "./look.ts";
import { keepFocus } from "./parts/keep-focus.ts";
import { registerServiceWorker } from "./register-service-worker.ts";
import { watchForExit } from "./secrets/exit.ts";

watchForExit();
watchForInstallPrompt();
startLook();
void start();

async function start(): Promise<void> {
  await startLanguage();
  const root = document.getElementById("app");
  if (root) {
    render(<App />, root);
    keepFocus(root);
  }
  void registerServiceWorker();
  // Whoever uses the phone: the box is nobody's.
  void import("./sync/box-schedule.ts").then(({ watchBox }) => watchBox());
}
