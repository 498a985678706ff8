/** A framed sentence or two that must be seen: good to know, take care, or went wrong. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type Kind = "info" | "good" | "warn" | "bad";

const ICONS: Readonly<Record<Kind, IconName>> = {
  info: "talk",
  good: "check",
  warn: "warn",
  bad: "warn",
};

interface Props {
  readonly kind?: Kind;
  readonly role?: "status" | "alert";
  readonly children: ComponentChildren;
}

export const Notice = ({ kind = "info", role, children }: Props) => (
  <div class={`notice ${kind}`} role={role}>
    <Icon name={ICONS[kind]} />
    <div>{children}</div>
  </div>
);
