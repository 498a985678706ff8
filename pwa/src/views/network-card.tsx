/** One other directory: how it stands, and what a coordinator can do about it. */
import { useState } from "preact/hooks";
import { t, tn } from "../locale.ts";
import { faultWords, type Network } from "../networks/network.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { agoInWords } from "../when.ts";

interface Props {
  readonly network: Network;
  readonly isBusy: boolean;
  readonly onAct: (
    action: "check" | "accept" | "pause" | "resume" | "remove",
    done?: string,
  ) => void;
}

export function NetworkCard({ network, isBusy, onAct }: Props) {
  const { id, name, isPaused, fault, wouldGo } = network;
  const [isAsking, setAsking] = useState(false);
  return (
    <section class="card stack" id={`network-${id}`}>
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <Facts network={network} isBusy={isBusy} />
      {fault && !isPaused && (
        <Notice kind="warn" role="status">
          {faultWords(fault)}
        </Notice>
      )}
      {wouldGo > 0 && (
        <Notice kind="warn" role="status">
          <p>
            {tn(
              "{n} entry is gone over there: more than half of all. It is still kept here. Ask them whether that is right.",
              "{n} entries are gone over there: more than half of all. They are still kept here. Ask them whether that is right.",
              wouldGo,
            )}
          </p>
          <div class="row">
            <Button onClick={() => onAct("accept", t("It is being fetched."))}>
              {t("It is right: take them out here too")}
            </Button>
          </div>
        </Notice>
      )}
      <LeftOut network={network} />
      <div class="row">
        {!isPaused && (
          <Button isBusy={isBusy} onClick={() => onAct("check", t("It is being fetched."))}>
            {t("Check now")}
          </Button>
        )}
        <Button onClick={() => onAct(isPaused ? "resume" : "pause")}>
          {isPaused ? t("Go on") : t("Pause")}
        </Button>
        {!isAsking && (
          <Button id={`remove-${id}`} kind="quiet" icon="cross" onClick={() => setAsking(true)}>
            {t("Remove…")}
          </Button>
        )}
      </div>
      {isAsking && (
        <Notice kind="warn">
          <p>
            {t(
              "Its services go from here, and from each phone when it next has signal. Our own notes about them are kept for our editors, and are back when it is followed again.",
            )}
          </p>
          <div class="row">
            <Button kind="bad" onClick={() => onAct("remove", t("The directory is removed."))}>
              {t("Remove the directory")}
            </Button>
            <Button onClick={() => setAsking(false)}>{t("Keep the directory")}</Button>
          </div>
        </Notice>
      )}
    </section>
  );
}

function Facts({ network, isBusy }: { readonly network: Network; readonly isBusy: boolean }) {
  const { url, entries, succeededAt, isPaused } = network;
  return (
    <>
      <p class="soft prose" translate={false}>
        {url}
      </p>
      <ul class="facts">
        <li>
          <Icon name="book" />
          <span>{tn("{n} service", "{n} services", entries)}</span>
        </li>
        <li>
          <Icon name="clock" />
          <span>
            {succeededAt === undefined
              ? t("No contact yet")
              : t("Last contact {when}", { when: agoInWords(succeededAt, Date.now()) })}
          </span>
        </li>
        {isPaused && (
          <li>
            <Icon name="stop" />
            <strong>{t("Paused: it is not fetched")}</strong>
          </li>
        )}
      </ul>
      <p role="status">{isBusy ? t("It is being fetched.") : ""}</p>
    </>
  );
}

/** What did not come in as it is over there: by their IDs, never by what they say. */
function LeftOut({ network: { hidden, refused } }: { readonly network: Network }) {
  return (
    <>
      {hidden.length > 0 && (
        <details>
          <summary>
            {tn(
              "{n} place came in without its address",
              "{n} places came in without their address",
              hidden.length,
            )}
          </summary>
          <p class="soft">
            {t("They are private over there, or may be shelters. These are their IDs over there:")}
          </p>
          <Ids ids={hidden} />
        </details>
      )}
      {refused.length > 0 && (
        <details>
          <summary>
            {tn(
              "{n} entry could not be taken in",
              "{n} entries could not be taken in",
              refused.length,
            )}
          </summary>
          <p class="soft">{t("Tell them these IDs, so that they can put them right:")}</p>
          <Ids ids={refused} />
        </details>
      )}
    </>
  );
}

const Ids = ({ ids }: { readonly ids: readonly string[] }) => (
  <ul class="plain" translate={false}>
    {ids.map((id) => (
      <li key={id} class="prose">
        {id}
      </li>
    ))}
  </ul>
);
