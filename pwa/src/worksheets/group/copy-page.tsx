/** A copy of one run or of all, as a file on this phone. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../locale.ts";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { saveText } from "../../parts/ways-out.ts";
import { useServices } from "../services.ts";
import type { Template } from "../template.ts";
import { copyTitle, TABLE_NAME, TEXT_NAME, tableOf, textOf } from "./copies.ts";
import { fill } from "./filled.ts";
import type { Run } from "./run.ts";

// Spreadsheets take a file without it for one of an old alphabet.
const BYTE_ORDER_MARK = "\ufeff";

export function CopyPage(props: {
  readonly template: Template;
  readonly runs: readonly Run[];
  readonly onLeave: () => void;
}) {
  const { template, runs, onLeave } = props;
  const services = useServices();
  const [saved, setSaved] = useState("");
  const forget = useRef<(() => void) | undefined>(undefined);
  useLayoutEffect(() => () => forget.current?.(), []);
  const copied = runs.map((run) => ({ run, filled: fill(template, run.register) }));
  const hand = (text: string, name: string) => {
    forget.current?.();
    forget.current = saveText(text, name);
    setSaved(name);
  };
  return (
    <Page title={t("Take a copy")} back={onLeave}>
      <p>
        {template.title}: {copyTitle(runs)}
      </p>
      <Notice kind="warn">
        <ul>
          <li>
            {t(
              "The file goes to the downloads on this phone. Whoever opens the phone can find it.",
            )}
          </li>
          <li>{t("Removing the worksheet does not remove the file. Delete it yourself.")}</li>
          <li>{t("What you only talked about is not in it.")}</li>
        </ul>
      </Notice>
      <button
        type="button"
        class="button main wide"
        onClick={() => hand(textOf(copied, services), TEXT_NAME)}
      >
        {t("As plain text ({name})", { name: TEXT_NAME })}
      </button>
      <button
        type="button"
        class="button wide"
        onClick={() => hand(BYTE_ORDER_MARK + tableOf(copied, services), TABLE_NAME)}
      >
        {t("As a table for a spreadsheet ({name})", { name: TABLE_NAME })}
      </button>
      {saved && (
        <Notice kind="good" role="status">
          {t("The file is in your downloads. Its name is {name}.", { name: saved })}
        </Notice>
      )}
    </Page>
  );
}
