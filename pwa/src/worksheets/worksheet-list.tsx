/** The worksheets to choose from, and the one that is open. */
import { t } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { useTemplates } from "./catalogue.ts";
import { hasAnswers, sessions } from "./session.ts";
import type { Template } from "./template.ts";
import { useSession } from "./use-session.ts";

interface Props {
  readonly onOpen: (templateId: string) => void;
  /** The member who uses the phone. */
  readonly owner?: string | undefined;
  /** Undefined where the list is a tab of its own. */
  readonly onLeave?: (() => void) | undefined;
}

export function WorksheetList({ onOpen, owner, onLeave }: Props) {
  const templates = useTemplates();
  const { session, ending } = useSession(owner);
  const open = hasAnswers(session) ? session : undefined;
  return (
    <Page title={t("Worksheets")} back={onLeave}>
      <p>{t("Nothing you fill in is kept or sent. When you are done, it is erased.")}</p>
      {open && (
        <Notice>
          <p>{t("A worksheet is open. It is only in this phone's memory.")}</p>
          <div class="row">
            <button type="button" class="button main" onClick={() => onOpen(open.templateId)}>
              {t("Go on with it")}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                sessions.end("left");
                announce(t("Erased from this phone's memory."));
              }}
            >
              {t("Erase it")}
            </button>
          </div>
        </Notice>
      )}
      {ending === "forgotten" && (
        <Notice role="status">
          {t("The worksheet was erased. Nobody touched the phone for a long time.")}
        </Notice>
      )}
      <ul class="worksheets">
        {templates.map((template) => (
          <li key={template.id}>
            <Choice template={template} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

const Choice = (props: {
  readonly template: Template;
  readonly onOpen: (templateId: string) => void;
}) => (
  <button
    type="button"
    class="card worksheet-choice"
    id={`open-${props.template.id.slice(0, 1)}`}
    onClick={() => props.onOpen(props.template.id)}
  >
    <Icon name={props.template.about === "guide" ? "ear" : "sheet"} />
    <span>
      <strong>{props.template.title}</strong>
      <span>{props.template.purpose}</span>
    </span>
  </button>
);
