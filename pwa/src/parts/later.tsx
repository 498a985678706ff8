/** A part of the app that is fetched when it is first shown, to keep the first screen small. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Notice } from "./notice.tsx";

/** Wrap `load`; the part shows once it is here, and says so when it cannot be fetched. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [Part, setPart] = useState(() => loaded);
    const [hasFailed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (part) => {
          loaded = part;
          setPart(() => part);
        },
        () => setFailed(true),
      );
    }, []);
    if (Part) return <Part {...props} />;
    return hasFailed ? (
      <Notice kind="warn" role="alert">
        {t("This part is not on this phone yet. Open it once where there is signal.")}
      </Notice>
    ) : null;
  };
}
