/** The open worksheet, as screens see it. */
import { useEffect, useState } from "preact/hooks";
import { type Ending, type Session, sessions } from "./session.ts";

/** Draw again with every change of the session. */
export function useSession(): {
  readonly session: Session | undefined;
  readonly ending: Ending | undefined;
} {
  const [, setDrawn] = useState(0);
  useEffect(() => sessions.subscribe(() => setDrawn((drawn) => drawn + 1)), []);
  return { session: sessions.current(), ending: sessions.ending() };
}
