/** How many changes of somebody on this phone wait to be sent, counted anew after each contact. */
import { useEffect, useState } from "preact/hooks";
import { countWaiting } from "../data/waiting.ts";
import { useCairn } from "./context.ts";

export function useWaiting(memberId: string): number {
  const { status } = useCairn();
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const show = (count: number) => {
      if (isCurrent) setWaiting(count);
    };
    // It fails when a newer tab changed the database: the screen asks for a reload then.
    countWaiting(memberId).then(show, () => undefined);
    return () => {
      isCurrent = false;
    };
  }, [memberId, status]);
  return waiting;
}
