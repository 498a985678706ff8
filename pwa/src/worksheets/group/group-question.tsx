/** One question of a run: who answered it, what there is to choose, and what is not kept. */
import { useRef } from "preact/hooks";
import { t } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { type AskedProps, NotesContext } from "../frame.tsx";
import { QuestionView } from "../question.tsx";
import { useServices } from "../services.ts";
import type { Question } from "../template.ts";
import { Choose } from "./choose.tsx";
import type { Write } from "./edit.ts";
import { choicesOf, type Filled, isAnswered, isKept, isOwn } from "./filled.ts";
import type { Shared } from "./shared.ts";
import { spreadWords, whoWords } from "./words.ts";

interface Props extends AskedProps {
  readonly filled: Filled | undefined;
  readonly shared: Shared;
  readonly onChoose: (writes: readonly Write[]) => void;
  /** Somebody types in it; undefined: no more. */
  readonly onHold: (questionId: string | undefined) => void;
}

/** What others answer in the meantime must not change a text under somebody's fingers. */
const isTyped = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "checkbox");

export function GroupQuestion(props: Props) {
  const { question, filled, shared, onChoose, onHold } = props;
  const block = useRef<HTMLDivElement>(null);
  const below = <Below question={question} filled={filled} shared={shared} />;
  const above = (
    <>
      {!isKept(question) && question.type !== "note" && (
        <p class="only-talk">
          <Icon name="lock" />
          {t("Only talk about it: not kept in the shared space.")}
        </p>
      )}
      {filled && choicesOf(question, filled) > 0 && (
        <Choose
          question={question}
          filled={filled}
          shared={shared}
          onChoose={(writes) => {
            onChoose(writes);
            block.current?.querySelector<HTMLElement>(".question")?.focus();
          }}
        />
      )}
    </>
  );
  return (
    <div
      ref={block}
      onFocusIn={(event) => isTyped(event.target) && onHold(question.id)}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !block.current?.contains(to)) onHold(undefined);
      }}
    >
      <NotesContext.Provider value={{ above, below }}>
        <QuestionView {...props} />
      </NotesContext.Provider>
    </div>
  );
}

function Below(props: {
  readonly question: Question;
  readonly filled: Filled | undefined;
  readonly shared: Shared;
}) {
  const { question, filled, shared } = props;
  return (
    <>
      {isOwn(question) ? (
        <Spread {...props} />
      ) : (
        filled &&
        isAnswered(filled) &&
        choicesOf(question, filled) === 0 &&
        question.type !== "repeat" && (
          <p class="hint">
            {t("Answered by {people}.", {
              people: whoWords(filled.given[0]?.members ?? [], shared),
            })}
          </p>
        )
      )}
      {question.flags.includes("share") && (
        <p class="hint">
          {t(
            "May be shared with the learning space after a check. Cairn does not send it there yet.",
          )}
        </p>
      )}
      {question.flags.includes("review2") && (
        <p class="hint">{t("Ask a second person to check this for private facts first.")}</p>
      )}
    </>
  );
}

/** Others' numbers are shown to who has given their own: each is to be given alone. */
function Spread({ question, filled, shared }: Parameters<typeof Below>[0]) {
  const services = useServices();
  const given = filled?.given ?? [];
  const isMine = given.some(({ members }) => members.includes(shared.member.id));
  return (
    <p class="hint">
      {given.length === 0
        ? t("Everyone answers alone. All answers are kept side by side.")
        : isMine
          ? spreadWords(question, given, services)
          : t("Others have answered. You see their answers next to yours once you give it.")}
    </p>
  );
}
