/** The phone's people, the open space and its schedule, from opening to closing. */
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { openSpace, type Space } from "../data/database.ts";
import { openPhone, type Phone } from "../data/session.ts";
import { type Schedule, type ScheduleStatus, startSchedule } from "../sync/schedule.ts";

/** `undefined` while it opens; `failed` when the browser lets nothing be stored. */
export function usePhone(): Phone | "failed" | undefined {
  const [phone, setPhone] = useState<Phone | "failed">();
  const [, draw] = useReducer((times: number, _: undefined) => times + 1, 0);
  useEffect(() => {
    openPhone().then(
      (opened) => {
        opened.subscribe(() => draw(undefined));
        setPhone(opened);
      },
      () => setPhone("failed"),
    );
  }, []);
  const currentId = phone && phone !== "failed" ? phone.current?.id : undefined;
  useEffect(() => {
    if (phone && phone !== "failed") void lookForSignIn(phone);
  }, [phone, currentId]);
  return phone;
}

/**
 * Ask for a sign-in that the phone does not know it holds: it may have been killed before
 * it noted one, or all that it held was thrown away.
 */
async function lookForSignIn(phone: Phone): Promise<void> {
  const { current, members, unheardSignOuts } = phone;
  if (members.length === 0) {
    const { findPeople } = await import("../secrets/sign-in.ts");
    await findPeople(phone);
  } else if (current && !phone.isSignedIn(current.id)) {
    // One that has ended here lives on until the server hears of it: it does not count.
    if (unheardSignOuts.some(({ memberId }) => memberId === current.id)) return;
    const { checkSignIn } = await import("../secrets/sign-in.ts");
    await checkSignIn(phone, current.id);
  }
}

const endSignOuts = async (phone: Phone): Promise<boolean> =>
  phone.unheardSignOuts.length === 0 || (await import("../secrets/sign-out.ts")).endSignOuts(phone);

export interface OpenSpace {
  readonly space: Space | undefined;
  readonly status: ScheduleStatus | undefined;
  readonly exchangeNow: () => void;
}

/** The space of whoever uses the phone now. One who signs in again starts anew. */
export function useSpace(phone: Phone | undefined): OpenSpace {
  const collaborative = phone?.collaborative;
  const memberId = phone?.current?.id ?? null;
  const isSignedIn = phone?.isSignedIn(memberId ?? "");
  const [space, setSpace] = useState<Space>();
  const [schedule, setSchedule] = useState<Schedule>();
  const stopSchedule = useRef(() => {});
  const [status, setStatus] = useState<ScheduleStatus>();

  useEffect(() => {
    if (collaborative === undefined) return;
    let isCurrent = true;
    let opened: Space | undefined;
    void openSpace(collaborative, memberId).then((fresh) => {
      if (!isCurrent) return fresh.close();
      opened = fresh;
      setSpace(fresh);
    });
    return () => {
      isCurrent = false;
      setSpace(undefined);
      stopSchedule.current(); // before its databases close
      opened?.close();
    };
  }, [collaborative, memberId]);

  // `isSignedIn` is here because signing in again is a reason to try again.
  useEffect(() => {
    if (!phone || space?.memberId !== memberId) return; // another person's is being opened
    const started = startSchedule(phone, space, { endSignOuts: () => endSignOuts(phone) });
    const stop = started.status.subscribe(setStatus);
    setSchedule(started);
    stopSchedule.current = () => {
      stop();
      started.stop();
    };
    return () => {
      stopSchedule.current();
      setStatus(undefined);
      setSchedule(undefined);
    };
  }, [phone, space, memberId, isSignedIn]);

  return { space, status, exchangeNow: () => void schedule?.now() };
}
