/** What is still to be put right in a draft, each thing with the way to it. */
import type { At } from "../../authoring/draft.ts";
import { t } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { placeWords, problemWords } from "./problem-words.ts";
import type { Editing } from "./use-keeper.ts";

const MOST_SHOWN = 50;

export function ProblemList(props: {
  readonly editing: Editing;
  readonly onOpen: (at: At) => void;
}) {
  const { editing, onOpen } = props;
  const { problems, draft } = editing;
  if (problems.length === 0)
    return <Notice kind="good">{t("Nothing is left to put right.")}</Notice>;
  return (
    <section class="section stack" aria-labelledby="problems">
      <h2 id="problems">{t("To put right")}</h2>
      <ul class="plain">
        {problems.slice(0, MOST_SHOWN).map((problem, place) => (
          <li key={`${problem.at}#${problem.field}${place}`} class="card">
            <button type="button" class="opens" onClick={() => onOpen(screenOf(problem.at))}>
              <span>
                <strong>{placeWords(draft, problem.at) || t("The worksheet itself")}</strong>
                <span>{problemWords(problem)}</span>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN && <p>{t("There are more.")}</p>}
    </section>
  );
}

/** Options and fields are put right on their question's screen. */
const screenOf = (at: At): At => at.split("/").slice(0, 4).join("/");
