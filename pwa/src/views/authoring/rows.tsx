/** Parts in their order: each can be opened, moved, copied and removed, by keys too. */
import type { ComponentChildren } from "preact";
import {
  type At,
  copied,
  moved,
  type Part,
  partsIn,
  removed,
  textOf,
  withList,
} from "../../authoring/draft.ts";
import { t, tn } from "../../locale.ts";
import { announce } from "../../parts/announcer.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { countUnder, nameOf } from "./problem-words.ts";
import type { Editing } from "./use-keeper.ts";

interface Props {
  readonly editing: Editing;
  readonly at: At; // of the part that holds them
  readonly list: "sections" | "questions" | "fields" | "options";
  /** What leads into one, or what is changed in place. */
  readonly children: (part: Part, at: At, place: number) => ComponentChildren;
  readonly mayCopy?: boolean;
}

export function PartRows({ editing, at, list, children, mayCopy = false }: Props) {
  const { keeper, draft, problems } = editing;
  const holder = at === "" ? draft : (editing.part(at) ?? {});
  const parts = partsIn(holder, list);
  const set = (next: readonly Part[]) => keeper.change(withList(draft, at, list, () => next));
  const move = (place: number, by: -1 | 1) => {
    const part = parts[place];
    const next = moved(parts, place, by);
    if (!part || next === parts) return;
    set(next);
    announce(by < 0 ? t("Moved up") : t("Moved down"));
    focusAfterwards(`${by < 0 ? "up" : "down"}-${textOf(part, "id")}`);
  };
  return (
    <ol class="plain part-rows">
      {parts.map((part, place) => {
        const here = `${at === "" ? "" : `${at}/`}${list}/${place}`;
        const name = nameOf(part);
        const id = textOf(part, "id");
        const wrong = countUnder(problems, here);
        return (
          <li key={id} class="card stack">
            {children(part, here, place)}
            {wrong > 0 && (list === "sections" || list === "questions") && (
              <p class="wrong">{tn("{n} thing to put right", "{n} things to put right", wrong)}</p>
            )}
            <div class="row part-moves">
              <Button
                id={`up-${id}`}
                kind="quiet"
                isBusy={place === 0}
                label={t("Move up: {name}", { name })}
                onClick={() => move(place, -1)}
              >
                {t("Up")}
              </Button>
              <Button
                id={`down-${id}`}
                kind="quiet"
                isBusy={place === parts.length - 1}
                label={t("Move down: {name}", { name })}
                onClick={() => move(place, 1)}
              >
                {t("Down")}
              </Button>
              {mayCopy && (
                <Button
                  kind="quiet"
                  label={t("Copy: {name}", { name })}
                  onClick={() => {
                    set(copied(draft, parts, place));
                    announce(t("Copied"));
                  }}
                >
                  {t("Copy")}
                </Button>
              )}
              <Button
                kind="quiet"
                label={t("Remove: {row}", { row: name })}
                onClick={() => {
                  keeper.changeWithUndo(withList(draft, at, list, () => removed(parts, place)));
                  announce(t("Removed. You can undo it."));
                  focusAfterwards("undo-removal");
                }}
              >
                {t("Remove")}
              </Button>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What was just removed, and the way to have it back. */
export function UndoRemoval({ editing }: { readonly editing: Editing }) {
  const { undo } = editing.keeper;
  return undo ? (
    <div class="saved">
      <Notice role="status">
        <div class="row">
          <span>{t("Removed.")}</span>
          <Button id="undo-removal" onClick={undo}>
            {t("Undo")}
          </Button>
        </div>
      </Notice>
    </div>
  ) : null;
}

/** Once it is drawn again: the element may have moved, and lost the focus on the way. */
const focusAfterwards = (id: string): void => {
  requestAnimationFrame(() => setTimeout(() => document.getElementById(id)?.focus()));
};
