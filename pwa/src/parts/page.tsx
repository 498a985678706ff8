/** One screen: the way back, its heading with the focus on it, and what it holds. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "./icon.tsx";
import { scrollToPlace } from "./scroll.ts";

/** Where a screen that is gone back to was left. */
export interface Arrival {
  readonly scroll: number;
  readonly focused: string;
}

interface Props {
  readonly title: string;
  readonly back?: (() => void) | undefined;
  readonly arrival?: Arrival | undefined;
  readonly children?: ComponentChildren;
}

export function Page({ title, back, arrival, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    scrollToPlace(arrival?.scroll ?? 0);
    const leftFrom = arrival?.focused ? document.getElementById(arrival.focused) : null;
    (leftFrom ?? heading.current)?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="page">
      <div class="page-head">
        {back && (
          <button type="button" class="back" onClick={back}>
            <Icon name="back" />
            {t("Back")}
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
