/** Start of the public survey page: no app, no storage, no service worker. */
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./worksheets/worksheets.css";
import "./surveys/surveys.css";
import { render } from "preact";
import { preferredLanguage, showLanguage } from "./locale.ts";
import { keepFocus } from "./parts/keep-focus.ts";
import { watchForExit } from "./secrets/exit.ts";
import { PublicPage } from "./surveys/public-page.tsx";
import { surveyIn } from "./surveys/public-survey.ts";

watchForExit();
void start();

async function start(): Promise<void> {
  await showLanguage(preferredLanguage(navigator.languages));
  const root = document.getElementById("app");
  if (!root) return;
  render(<PublicPage id={surveyIn(location.pathname)} />, root);
  keepFocus(root);
}
