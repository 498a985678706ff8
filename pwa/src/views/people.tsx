/** Who uses this phone: change person, add one, sign out. */
import { useState } from "preact/hooks";
import { t, tn } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";

export function People() {
  const { phone, member, navigation } = useCairn();
  const others = phone.members.filter(({ id }) => id !== member?.id);
  return (
    <section class="section stack">
      <h2>{t("Who uses this phone")}</h2>
      {member && (
        <p class="line">
          <Icon name="people" />
          <span>
            <strong>{member.displayName}</strong>{" "}
            {member.device.name && <span class="soft">{member.device.name}</span>}
          </span>
        </p>
      )}
      {others.map((other) => (
        <Button
          key={other.id}
          icon="people"
          wide
          onClick={() => {
            void phone.change(other.id);
            announce(t("Now used by {name}", { name: other.displayName }));
          }}
        >
          {t("Change to {name}", { name: other.displayName })}
        </Button>
      ))}
      <Button id="add-person" wide onClick={() => navigation.go({ name: "sign-in" })}>
        {member && phone.signedInAs !== member.id ? t("Sign in") : t("Add a person")}
      </Button>
      {member && <SignOut />}
    </section>
  );
}

function SignOut() {
  const { phone, status } = useCairn();
  const [isAsking, setAsking] = useState(false);
  const [isUntold, setUntold] = useState(false);
  const waiting = status?.waiting ?? 0;
  const leave = async () => {
    const { signOut } = await import("../secrets/sign-in.ts");
    setAsking(false);
    setUntold(!(await signOut(phone)));
  };
  if (isUntold) {
    return (
      <Notice kind="warn" role="status">
        {t("You are signed out here. The server could not be told: there is no signal.")}
      </Notice>
    );
  }
  if (!isAsking) {
    return (
      <Button icon="leave" wide onClick={() => setAsking(true)}>
        {t("Sign out")}
      </Button>
    );
  }
  return (
    <Notice kind="warn">
      {waiting > 0 && (
        <p>
          <strong>
            {tn(
              "{n} change is waiting to be sent. It stays on this phone until you sign in here again.",
              "{n} changes are waiting to be sent. They stay on this phone until you sign in here again.",
              waiting,
            )}
          </strong>
        </p>
      )}
      <p>{t("To sign in again you need signal and your passphrase.")}</p>
      <div class="row">
        <Button kind="bad" onClick={() => void leave()}>
          {t("Sign out")}
        </Button>
        <Button onClick={() => setAsking(false)}>{t("Stay")}</Button>
      </div>
    </Notice>
  );
}
