/** Start of the page behind a partner's link: no app, no storage, no service worker. */
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./styles/directory.css";
import { render } from "preact";
import { tokenIn } from "./confirming/confirm-door.ts";
import { ConfirmPage } from "./confirming/confirm-page.tsx";
import { preferredLanguage, showLanguage } from "./locale.ts";
import { keepFocus } from "./parts/keep-focus.ts";

void start();

async function start(): Promise<void> {
  await showLanguage(preferredLanguage(navigator.languages));
  const root = document.getElementById("app");
  if (!root) return;
  render(<ConfirmPage token={tokenIn(location.pathname)} />, root);
  keepFocus(root);
}
