/** For coordinators: whose public directories are found here too. Needs signal. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JsonObject } from "../data/json.ts";
import { t } from "../locale.ts";
import { type Network, networksIn, refusalWords } from "../networks/network.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { askAccounts } from "../secrets/account-door.ts";
import { AddNetwork } from "./add-network.tsx";
import { useCairn } from "./context.ts";
import { NetworkCard } from "./network-card.tsx";

const POLL_MS = 1500;
const DOOR = "/api/networks";

type Failure = "offline" | "signed_out" | { readonly word: string | undefined };

export function NetworksView() {
  const { navigation, member, exchangeNow } = useCairn();
  const [networks, setNetworks] = useState<readonly Network[]>();
  const [failure, setFailure] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const isOver = useRef(false);
  const memberId = member?.id ?? "";

  /** Ask the server; undefined: done, else why not. */
  const ask = async (path: string, body?: JsonObject): Promise<Failure | undefined> => {
    const request = (address: string, init: RequestInit) => fetch(address, init);
    const answer = await askAccounts(request, DOOR + path, {
      memberId,
      ...(body ? { body } : {}),
    });
    if (isOver.current) return undefined;
    if (!answer.ok) {
      if (answer.failure.status === "wrong") return "signed_out";
      return answer.failure.status === "failed" ? { word: answer.failure.word } : "offline";
    }
    setNetworks(networksIn(answer.value) ?? []);
    return undefined;
  };
  const act = async (path: string, done?: string) => {
    const wrong = await ask(path, {});
    setFailure(wrong && failureWords(wrong));
    if (!wrong && done) announce(done);
    if (!wrong) exchangeNow();
  };
  const read = async () => {
    const wrong = await ask("");
    setFailure(wrong && failureWords(wrong));
  };

  useEffect(() => {
    isOver.current = false;
    void read();
    return () => {
      isOver.current = true;
    };
  }, [memberId]);

  const isWaiting = networks?.some((one) => isBusy(one)) ?? false;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => void read().then(exchangeNow), POLL_MS);
    return () => clearTimeout(timer);
  }, [networks]);

  return (
    <Page title={t("Other directories")} back={navigation.back} arrival={navigation.arrival}>
      <p>
        {t(
          "Public directories of other collaboratives. Their services are found here too, also without signal, and say whose they are. They stay theirs: nobody can change them here, and they are not shown to the public from here.",
        )}
      </p>
      {failure && (
        <Notice kind="warn" role="alert">
          {failure}
        </Notice>
      )}
      {networks === undefined && !failure && <p class="soft">{t("Asking the server…")}</p>}
      {networks === undefined && failure && (
        <Button onClick={() => void read()}>{t("Try again")}</Button>
      )}
      {networks?.length === 0 && <p class="soft">{t("There is none yet.")}</p>}
      {networks?.map((network) => (
        <NetworkCard
          key={network.id}
          network={network}
          isBusy={isBusy(network)}
          onAct={(action, done) => void act(`/${network.id}/${action}`, done)}
        />
      ))}
      {networks && !isAdding && (
        <Button id="add-network" kind="main" wide onClick={() => setAdding(true)}>
          {t("Add a directory")}
        </Button>
      )}
      {isAdding && (
        <AddNetwork
          onAdd={async (body) => {
            const wrong = await ask("", body);
            if (wrong) return failureWords(wrong);
            setAdding(false);
            setFailure(undefined);
            announce(t("Added. It is being fetched."));
            return undefined;
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

/** Being fetched, or about to be for the first time. */
const isBusy = ({ isFetching, triedAt, isPaused }: Network): boolean =>
  isFetching || (triedAt === undefined && !isPaused);

function failureWords(failure: Failure): string {
  if (failure === "offline") return t("This needs signal. Try again where there is some.");
  if (failure === "signed_out") return t("Sign in again first.");
  return refusalWords(failure.word);
}
