/** Who uses this phone: change person, add one, sign out. */
import { useState } from "preact/hooks";
import type { MemberOnPhone } from "../data/session.ts";
import { t, tn } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { useCairn } from "./context.ts";
import { waitingWords } from "./sync-strip.tsx";
import { useWaiting } from "./use-waiting.ts";

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
            <strong>
              <bdi>{member.displayName}</bdi>
            </strong>{" "}
            {member.device.name && <bdi class="soft">{member.device.name}</bdi>}
          </span>
        </p>
      )}
      {others.map((other) => (
        <Other key={other.id} other={other} />
      ))}
      <Button id="add-person" wide onClick={() => navigation.go({ name: "sign-in" })}>
        {member && !phone.isSignedIn(member.id) ? t("Sign in") : t("Add a person")}
      </Button>
      {member && <SignOut key={member.id} member={member} />}
      <Untold />
    </section>
  );
}

/** Somebody else on this phone: how many of their changes wait, never what they are. */
function Other({ other }: { readonly other: MemberOnPhone }) {
  const { phone } = useCairn();
  const waiting = useWaiting(other.id);
  const words = [
    waitingWords(waiting),
    phone.isSignedIn(other.id) ? "" : t("Must sign in again."),
  ].filter(Boolean);
  return (
    <div class="stack">
      <Button
        id={`change-${other.id}`}
        icon="people"
        wide
        onClick={() => {
          void phone.change(other.id);
          announce(t("Now used by {name}", { name: other.displayName }));
        }}
      >
        {t("Change to {name}", { name: other.displayName })}
      </Button>
      {words.length > 0 && <p class="soft">{words.join(" ")}</p>}
    </div>
  );
}

/** Who is signed out here while the server does not know it yet. */
function Untold() {
  const { phone } = useCairn();
  const ids = new Set(phone.unheardSignOuts.map(({ memberId }) => memberId));
  const names = phone.members.filter(({ id }) => ids.has(id)).map(({ displayName }) => displayName);
  return names.length === 0 ? null : (
    <Notice kind="warn" role="status">
      {t("Signed out on this phone: {names}. The server will be told when there is signal.", {
        names: names.join(", "),
      })}
    </Notice>
  );
}

function SignOut({ member }: { readonly member: MemberOnPhone }) {
  const { phone, status } = useCairn();
  const [isAsking, setAsking] = useState(false);
  const waiting = status?.waiting ?? 0;
  const leave = async () => {
    const { signOut } = await import("../secrets/sign-out.ts");
    await signOut(phone, member);
  };
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
