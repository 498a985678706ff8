/** What every part of the week editor may do, and the way back after a large step. */
import type { Week } from "../directory/week.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";

export interface Hand {
  /** The ID of a control: a screen may have a week of the service and one of each place. */
  readonly id: (name: string) => string;
  readonly week: Week;
  readonly isTried: boolean; // somebody tried to save hours that are not finished
  readonly undoAt: string | undefined;
  readonly undoWords: string;
  readonly change: (week: Week) => void;
  /** Change much at once; `words` say what was done, and an "Undo" stands at `place`. */
  readonly changeLoosely: (week: Week, place: string, words: string) => void;
  readonly takeBack: () => void;
}

interface Props {
  readonly place: string;
  readonly hand: Hand;
  readonly onTakenBack?: () => void;
}

/** Stands where the step was taken. */
export function UndoNote({ place, hand, onTakenBack }: Props) {
  if (hand.undoAt !== place) return null;
  return (
    <Notice kind="good">
      <div class="row">
        <span>{hand.undoWords}</span>
        <Button
          id={undoId(place, hand)}
          onClick={() => {
            hand.takeBack();
            onTakenBack?.();
          }}
        >
          {t("Undo")}
        </Button>
      </div>
    </Notice>
  );
}

export const undoId = (place: string, hand: Hand): string => hand.id(`undo-${place}`);

/** Once it has been drawn, go to what has this ID. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => setTimeout(() => document.getElementById(id)?.focus()));
}
