/** The answers are on their way: it goes on trying while the page is open, and says so. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { type Sent, sendAnswer, waitMs } from "../sync/send-answer.ts";
import { Hotlines, type OwnLine } from "./hotlines.tsx";

interface Props {
  readonly id: string;
  readonly body: string;
  readonly own: OwnLine | undefined;
}

const request = (url: string, init: RequestInit) => fetch(url, init);

export function Sending({ id, body, own }: Props) {
  const { sent, tried, tryNow } = useSending(id, body);
  const isOver = sent === "counted" || sent === "refused";
  return (
    <Page key={isOver ? "over" : "sending"} title={isOver ? t("Thank you") : t("Sending")}>
      {sent === "counted" ? (
        <Notice kind="good" role="status">
          <p>{t("Your answers were counted. Nothing is left of them on this phone.")}</p>
          <p>{t("You can close this page.")}</p>
        </Notice>
      ) : sent === "refused" ? (
        <Notice kind="warn" role="alert">
          {t("This survey has ended, so your answers were not counted. They are gone from here.")}
        </Notice>
      ) : (
        <>
          <Notice kind={tried > 0 ? "warn" : "info"} role="status">
            <p>
              {tried > 0
                ? t("The line broke. It tries again by itself.")
                : t("One moment. Leave this page open.")}
            </p>
            <p>
              {t(
                "Until it is sent, your answers are only in this page. If you close it, they are gone.",
              )}
            </p>
          </Notice>
          {tried > 0 && (
            <Button kind="main" wide onClick={tryNow}>
              {t("Try now")}
            </Button>
          )}
        </>
      )}
      <Hotlines own={own} />
    </Page>
  );
}

/** Send until the server answers. The same body each time, so that it is counted once. */
function useSending(id: string, body: string) {
  const [sent, setSent] = useState<Sent>();
  const [tried, setTried] = useState(0);
  const [wake, setWake] = useState<() => void>();
  useEffect(() => {
    let isGone = false;
    const run = async () => {
      for (let tries = 1; !isGone; tries++) {
        const outcome = await sendAnswer(request, id, body);
        if (isGone) return;
        setSent(outcome);
        if (outcome === "counted" || outcome === "refused") return;
        setTried(tries);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs(tries, Math.random()));
          const now = () => {
            clearTimeout(timer);
            removeEventListener("online", now);
            resolve();
          };
          addEventListener("online", now);
          setWake(() => now);
        });
      }
    };
    void run();
    return () => {
      isGone = true;
    };
  }, [id, body]);
  return { sent, tried, tryNow: () => wake?.() };
}
