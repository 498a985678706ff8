/** A form to be signed, before it is printed: what is missing, and what stays empty. */
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import type { Missing } from "./required.ts";
import type { Question } from "./template.ts";

interface Props {
  readonly missing: readonly Missing[];
  readonly empty: readonly Question[];
  readonly onQuestion: (sectionId: string, questionId: string) => void;
  readonly onBack: () => void;
  readonly onLook: () => void;
}

export const BeforePrinting = ({ missing, empty, onQuestion, onBack, onLook }: Props) => (
  <Page title={t("Before it is printed")} back={onBack}>
    {missing.length > 0 && (
      <section class="stack">
        <p>{t("This form needs a little more before anyone can sign it.")}</p>
        {missing.map((one) => (
          <div class="card stack" key={one.question.id}>
            <h2>{one.question.text}</h2>
            {one.options.length > 0 && (
              <ul>
                {one.options.map((option) => (
                  <li key={option.id}>{option.text}</li>
                ))}
              </ul>
            )}
            <button
              type="button"
              class="button main"
              onClick={() => onQuestion(one.sectionId, one.question.id)}
            >
              {one.options.length > 0 ? t("Talk about it now") : t("Fill it in now")}
            </button>
          </div>
        ))}
      </section>
    )}
    {empty.length > 0 && (
      <Notice kind="warn">
        <h2>{t("Left empty")}</h2>
        <ul>
          {empty.map((question) => (
            <li key={question.id}>{question.text}</li>
          ))}
        </ul>
        <p>
          {t(
            "You can print it so. Where a line is empty on the paper, fill it in by hand before anyone signs, or strike it out.",
          )}
        </p>
      </Notice>
    )}
    {missing.length === 0 && (
      <button type="button" class="button main wide" onClick={onLook}>
        <Icon name="sheet" />
        {t("Look at the form")}
      </button>
    )}
  </Page>
);
