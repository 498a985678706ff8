/** Hands the screen inside a place for the days that somebody wants to be reminded of. */
import type { ComponentChildren } from "preact";
import { dropReviews, keepReview } from "../data/reviews.ts";
import { RemindersContext } from "../reviews/context.ts";
import { useCairn } from "./context.ts";

export function RemindersAround({ children }: { readonly children: ComponentChildren }) {
  const { space } = useCairn();
  const reminders = space?.own && {
    keep: (planned: { readonly id: string; readonly day: string }) => keepReview(space, planned),
    drop: (ids: readonly string[]) => dropReviews(space, ids),
  };
  return <RemindersContext.Provider value={reminders}>{children}</RemindersContext.Provider>;
}
