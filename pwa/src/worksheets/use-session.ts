/** The open worksheet, as screens see it. */
import { useEffect, useState } from "preact/hooks";
import { type Ending, type Session, sessions } from "./session.ts";

/** Draw again with every change of the session. Another person's session ends here, unseen. */
export function useSession(owner: string | undefined): {
  readonly session: Session | undefined;
  readonly ending: Ending | undefined;
} {
  const [, setDrawn] = useState(0);
  useEffect(() => sessions.subscribe(() => setDrawn((drawn) => drawn + 1)), []);
  const session = sessions.current();
  const isMine = session === undefined || session.owner === owner;
  useEffect(() => {
    if (!isMine) sessions.end("left");
  }, [isMine]);
  return { session: isMine ? session : undefined, ending: sessions.ending() };
}
