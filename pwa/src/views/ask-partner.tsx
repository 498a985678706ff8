/** For editors: a link by which a service confirms its own entry, once and without an account. */
import "../surveys/surveys.css";
import { useState } from "preact/hooks";
import { isText } from "../data/json.ts";
import { isListed } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { askAccounts } from "../secrets/account-door.ts";
import { dayInWords } from "../when.ts";
import { useCairn } from "./context.ts";

interface Link {
  readonly address: string;
  readonly endsOn: string; // YYYY-MM-DD
}

export function AskPartnerView({ id }: { readonly id: string }) {
  const { directory, navigation, member } = useCairn();
  const [link, setLink] = useState<Link>();
  const [wrong, setWrong] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  if (!member) return null;
  const entry = directory.entryById.get(id);
  if (entry && !isListed(entry.document.body)) {
    return (
      <Page title={t("Ask the service itself")} back={navigation.back}>
        <p>{entry.name}</p>
        <Notice kind="info">
          {t("This entry is not in the directory now, so nothing needs confirming.")}
        </Notice>
      </Page>
    );
  }

  const make = async () => {
    setBusy(true);
    const request = (address: string, init: RequestInit) => fetch(address, init);
    const answer = await askAccounts(request, "/api/directory/confirm-links", {
      memberId: member.id,
      body: { service: id },
    });
    setBusy(false);
    const { path, ends_on: endsOn } = answer.ok ? answer.value : {};
    if (isText(path) && isText(endsOn)) {
      setLink({ address: location.origin + path, endsOn });
      setWrong(undefined);
    } else {
      setWrong(t("The link is made on the server. Try again where there is signal."));
    }
  };

  return (
    <Page title={t("Ask the service itself")} back={navigation.back}>
      <p>{entry?.name}</p>
      <p>
        {t(
          "Send them a link. They see this entry, and say with one tap that all is still true, or tell an editor what is not. They need no account.",
        )}
      </p>
      {wrong && (
        <Notice kind="warn" role="alert">
          {wrong}
        </Notice>
      )}
      {link ? (
        <Made link={link} />
      ) : (
        <Button kind="main" wide isBusy={isBusy} onClick={() => void make()}>
          {t("Make a link")}
        </Button>
      )}
    </Page>
  );
}

function Made({ link }: { readonly link: Link }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.address);
      setCopied(true);
      announce(t("Copied"));
    } catch {
      setCopied(false); // it can be copied by hand: it is on screen
    }
  };
  return (
    <section class="section stack">
      <h2>{t("The link to send")}</h2>
      <Notice role="status">
        {t("It works once, until {day}. It is shown only now. Send it to the service alone.", {
          day: dayInWords(link.endsOn),
        })}
      </Notice>
      <p class="survey-link" translate={false}>
        {link.address}
      </p>
      <div class="row">
        <Button onClick={() => void copy()}>{isCopied ? t("Copied") : t("Copy the link")}</Button>
      </div>
    </section>
  );
}
