/** What is open, as screens see it. */
import { useEffect, useState } from "preact/hooks";
import { type Ending, type Session, sessions } from "./session.ts";

/** Draw again with every change of the session. Another person's session ends here, unseen. */
export function useSession(owner: string | undefined): {
  /** The one in front. */
  readonly session: Session | undefined;
  /** All, the one in front first. */
  readonly open: readonly Session[];
  readonly ending: Ending | undefined;
} {
  const [, setDrawn] = useState(0);
  useEffect(() => sessions.subscribe(() => setDrawn((drawn) => drawn + 1)), []);
  const session = sessions.current();
  const isMine = session === undefined || session.owner === owner;
  useEffect(() => {
    if (!isMine) sessions.endAll("left");
  }, [isMine]);
  const open = isMine ? sessions.open() : [];
  return { session: open[0], open, ending: sessions.ending() };
}
