/** Taking a release back. No release is kept on the phone: what to do is done with the paper. */
import { useEffect } from "preact/hooks";
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Notice } from "../parts/notice.tsx";
import type { Asking } from "./frame.tsx";
import { CallService } from "./service-field.tsx";
import { useServices } from "./services.ts";
import { shownSections } from "./sheet.ts";

const firstWords = (): string =>
  t("This phone keeps no release, so it cannot stop one. The paper can. Do this now:");

export function TakingBack({ template, sheet, onQuestion }: Asking) {
  const services = useServices();
  useEffect(() => announce(firstWords()), []);
  const agency = shownSections(template, sheet)
    .flatMap(({ id, questions }) => questions.map(({ type, ...one }) => ({ id, type, one })))
    .find(({ type }) => type === "directory");
  const serviceId = agency && sheet.answers.get(agency.one.id);
  const entry = serviceId === undefined ? undefined : services?.entryById.get(`${serviceId}`);
  return (
    <Notice kind="warn">
      <p>{firstWords()}</p>
      <ol>
        <li>{t("Write “taken back”, and the day, across the paper and across each copy.")}</li>
        <li>{t("Tell the agency today. Ask them to stop, and to write down the day.")}</li>
        <li>{t("Tell everyone on your team who could share under it.")}</li>
      </ol>
      {entry && <CallService entry={entry} />}
      {agency && entry === undefined && onQuestion && (
        <div class="row">
          <button type="button" class="button" onClick={() => onQuestion(agency.id, agency.one.id)}>
            {t("Pick the agency, to call it")}
          </button>
        </div>
      )}
      <p>{t("“We are done” offers a note to print that says it has ended.")}</p>
    </Notice>
  );
}
