/** "You planned a review today": a line for each day that has come, until it is put away. */
import { useState } from "preact/hooks";
import { dropReviews, type KeptReview, keepReview } from "../data/reviews.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { later } from "../parts/later.tsx";
import { Notice } from "../parts/notice.tsx";
import { dayInWords, today } from "../when.ts";
import { useCairn } from "./context.ts";
import { useReviews } from "./use-reviews.ts";

const GroupReviewsDue = later(() =>
  import("../worksheets/group/reviews-due.tsx").then((part) => part.GroupReviewsDue),
);

export function ReviewsDue() {
  const { space, navigation } = useCairn();
  const { due, sameDay } = useReviews(space);
  const [putAway, setPutAway] = useState<readonly KeptReview[]>();
  if (!space) return null;
  const away = async (review: KeptReview) => {
    const all = sameDay(review);
    setPutAway(all);
    await dropReviews(
      space,
      all.map(({ id }) => id),
    );
  };
  const undo = async (reviews: readonly KeptReview[]) => {
    setPutAway(undefined);
    for (const review of reviews) await keepReview(space, review);
  };
  return (
    <>
      {due.map((review) => (
        <Notice key={review.day}>
          <p>
            {review.day === today(new Date())
              ? t("You planned a review today.")
              : t("You planned a review on {day}.", { day: dayInWords(review.day) })}
          </p>
          <div class="row">
            <Button onClick={() => void away(review)}>{t("Take this away")}</Button>
          </div>
        </Notice>
      ))}
      {space.own && (
        <GroupReviewsDue space={space} onOpen={(id) => navigation.go({ name: "worksheet", id })} />
      )}
      {putAway && (
        <Notice kind="good" role="status">
          <div class="row">
            <span>{t("Taken away.")}</span>
            <Button onClick={() => void undo(putAway)}>{t("Undo")}</Button>
          </div>
        </Notice>
      )}
    </>
  );
}
