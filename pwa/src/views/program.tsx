/** "Our program": one tap away from wherever it is needed, with or without signal. */
import { commonsOf } from "../data/database.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { later } from "../parts/later.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { ProgramFacts } from "../program/facts.tsx";
import { PROGRAM_ID, programIn, readProgram } from "../program/program.ts";
import { dayInWords } from "../when.ts";
import { isCoordinator, useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

const OtherVersion = later(() => import("./other-version.tsx").then((part) => part.OtherVersion));

export function ProgramView() {
  const cairn = useCairn();
  const { space, navigation } = cairn;
  const mayChange = isCoordinator(cairn);
  const documents = useDocuments(space, "program");
  const shown = space && programIn(documents, commonsOf(space.collaborative));
  const facts = readProgram(shown?.body ?? {});
  return (
    <Page title={t("Our program")} back={navigation.back} arrival={navigation.arrival}>
      {shown?.waiting && (
        <Notice>{t("You changed this page. The change is waiting to be sent.")}</Notice>
      )}
      {shown !== undefined && shown.conflicts.length > 0 && (
        <Notice kind="warn">
          {mayChange
            ? t(
                "Two coordinators changed this page at the same time. You see one of the two versions. If the other is right, change this page to say the same.",
              )
            : t(
                "Two coordinators changed this page at the same time. You see one of the two versions. Ask to be sure.",
              )}
        </Notice>
      )}
      {mayChange &&
        shown?.conflicts.map((other, place) => (
          <OtherVersion key={place} shown={shown.body} other={other} />
        ))}
      <ProgramFacts facts={facts} />
      {facts.updatedOn && (
        <p class="soft">{t("Last changed {day}", { day: dayInWords(facts.updatedOn) })}</p>
      )}
      {mayChange && (
        <Button
          id="edit-program"
          icon="pen"
          wide
          onClick={() => navigation.go({ name: "edit-program", id: PROGRAM_ID })}
        >
          {t("Change this page")}
        </Button>
      )}
    </Page>
  );
}
