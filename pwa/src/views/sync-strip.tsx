/** One line on how this phone stands with the others; opens the screen that says more. */

import { t, tn } from "../locale.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { agoInWords } from "../when.ts";
import { type Cairn, useCairn } from "./context.ts";

interface Standing {
  readonly icon: IconName;
  readonly isWarning: boolean;
  readonly words: string;
}

export function SyncStrip() {
  const cairn = useCairn();
  const { icon, isWarning, words } = standingOf(cairn);
  return (
    <button
      id="sync-strip"
      type="button"
      class={`strip ${isWarning ? "warn" : ""}`}
      onClick={() =>
        cairn.member
          ? cairn.navigation.go({ name: "waiting" })
          : cairn.navigation.start({ name: "settings" })
      }
    >
      <Icon name={icon} />
      <span>{words}</span>
    </button>
  );
}

/** A new version waits for a tap, but not for one nobody knows of. */
export function UpdateStrip() {
  const { update, navigation } = useCairn();
  return update.isReady ? (
    <button type="button" class="strip" onClick={() => navigation.start({ name: "settings" })}>
      <Icon name="gear" />
      <span>{t("A new version is ready. Tap to read more.")}</span>
    </button>
  ) : null;
}

/** The most important thing to know first. */
export function standingOf({ member, status, phone, space }: Cairn): Standing {
  if (!member)
    return {
      icon: "people",
      isWarning: true,
      words: t("No one is using this phone. Tap to choose."),
    };
  if (!status) return { icon: "clock", isWarning: false, words: t("Opening…") };
  if (phone.copyLost || space?.copyLost) {
    return {
      icon: "warn",
      isWarning: true,
      words: t("The browser removed this phone's copy. Tap to read more."),
    };
  }
  const waiting = waitingWords(status.waiting);
  if (status.refused > 0) {
    const words = tn(
      "{n} change was not taken. Tap to look.",
      "{n} changes were not taken. Tap to look.",
      status.refused,
    );
    return { icon: "warn", isWarning: true, words };
  }
  if (status.state === "signed_out" || !phone.isSignedIn(member.id)) {
    return {
      icon: "lock",
      isWarning: true,
      words: join(t("Sign in again to send and receive."), waiting),
    };
  }
  if (status.state === "exchanging")
    return { icon: "send", isWarning: false, words: t("Sending and receiving…") };
  if (status.state === "error") {
    return {
      icon: "warn",
      isWarning: true,
      words: join(t("Sending did not work. Tap to read more."), waiting),
    };
  }
  if (status.state === "offline") {
    return {
      icon: "warn",
      isWarning: false,
      words: join(t("No signal."), waiting || lastWords(status.lastExchangedAt)),
    };
  }
  if (status.waiting > 0) return { icon: "send", isWarning: false, words: waiting };
  return { icon: "check", isWarning: false, words: lastWords(status.lastExchangedAt) };
}

export const waitingWords = (waiting: number): string =>
  waiting === 0
    ? ""
    : tn("{n} change waiting to be sent.", "{n} changes waiting to be sent.", waiting);

export const lastWords = (at: number | undefined): string =>
  at === undefined
    ? t("Nothing received yet.")
    : t("Last sent and received {when}.", { when: agoInWords(at, Date.now()) });

const join = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(" ");
