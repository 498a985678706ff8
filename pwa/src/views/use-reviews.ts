/** The planned reviews whose day has come, as they are kept and as the day changes. */
import { useEffect, useState } from "preact/hooks";
import type { Space } from "../data/database.ts";
import { type KeptReview, keptReviews } from "../data/reviews.ts";
import { dueOn } from "../reviews/due.ts";
import { today } from "../when.ts";

export interface DueReviews {
  readonly due: readonly KeptReview[]; // each day once
  /** All that are kept for the same day as this one. */
  readonly sameDay: (review: KeptReview) => readonly KeptReview[];
}

export function useReviews(space: Space | undefined): DueReviews {
  const [kept, setKept] = useState<readonly KeptReview[]>([]);
  useEffect(() => {
    setKept([]);
    if (!space) return;
    let isCurrent = true;
    const read = async () => {
      try {
        const found = await keptReviews(space);
        if (isCurrent) setKept(found);
      } catch (error) {
        if (isCurrent) throw error; // else the space was closed under a screen that is gone
      }
    };
    const onShown = () => void read(); // a phone that was put away overnight
    onShown();
    const stop = space.subscribe(onShown);
    document.addEventListener("visibilitychange", onShown);
    return () => {
      isCurrent = false;
      stop();
      document.removeEventListener("visibilitychange", onShown);
    };
  }, [space]);
  return {
    due: dueOn(kept, today(new Date())),
    sameDay: ({ day }) => kept.filter((review) => review.day === day),
  };
}
