/** Send the hand-out as a text message: first the question whether that is safe. */
import { useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { type Item, messageAddress, messageText } from "./leaflet.ts";

type Step = "closed" | "asking" | "safe";

export function Texting({ items }: { readonly items: readonly Item[] }) {
  const [step, setStep] = useState<Step>("closed");
  if (step === "closed") {
    return (
      <Button wide onClick={() => setStep("asking")}>
        {t("Send as a text message")}
      </Button>
    );
  }
  const words = messageText(items);
  return (
    <Notice kind="warn" role="status">
      <p>
        <strong>{t("Is it safe to get a text? Someone else may read it.")}</strong>
      </p>
      {step === "asking" ? (
        <>
          <Button wide onClick={() => setStep("closed")}>
            {t("No, or not sure")}
          </Button>
          <Button wide onClick={() => setStep("safe")}>
            {t("Yes, they said it is safe")}
          </Button>
        </>
      ) : (
        <>
          <p>{t("The message will say:")}</p>
          <p class="handout-message card" dir="auto">
            {words}
          </p>
          <p>{t("It stays in the messages of both phones. Delete it on this one.")}</p>
          <a class="button main wide" href={messageAddress(words)}>
            {t("Open messages")}
          </a>
          <Button wide onClick={() => setStep("closed")}>
            {t("Do not send")}
          </Button>
        </>
      )}
    </Notice>
  );
}
