/** A question that is drawn again only when something of its own has changed. */
import { useMemo } from "preact/hooks";
import { currentLanguage } from "../locale.ts";
import type { AskedProps } from "./frame.tsx";
import { QuestionView } from "./question.tsx";
import { isRevoking } from "./required.ts";

/**
 * A key stroke changes one answer of fifty: the other questions stay as they are.
 *
 * So what a question does with the sheet it was drawn with is to look at its own answer;
 * to change the sheet it is handed the one of that moment, never the one it was drawn with.
 */
export function KeptQuestion(props: AskedProps) {
  const { template, sheet, question } = props;
  const { id } = question;
  return useMemo(
    () => <QuestionView {...props} />,
    [
      template,
      question,
      sheet.answers.get(id),
      sheet.skipped.has(id),
      sheet.talked.has(id),
      currentLanguage(),
      isRevoking(question) && sheet, // it looks at the agency too
    ],
  );
}
