/** What happens to the answers, in plain words, before the first one is given. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import type { Template } from "../worksheets/template.ts";
import { asksForWords } from "./asked.ts";

interface Props {
  readonly survey: Template;
  readonly smallest: number;
}

const Promised = ({ children }: { readonly children: ComponentChildren }) => {
  const heading = useId();
  return (
    <section class="card promise" aria-labelledby={heading}>
      <h2 id={heading}>
        <Icon name="lock" />
        {t("What happens to your answers")}
      </h2>
      <ul>{children}</ul>
    </section>
  );
};

const Sums = ({ survey, smallest }: Props) => (
  <>
    <li>
      {t("They are added to sums and then forgotten. Nobody can look at one person's answers.")}
    </li>
    <li>
      {t("Sums are shown once {smallest} people have answered. Small numbers stay hidden.", {
        smallest,
      })}
    </li>
    {asksForWords(survey) && (
      <li>
        {t(
          "What you write is read apart from your other answers, in mixed order. Do not write names.",
        )}
      </li>
    )}
  </>
);

/** On one's own phone. */
export const SentPromise = (props: Props) => (
  <Promised>
    <li>{t("Only what you pick and write is sent, once, when you tap “Send my answers”.")}</li>
    <Sums {...props} />
    <li>
      {t(
        "While it arrives, whoever runs the server could see your internet address and the time. Cairn writes neither down.",
      )}
    </li>
    <li>
      {t(
        "This page stores nothing on your phone. Your browser's history may show that you opened it.",
      )}
    </li>
  </Promised>
);

/** On a helper's phone. */
export const BoxPromise = (props: Props) => (
  <Promised>
    <li>{t("They go into a box on this phone, mixed with others, with no name and no time.")}</li>
    <li>{t("Whoever holds this phone cannot look at them again.")}</li>
    <Sums {...props} />
    <li>{t("They are sent later, in mixed order.")}</li>
  </Promised>
);
