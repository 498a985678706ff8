/** "Take it": choose the lines, look at the copy, print or save it, and be asked to erase. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../locale.ts";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { printAlone, saveText } from "../parts/ways-out.ts";
import { ChooseLines } from "./choose-lines.tsx";
import { type Copy, copyOf, countLines, isWhole, offeredParts } from "./copy.ts";
import { copyText, FILE_NAME } from "./copy-text.ts";
import { Paper, Preview } from "./paper.tsx";
import type { TakePlace, TakeStep, Way } from "./session.ts";
import type { Sheet } from "./sheet.ts";
import type { Template } from "./template.ts";

interface Props {
  readonly template: Template;
  readonly sheet: Sheet;
  readonly place: TakePlace;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onStep: (step: TakeStep) => void;
  readonly onHanded: () => void;
  /** To "What do you want now?" */
  readonly onBack: () => void;
  readonly onErase: () => void;
}

export function Take(props: Props) {
  const { template, sheet, place, chosen, onChoose, onStep, onHanded, onBack, onErase } = props;
  const forget = useRef<(() => void) | undefined>(undefined);
  // Covered, left or erased: what was handed over leaves the page in the same moment, not after.
  useLayoutEffect(() => () => forget.current?.(), []);
  const copy = copyOf(template, sheet, chosen);
  const hand = () => {
    forget.current?.();
    forget.current =
      place.way === "paper"
        ? printAlone(<Paper copy={copy} />)
        : saveText(copyText(copy), FILE_NAME);
    onHanded();
    onStep("taken");
  };
  const step = place.step === "choose" && isWhole(template) ? "look" : place.step;
  switch (step) {
    case "choose":
      return (
        <ChooseLines
          key={step}
          parts={offeredParts(template, sheet)}
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
          onBack={isWhole(template) ? onBack : () => onStep("choose")}
          onStop={onBack}
          onHand={hand}
        />
      );
    case "taken":
      return (
        <Taken
          key={step}
          way={place.way}
          onErase={onErase}
          onAgain={() => onStep("look")}
          onBack={onBack}
        />
      );
  }
}

const LookAtCopy = (props: {
  readonly way: Way;
  readonly copy: Copy;
  readonly onBack: () => void;
  readonly onStop: () => void;
  readonly onHand: () => void;
}) => (
  <Page title={t("Look at the copy")} back={props.onBack}>
    <Preview copy={props.copy} />
    <Notice kind="warn">
      <h2>{t("Before you take it")}</h2>
      <ul>
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
    "A printer may remember what it printed. So may this phone, for a while. Use a printer you trust.",
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
