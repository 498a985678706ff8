/** Whether a new version of the app is whole on this phone; it takes over only on a tap. */
import { useEffect, useState } from "preact/hooks";
import { changeVersion, onUpdateReady } from "../register-service-worker.ts";

export interface Update {
  readonly isReady: boolean;
  readonly use: () => void;
}

export function useUpdate(): Update {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    void onUpdateReady(() => setReady(true));
  }, []);
  return { isReady, use: () => void changeVersion() };
}
