/** One screen: the way back, its heading with the focus on it, and what it holds. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "./icon.tsx";
import { scrollToPlace } from "./scroll.ts";

/** Where a screen that is gone back to was left. */
export interface Arrival {
  readonly scroll: number;
  readonly focused: string;
}

/** What a screen gives to every page within it. */
export interface Surroundings {
  /** For a page that is not given its own. */
  readonly arrival?: Arrival | undefined;
  /** Stands beside the way back. */
  readonly beside?: ComponentChildren;
}

export const SurroundingsContext = createContext<Surroundings>({});

interface Props {
  readonly title: string;
  readonly back?: (() => void) | undefined;
  readonly arrival?: Arrival | undefined;
  readonly children?: ComponentChildren;
}

export function Page({ title, back, arrival, children }: Props) {
  const around = useContext(SurroundingsContext);
  const place = arrival ?? around.arrival;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    scrollToPlace(place?.scroll ?? 0);
    const leftFrom = place?.focused ? document.getElementById(place.focused) : null;
    (leftFrom ?? heading.current)?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="page">
      <div class="page-head">
        {(back || around.beside) && (
          <div class="row beside">
            {back && (
              <button type="button" class="back" onClick={back}>
                <Icon name="back" />
                {t("Back")}
              </button>
            )}
            {around.beside}
          </div>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
