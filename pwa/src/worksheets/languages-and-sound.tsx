/** A worksheet's second language, and what can be heard of it. */
import { currentLanguage, languageName, t } from "../locale.ts";
import { Choices, Form } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { reader } from "../sound/index.ts";
import { languageOf } from "./catalogue.ts";
import { useReader } from "./read-aloud.tsx";
import { RecordingsCard } from "./recordings-card.tsx";
import { otherLanguages, showSecond } from "./second.ts";
import type { Template } from "./template.ts";
import { useSecondLanguage, useTongues } from "./tongues.ts";

export const LanguagesAndSound = ({ template }: { readonly template: Template }) => (
  <details class="aids">
    <summary>
      <Icon name="sound" />
      {t("Languages and sound")}
    </summary>
    <div class="stack">
      <TwoLanguages />
      <Sound template={template} />
    </div>
  </details>
);

function TwoLanguages() {
  const second = useSecondLanguage();
  const tongues = useTongues();
  const others = otherLanguages();
  const [other] = others;
  if (other === undefined) return null;
  const first = languageName(currentLanguage());
  return (
    <Form onSubmit={() => {}}>
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          checked={second !== undefined}
          onChange={(event) => showSecond(event.currentTarget.checked ? other : undefined)}
        />
        <span>
          {others.length === 1
            ? t("Show two languages: {first} and {second}", {
                first,
                second: languageName(other),
              })
            : t("Show two languages")}
        </span>
      </label>
      {second !== undefined && others.length > 1 && (
        <Choices
          label={t("The second language")}
          value={second}
          choices={others.map((tag) => ({ value: tag, label: languageName(tag), lang: tag }))}
          onChange={showSecond}
        />
      )}
      {tongues?.hasFailed && (
        <p class="hint" role="status">
          {t("This language is not on this phone yet. Try again where there is signal.")}
        </p>
      )}
    </Form>
  );
}

function Sound({ template }: { readonly template: Template }) {
  const tongues = useTongues();
  useReader();
  const shown = [languageOf(template), ...(tongues?.second ? [tongues.second.language] : [])];
  const recorded = [
    { language: languageOf(template), recordings: tongues?.recordings ?? {} },
    ...(tongues?.second ? [tongues.second] : []),
  ].filter(({ recordings }) => Object.keys(recordings).length > 0);
  const silent = shown.filter((language) => !reader.hasVoice(language));
  return (
    <>
      {silent.length < shown.length && (
        <p class="hint">
          {t("“Read aloud” says the questions, never what was filled in. Mind who is near.")}
        </p>
      )}
      {silent.length > 0 && (
        <p class="hint">
          {t(
            "This phone has no voice of its own for {language}, so nothing is read aloud in it. Voices from the network are never used.",
            { language: silent.map(languageName).join(", ") },
          )}
        </p>
      )}
      {recorded.map(({ language, recordings }) => (
        <RecordingsCard
          key={language}
          language={language}
          templateId={template.id}
          recordings={recordings}
        />
      ))}
    </>
  );
}
