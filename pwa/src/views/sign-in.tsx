/** Sign in: once for each person on this phone, with signal. After that, opening needs nothing. */
import { useState } from "preact/hooks";
import { t, tn } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Check, Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import type { SignInFailure } from "../secrets/account-door.ts";
import { signIn } from "../secrets/sign-in.ts";
import { useCairn } from "./context.ts";
import { CopyLost } from "./waiting.tsx";

interface Props {
  readonly isFirst: boolean; // nobody ever signed in on this phone
  readonly onDone: () => void;
}

export function SignInView({ isFirst, onDone }: Props) {
  const { phone, navigation, member } = useCairn();
  const isAgain = member !== undefined && !phone.isSignedIn(member.id);
  const [name, setName] = useState(isAgain ? member.name : "");
  const [passphrase, setPassphrase] = useState("");
  const [deviceName, setDeviceName] = useState(() => member?.device.name || t("My phone"));
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<SignInFailure>();

  const submit = async () => {
    setTried(true);
    if (isBusy || name.trim() === "" || passphrase === "") return;
    setBusy(true);
    setFailure(undefined);
    announce(t("Signing in. This takes a few seconds on this phone."));
    const request = { name, passphrase, deviceName: deviceName.trim() || t("My phone") };
    const result = await signIn(phone, request).catch(
      (error: unknown) =>
        ({ ok: false, failure: { status: "failed", reason: String(error) } }) as const,
    );
    setBusy(false);
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    setPassphrase("");
    onDone();
  };

  return (
    <Page
      title={isFirst ? t("Set up this phone") : t("Sign in")}
      back={isFirst ? undefined : navigation.back}
    >
      {isFirst && <CopyLost />}
      {isFirst && (
        <p>
          {t(
            "To set up this phone, sign in once where there is signal. After that, the directory opens without signal and without signing in.",
          )}
        </p>
      )}
      <Form onSubmit={() => void submit()}>
        <TextField
          label={t("Name")}
          hint={t("The sign-in name that your coordinator gave you.")}
          value={name}
          maxLength={64}
          wrong={tried && name.trim() === "" ? t("Write your sign-in name.") : undefined}
          onInput={setName}
        />
        <div class="stack">
          <TextField
            label={t("Passphrase")}
            type={isShown ? "text" : "password"}
            value={passphrase}
            wrong={tried && passphrase === "" ? t("Write your passphrase.") : undefined}
            onInput={setPassphrase}
          />
          <Check label={t("Show the passphrase")} checked={isShown} onChange={setShown} />
        </div>
        <TextField
          label={t("Name of this phone")}
          hint={t("So that you know it in a list, if it is ever lost.")}
          value={deviceName}
          maxLength={60}
          onInput={setDeviceName}
        />
        {failure && (
          <Notice kind="bad" role="alert">
            <p>{failureWords(failure)}</p>
            {failure.status === "wrong" && (
              <p>{t("Capital letters and spaces count. Show the passphrase and look at each.")}</p>
            )}
          </Notice>
        )}
        {isBusy && (
          <Notice>
            <p>{t("Signing in. This takes a few seconds on this phone.")}</p>
            <progress aria-label={t("Signing in")} />
          </Notice>
        )}
        <Button submits kind="main" wide icon="lock" isBusy={isBusy}>
          {isBusy ? t("Signing in…") : t("Sign in")}
        </Button>
      </Form>
    </Page>
  );
}

function failureWords(failure: SignInFailure): string {
  switch (failure.status) {
    case "offline":
      return t("No signal. Signing in needs it; try again where there is some.");
    case "wrong":
      return t("The name or passphrase is not right.");
    case "wait": {
      const minutes = Math.max(1, Math.ceil(failure.seconds / 60));
      return tn(
        "Too many tries. Wait {n} minute, then try again.",
        "Too many tries. Wait {n} minutes, then try again.",
        minutes,
      );
    }
    case "unsafe":
      return t(
        "This phone did not agree to how the server wants to sign in. Tell your coordinator.",
      );
    case "failed":
      return /^The server answered \d+\.$/.test(failure.reason)
        ? t("There is signal, but Cairn's server does not work right now. Try again later.")
        : t("Signing in did not work: {reason}", { reason: t(failure.reason) });
  }
}
