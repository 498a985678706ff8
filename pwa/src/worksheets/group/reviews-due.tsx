/** On the list of worksheets: a group's review has come round. It says no more than that. */
import type { Space } from "../../data/database.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { dayInWords } from "../../when.ts";
import { useTemplate } from "../catalogue.ts";
import { dayOf } from "../days.ts";
import { useRuns } from "./hooks.ts";
import { dueReviews, reviewPlaces } from "./reviews.ts";
import type { Run } from "./run.ts";

interface Props {
  readonly space: Space;
  readonly onOpen: (templateId: string) => void;
}

export function GroupReviewsDue({ space, onOpen }: Props) {
  const { runs = [] } = useRuns(space);
  const templateIds = [...new Set(runs.map(({ templateId }) => templateId))];
  return (
    <>
      {templateIds.map((id) => (
        <OfTemplate
          key={id}
          templateId={id}
          runs={runs.filter(({ templateId }) => templateId === id)}
          onOpen={onOpen}
        />
      ))}
    </>
  );
}

function OfTemplate(props: {
  readonly templateId: string;
  readonly runs: readonly Run[];
  readonly onOpen: (templateId: string) => void;
}) {
  const { template } = useTemplate(props.templateId);
  const today = dayOf(new Date());
  const due = template ? dueReviews(props.runs, today, reviewPlaces(template)) : [];
  return (
    <>
      {due.map(({ id, day }) => (
        <Notice key={id}>
          <p>
            {day === today
              ? t("You planned a review today.")
              : t("You planned a review on {day}.", { day: dayInWords(day) })}
          </p>
          <div class="row">
            <Button id={`review-${id}`} onClick={() => props.onOpen(props.templateId)}>
              {t("Open")}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  );
}
