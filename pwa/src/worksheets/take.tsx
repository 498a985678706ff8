/** "Take it": choose the lines, look at the copy, print or save it, and be asked to erase. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { LANGUAGES, type Language, languageName, sayIn, type Tongue, t } from "../locale.ts";
import { Choices, Form } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { FILE_NAME, printAlone, saveText } from "../parts/ways-out.ts";
import { BeforePrinting } from "./before-printing.tsx";
import { ChooseLines } from "./choose-lines.tsx";
import { type Copy, copyOf, countLines, isWhole, offeredParts } from "./copy.ts";
import { copyText } from "./copy-text.ts";
import { dayOf } from "./days.ts";
import { Paper, Preview } from "./paper.tsx";
import { isTakenBack, leftEmpty, missingOf } from "./required.ts";
import { useServices } from "./services.ts";
import type { TakePlace, TakeStep, Way } from "./session.ts";
import type { Sheet } from "./sheet.ts";
import type { Template } from "./template.ts";
import { useCopyLanguage } from "./tongues.ts";

interface Props {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly place: TakePlace;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onStep: (step: TakeStep) => void;
  readonly onHanded: () => void;
  readonly onQuestion: (sectionId: string, questionId: string) => void;
  /** To "What do you want now?" */
  readonly onBack: () => void;
  readonly onErase: () => void;
}

export function Take(props: Props) {
  const { template, sheet, place, chosen, onChoose, onStep, onHanded, onQuestion, onBack } = props;
  const services = useServices();
  const forget = useRef<(() => void) | undefined>(undefined);
  // Covered, left or erased: what was handed over leaves the page in the same moment, not after.
  useLayoutEffect(() => () => forget.current?.(), []);
  const today = dayOf(new Date());
  const { language, tongue, inTongue, change } = useCopyLanguage(template);
  const copy = sayIn(tongue, () => copyOf(inTongue, sheet, chosen, { services, today }));
  const hand = () => {
    forget.current?.();
    forget.current =
      place.way === "paper"
        ? sayIn(tongue, () => printAlone(<Paper copy={copy} language={language} />))
        : saveText(
            sayIn(tongue, () => copyText(copy)),
            FILE_NAME,
          );
    onHanded();
    onStep("taken");
  };
  const isForm = isWhole(template);
  const isEnded = isForm && isTakenBack(template, sheet);
  const step = isEnded && place.step === "choose" ? "look" : place.step;
  if (step !== "taken" && isForm && !isEnded) {
    const missing = missingOf(template, sheet, today);
    const empty = leftEmpty(template, sheet);
    if (missing.length > 0 || step === "choose")
      return (
        <BeforePrinting
          missing={missing}
          empty={empty}
          onQuestion={onQuestion}
          onBack={onBack}
          onLook={() => onStep("look")}
        />
      );
  }
  switch (step) {
    case "choose":
      return (
        <ChooseLines
          key={step}
          parts={offeredParts(template, sheet, services)}
          count={countLines(copy)}
          chosen={chosen}
          onChoose={onChoose}
          onBack={onBack}
          onLook={() => onStep("look")}
        />
      );
    case "look":
      return (
        <LookAtCopy
          key={step}
          way={place.way}
          copy={copy}
          isForm={isForm}
          tongue={tongue}
          onLanguage={change}
          onBack={isEnded ? onBack : () => onStep("choose")}
          onStop={onBack}
          onHand={hand}
        />
      );
    case "taken":
      return (
        <Taken
          key={step}
          way={place.way}
          onErase={props.onErase}
          onAgain={() => onStep("look")}
          onBack={onBack}
        />
      );
  }
}

const LookAtCopy = (props: {
  readonly way: Way;
  readonly isForm: boolean;
  readonly copy: Copy;
  readonly tongue: Tongue;
  readonly onLanguage: (language: Language) => void;
  readonly onBack: () => void;
  readonly onStop: () => void;
  readonly onHand: () => void;
}) => (
  <Page title={t("Look at the copy")} back={props.onBack}>
    <Form onSubmit={() => {}} label={t("Language of the copy")}>
      <Choices
        label={t("Language of the copy")}
        value={props.tongue.language}
        choices={LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag), lang: tag }))}
        onChange={props.onLanguage}
      />
    </Form>
    <Preview copy={props.copy} tongue={props.tongue} />
    <Notice kind="warn">
      <h2>{t("Before you take it")}</h2>
      <ul>
        {props.isForm && (
          <li>{t("One goes in your program's file. Make another only if it is wanted.")}</li>
        )}
        {(props.way === "paper" ? paperWarnings() : fileWarnings()).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
    <button type="button" class="button main wide" onClick={props.onHand}>
      {props.way === "paper" ? t("Print it") : t("Save the file")}
    </button>
    <button type="button" class="button wide" onClick={props.onStop}>
      {t("Do not take it")}
    </button>
  </Page>
);

const paperWarnings = (): readonly string[] => [
  t("Paper can be found. Think first about where it will be."),
  t(
    "A printer, and the list of what waits to be printed, may remember it. So may this phone, for a while. Use a printer you trust.",
  ),
  t("Pick a real printer. “Save as PDF” leaves a file on this phone."),
];

const fileWarnings = (): readonly string[] => [
  t("The file goes to the downloads on this phone. Its name is {name}.", { name: FILE_NAME }),
  t(
    "Whoever can open this phone can find it. The list of downloads also says when, and from which site.",
  ),
  t("Many phones copy files to a cloud. Somebody who shares that account can read it there."),
  t("Erasing the worksheet does not erase the file. Delete it yourself, and from the trash too."),
  t("You can also write it down by hand from this screen. Then nothing stays on the phone."),
];

const Taken = (props: {
  readonly way: Way;
  readonly onErase: () => void;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}) => (
  <Page title={t("Erase the worksheet now?")} back={props.onBack}>
    <p>
      {props.way === "paper"
        ? t("Is it on paper? Then the phone does not need it any more.")
        : t("Is the file there? Then this app does not need it any more.")}
    </p>
    <button type="button" class="button main wide" onClick={props.onErase}>
      {t("Keep nothing. Erase it now")}
    </button>
    <button type="button" class="button wide" onClick={props.onAgain}>
      {t("It did not work. Try again")}
    </button>
    <button type="button" class="button wide" onClick={props.onBack}>
      {t("Not yet. Go back")}
    </button>
  </Page>
);
