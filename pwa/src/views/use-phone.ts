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
        if (opened.members.length > 0 && opened.signedInAs === undefined) void findSignIn(opened);
      },
      () => setPhone("failed"),
    );
  }, []);
  return phone;
}

/** The phone may have been killed between asking and noting whose sign-in it holds. */
async function findSignIn(phone: Phone): Promise<void> {
  const { whoIsSignedIn } = await import("../secrets/sign-in.ts");
  await whoIsSignedIn(phone);
}

export interface OpenSpace {
  readonly space: Space | undefined;
  readonly status: ScheduleStatus | undefined;
  readonly exchangeNow: () => void;
}

/** The space of whoever uses the phone now. One who signs in again starts anew. */
export function useSpace(phone: Phone | undefined): OpenSpace {
  const collaborative = phone?.collaborative;
  const memberId = phone?.current?.id ?? null;
  const signedInAs = phone?.signedInAs;
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

  // `signedInAs` is here because another sign-in is a reason to try again.
  useEffect(() => {
    if (!space) return;
    const started = startSchedule(space);
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
  }, [space, signedInAs]);

  return { space, status, exchangeNow: () => void schedule?.now() };
}
