/** One question on screen, whatever its type and flags. */
import { useId } from "preact/hooks";
import { type AskedProps, Frame, isHidden } from "./frame.tsx";
import { Mask } from "./mask.tsx";
import { PickQuestion } from "./pick-question.tsx";
import { ByHand, Directory, Statement, Talk } from "./prompts.tsx";
import { isByHand, isEndDay } from "./required.ts";
import { Rows } from "./rows.tsx";
import { isStatement } from "./seams.ts";
import { ServiceField } from "./service-field.tsx";
import { useServices } from "./services.ts";
import { rowsOf, withAnswer } from "./sheet.ts";
import { Writing } from "./writing.tsx";

export function QuestionView(props: AskedProps) {
  const { question } = props;
  if (isByHand(question)) return <ByHand {...props} />;
  if (isStatement(question)) return <Statement {...props} />;
  switch (question.type) {
    case "note":
      return <Frame question={question} />;
    case "talk":
      return <Talk {...props} />;
    case "directory":
      return <ServiceQuestion {...props} />;
    case "choice":
    case "multi":
    case "scale":
      return <PickQuestion {...props} />;
    case "repeat":
      return <RowsQuestion {...props} />;
    default:
      return <WordsQuestion {...props} />;
  }
}

function WordsQuestion({ template, sheet, change, question }: AskedProps) {
  const label = useId();
  const help = useId();
  const answer = sheet.answers.get(question.id);
  const kind = question.type === "date" || question.type === "text" ? question.type : "longtext";
  return (
    <Frame question={question} labelId={label} helpId={help}>
      <Mask hides={isHidden(question, sheet)} labelId={label}>
        {(masked) => (
          <Writing
            kind={kind}
            value={typeof answer === "string" ? answer : ""}
            labelId={label}
            helpId={question.help ? help : undefined}
            masked={masked}
            isEndDay={isEndDay(question)}
            asksForRole={question.flags.some((flag) => flag === "id" || flag === "nopii")}
            onChange={(value) =>
              change((before) => withAnswer(template, before, question.id, value))
            }
          />
        )}
      </Mask>
    </Frame>
  );
}

/** A service to pick; where there is no directory to pick from, a way to it. */
function ServiceQuestion(props: AskedProps) {
  const { template, sheet, change, question } = props;
  const label = useId();
  const help = useId();
  const answer = sheet.answers.get(question.id);
  if (useServices() === undefined) return <Directory {...props} />;
  return (
    <Frame question={question} labelId={label} helpId={help}>
      <Mask hides={isHidden(question, sheet)} labelId={label}>
        {(masked) => (
          <ServiceField
            labelledBy={label}
            serviceId={typeof answer === "string" ? answer : undefined}
            masked={masked}
            onChange={(id) => change((before) => withAnswer(template, before, question.id, id))}
          />
        )}
      </Mask>
    </Frame>
  );
}

function RowsQuestion({ template, sheet, change, question }: AskedProps) {
  const label = useId();
  const help = useId();
  return (
    <Frame question={question} labelId={label} helpId={help} isGroup>
      <Mask hides={isHidden(question, sheet)} labelId={label}>
        {(masked) => (
          <Rows
            question={question}
            rows={rowsOf(sheet, question.id)}
            masked={masked}
            onChange={(changeRows) =>
              change((before) =>
                withAnswer(template, before, question.id, changeRows(rowsOf(before, question.id))),
              )
            }
          />
        )}
      </Mask>
    </Frame>
  );
}
