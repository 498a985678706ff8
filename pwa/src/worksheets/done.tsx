/** The end of a worksheet: what now, leaving, and that all of it is gone. */
import type { ComponentChildren } from "preact";
import { t } from "../locale.ts";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import type { Ending, Way } from "./session.ts";

/** "What do you want now?" */
export const Done = (props: {
  /** A form to be signed: it comes whole, and on paper first. */
  readonly isForm: boolean;
  readonly reminder: ComponentChildren;
  /** What may be handed on first, if somebody chooses so. */
  readonly handOn?: ComponentChildren;
  readonly onErase: () => void;
  readonly onRead: () => void;
  readonly onTake: (way: Way) => void;
  readonly onBack: () => void;
}) => (
  <Page title={t("What do you want now?")} back={props.onBack}>
    {props.reminder}
    {props.handOn}
    {props.isForm && (
      <button type="button" class="button main wide" onClick={() => props.onTake("paper")}>
        {t("Print it, to sign by hand")}
      </button>
    )}
    <button
      type="button"
      class={props.isForm ? "button wide" : "button main wide"}
      onClick={props.onErase}
    >
      {t("Keep nothing. Erase it now")}
    </button>
    <button type="button" class="button wide" onClick={props.onRead}>
      {t("Read it together once more")}
    </button>
    {!props.isForm && (
      <button type="button" class="button wide" onClick={() => props.onTake("paper")}>
        {t("Take it on paper")}
      </button>
    )}
    <button type="button" class="button wide" onClick={() => props.onTake("file")}>
      {t("Take it as a text file")}
    </button>
    <p class="soft">
      {props.isForm
        ? t("Paper can be found. This form prints whole, and you see it before it is printed.")
        : t("A copy can be found. You choose each line of it, and see it before it is made.")}
    </p>
  </Page>
);

/** Asked before answers would be lost. */
export const AskToErase = (props: {
  readonly onErase: () => void;
  readonly onStay: () => void;
}) => (
  <Page title={t("Leave and erase?")}>
    <p>{t("What you filled in will be erased from this phone's memory. It cannot come back.")}</p>
    <button type="button" class="button main wide" onClick={props.onStay}>
      {t("Go back to the worksheet")}
    </button>
    <button type="button" class="button bad wide" onClick={props.onErase}>
      {t("Erase and leave")}
    </button>
  </Page>
);

/** Asked when another worksheet is open with answers in it. */
export const AskWhichOne = (props: {
  readonly onErase: () => void;
  readonly onStay: () => void;
}) => (
  <Page title={t("Another worksheet is open")} back={props.onStay}>
    <p>
      {t("Only one can be open. To open this one, the other is erased from this phone's memory.")}
    </p>
    <button type="button" class="button main wide" onClick={props.onStay}>
      {t("Keep the other open")}
    </button>
    <button type="button" class="button bad wide" onClick={props.onErase}>
      {t("Erase the other and open this one")}
    </button>
  </Page>
);

/** The session is over: what was erased, and what no app can erase. */
export const Erased = (props: {
  readonly ending: Ending | undefined;
  readonly hasCopy: boolean;
  readonly hasHandedOn: boolean;
  /** Another worksheet waits behind it. */
  readonly hasReminder: boolean;
  readonly isAnotherOpen: boolean;
  readonly onLeave: () => void;
}) => (
  <Page title={t("Erased")}>
    <Notice kind="good" role="status">
      <p>{t("Erased from this phone's memory.")}</p>
      {props.ending === "forgotten" && <p>{t("Nobody touched the phone for a long time.")}</p>}
    </Notice>
    {props.hasHandedOn && (
      <p>{t("What you chose to hand on is kept, with nothing else of this talk.")}</p>
    )}
    {props.hasReminder && (
      <p>
        {props.hasHandedOn
          ? t("The day to be reminded of stays on this phone.")
          : t("Only the day to be reminded of stays on this phone. Nothing was sent.")}
      </p>
    )}
    {props.hasCopy && <p>{t("The copy you took is still there. Only you can erase that one.")}</p>}
    {!props.hasCopy && !props.hasReminder && !props.hasHandedOn && (
      <p>{t("Nothing was stored and nothing was sent. What was said stays between you.")}</p>
    )}
    <p class="soft">{t("A keyboard that learns may still know words you typed.")}</p>
    {props.isAnotherOpen && <p>{t("Your other worksheet is still open, as you left it.")}</p>}
    <button type="button" class="button main wide" onClick={props.onLeave}>
      {t("Close")}
    </button>
  </Page>
);
