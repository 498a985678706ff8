/** Answers that could put someone in danger: out of sight until tapped, and again after. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";

interface Props {
  /** Whether the answer is of the kind to hide, and there. */
  readonly hides: boolean;
  readonly labelId: string;
  /** Draws the controls; when masked, without any value. */
  readonly children: (masked: boolean) => ComponentChildren;
}

/**
 * Hides what it holds once a touch or the focus has gone elsewhere. The controls keep
 * their place, so nothing moves under a finger, but hold no value while they are masked.
 */
export function Mask({ hides, labelId, children }: Props) {
  const [shown, setShown] = useState(!hides);
  const box = useRef<HTMLDivElement>(null);
  const button = useId();
  const masked = hides && !shown;

  useEffect(() => {
    const leave = (event: Event) => {
      const inside = event.target instanceof Node && box.current?.contains(event.target);
      setShown(inside ? (before) => before : !hides);
    };
    addEventListener("pointerdown", leave, { capture: true, passive: true });
    addEventListener("focusin", leave, { capture: true });
    return () => {
      removeEventListener("pointerdown", leave, { capture: true });
      removeEventListener("focusin", leave, { capture: true });
    };
  }, [hides]);

  return (
    <div class="mask" ref={box} tabIndex={-1}>
      <div class={masked ? "masked" : ""} aria-hidden={masked ? "true" : undefined} inert={masked}>
        {children(masked)}
      </div>
      {masked && (
        <button
          type="button"
          id={button}
          class="button mask-show"
          aria-labelledby={`${button} ${labelId}`}
          onClick={() => {
            setShown(true);
            box.current?.focus({ preventScroll: true });
          }}
        >
          <Icon name="lock" />
          {t("Hidden. Tap to show")}
        </button>
      )}
    </div>
  );
}

/** Something of the same shape as `text`, with nothing of it. */
export const dotted = (text: string): string => text.replace(/\S/gu, "•");
