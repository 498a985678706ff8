/** What must be reported: in the program's own words, or that they must be asked for. */
import { useContext } from "preact/hooks";
import { currentLanguage, t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { ProgramContext } from "./context.ts";
import { said } from "./program.ts";

const MOST_LETTERS = 400; // beside a question; the whole stands on its own page

export function ReportingNotice() {
  const program = useContext(ProgramContext);
  const own = program && said(program.facts.mustReport, currentLanguage());
  if (!program || !own) return <Fallback />;
  return (
    <Notice kind="warn">
      <p>
        <strong>{t("What we must report")}</strong>
      </p>
      <p class="prose" lang={own.lang}>
        {shortened(own.text)}
      </p>
      {own.text.length > MOST_LETTERS && (
        <Button onClick={program.open}>{t("Read all of it")}</Button>
      )}
    </Notice>
  );
}

/** What must be reported differs by state, tribe and job. */
const Fallback = () => (
  <Notice kind="warn">
    {t(
      "What you must report depends on your state or tribe and your job. Ask your coordinator before you need it.",
    )}
  </Notice>
);

/** The text up to a whole word, and a sign that it goes on. */
export function shortened(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  const cut = text.slice(0, MOST_LETTERS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("\n"), 1))} …`;
}
