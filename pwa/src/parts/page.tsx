/** One screen: the way back, its heading with the focus on it, and what it holds. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "./icon.tsx";
import { scrollToPlace } from "./scroll.ts";

interface Props {
  readonly title: string;
  readonly back?: (() => void) | undefined;
  /** Where the screen was left, when it is gone back to. */
  readonly arrival?: { readonly scroll: number; readonly focused: string } | undefined;
  readonly children: ComponentChildren;
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
