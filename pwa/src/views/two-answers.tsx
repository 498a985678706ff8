/** For editors: every entry that two people answered differently at the same time. */
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";
import { fieldWords } from "./field-words.ts";
import { type Undecided, useUndecided } from "./use-questions.ts";

export function TwoAnswersView() {
  const { navigation } = useCairn();
  const undecided = useUndecided();
  return (
    <Page title={t("Two answers: choose")} back={navigation.back} arrival={navigation.arrival}>
      {undecided === undefined && <p class="soft">{t("Opening the directory…")}</p>}
      {undecided?.length === 0 && (
        <div class="card stack">
          <h2>{t("Nothing to choose")}</h2>
          <p>
            {t(
              "When two people change the same thing at the same time, both answers wait here until an editor chooses.",
            )}
          </p>
        </div>
      )}
      {undecided && undecided.length > 0 && (
        <>
          <h2>
            {tn("{n} entry has two answers", "{n} entries have two answers", undecided.length)}
          </h2>
          <ul class="plain">
            {undecided.map((one) => (
              <UndecidedCard key={one.document.id} undecided={one} />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function UndecidedCard({ undecided: { document, name, questions } }: { undecided: Undecided }) {
  const { navigation } = useCairn();
  const fields = questions.map(({ field }) => fieldWords(field)).join(", ");
  return (
    <li class="card stack">
      <h3>{name ?? t("A place without a name")}</h3>
      <p class="soft">{kindWords(document.id)}</p>
      <p>{t("About: {fields}", { fields })}</p>
      <Button
        id={`choose-${document.id}`}
        icon="check"
        kind="main"
        onClick={() => navigation.go({ name: "choose", id: document.id })}
      >
        {name ? t("Choose for {name}", { name }) : t("Choose")}
      </Button>
    </li>
  );
}

function kindWords(id: string): string {
  if (id.startsWith("organization:")) return t("Organization");
  return id.startsWith("location:") ? t("Place") : t("Service");
}
