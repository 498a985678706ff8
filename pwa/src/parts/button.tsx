/** A button: its words, and a drawing beside them. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

interface Props {
  readonly icon?: IconName;
  readonly kind?: "main" | "quiet" | "bad";
  readonly wide?: boolean;
  readonly submits?: boolean;
  readonly isBusy?: boolean; // stays in place and focused, and does nothing
  readonly id?: string;
  readonly lang?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly label?: string; // read out in place of the words, which it must hold
  readonly shortcut?: string; // keys that do the same, as `aria-keyshortcuts` writes them
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

export const Button = (props: Props) => (
  <button
    id={props.id}
    type={props.submits ? "submit" : "button"}
    class={`button ${props.kind ?? ""} ${props.wide ? "wide" : ""}`}
    lang={props.lang}
    aria-disabled={props.isBusy ? "true" : undefined}
    aria-pressed={props.pressed}
    aria-expanded={props.expanded}
    aria-controls={props.controls}
    aria-label={props.label}
    aria-keyshortcuts={props.shortcut}
    onClick={(event) => {
      if (props.isBusy) event.preventDefault();
      else props.onClick?.();
    }}
  >
    {props.icon && <Icon name={props.icon} />}
    <span>{props.children}</span>
  </button>
);
