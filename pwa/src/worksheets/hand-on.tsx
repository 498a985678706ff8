/**
 * At the end: "Add to our count?" and "Tell the directory team?". No, unless somebody taps.
 *
 * What is handed on leaves by the way the app gives (`HandOnContext`); nothing here stores or
 * sends. Each is offered once for a worksheet.
 */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useId, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { type CountedPicks, countables, countedPicks, type Fix, foundFix } from "./handing-on.ts";
import { useServices } from "./services.ts";
import { type HandedOn, type Session, sessions } from "./session.ts";
import type { Template } from "./template.ts";

export interface HandsOn {
  /** Both resolve to true once it is saved on this phone. */
  readonly count: (templateId: string, picks: CountedPicks) => Promise<boolean>;
  readonly fix: (fix: Fix) => Promise<boolean>;
}

/** Undefined: nobody is signed in, so there is nowhere to hand it to. */
export const HandOnContext = createContext<HandsOn | undefined>(undefined);

export function HandOn(props: { readonly template: Template; readonly session: Session }) {
  const { template, session } = props;
  const hands = useContext(HandOnContext);
  const services = useServices();
  if (!hands) return null;
  const { sheet, handedOn } = session;
  const picks = countedPicks(template, sheet);
  const counted = countables(template, picks, t("Not sure"));
  const fix = foundFix(template, sheet);
  const service = fix && services?.entryById.get(fix.serviceId);
  return (
    <>
      {counted.length > 0 && (
        <Offer
          what="count"
          isDone={handedOn.has("count")}
          title={t("Add to our count?")}
          doneWords={t("Added to our count.")}
          button={t("Yes, count these words")}
          onHand={() => hands.count(template.id, picks)}
        >
          <p>{t("Only these words are counted, with no name, no day and no phone:")}</p>
          <ul>
            {counted.map(({ question, options }) => (
              <li key={question}>
                {question} <strong>{options.join(", ")}</strong>
              </li>
            ))}
          </ul>
          <p class="soft">
            {t(
              "They wait on this phone, mixed with others, until they are sent. If not, nothing is counted.",
            )}
          </p>
        </Offer>
      )}
      {fix && service && (
        <Offer
          what="fix"
          isDone={handedOn.has("fix")}
          title={t("Tell the directory team?")}
          doneWords={t("The directory team will be told.")}
          button={t("Yes, tell them")}
          onHand={() => hands.fix(fix)}
        >
          <p>
            {service.name}: <strong>{fix.words}</strong>
          </p>
          <p class="soft">
            {t("It goes out in your name as an ordinary report, with nothing of this talk.")}
          </p>
        </Offer>
      )}
    </>
  );
}

function Offer(props: {
  readonly what: HandedOn;
  readonly isDone: boolean;
  readonly title: string;
  readonly doneWords: string;
  readonly button: string;
  readonly onHand: () => Promise<boolean>;
  readonly children: ComponentChildren;
}) {
  const { what, isDone, title, doneWords, button, onHand, children } = props;
  const heading = useId();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  if (isDone) {
    return (
      <p class="held">
        <Icon name="check" />
        {doneWords}
      </p>
    );
  }
  const hand = async () => {
    if (isBusy) return;
    setBusy(true);
    const isSaved = await onHand().catch(() => false);
    setBusy(false);
    setFailed(!isSaved);
    if (!isSaved) return;
    sessions.handOn(what);
    announce(doneWords);
  };
  return (
    <section class="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
      {hasFailed && (
        <Notice kind="bad" role="alert">
          {t("This phone could not save it. Nothing was handed on.")}
        </Notice>
      )}
      <div class="row">
        <button type="button" class="button" onClick={() => void hand()}>
          {button}
        </button>
      </div>
    </section>
  );
}
