/** The sums of a survey, as far as they may be seen, and taking them along. */
import { useEffect, useState } from "preact/hooks";
import type { JsonObject } from "../data/json.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { saveText } from "../parts/ways-out.ts";
import { askAccounts } from "../secrets/account-door.ts";
import {
  readTotals,
  type Shown,
  shownTotals,
  type Totals,
  totalsAsCsv,
  totalsAsText,
} from "../surveys/totals.ts";
import { useTemplate } from "../worksheets/catalogue.ts";
import { useCairn } from "./context.ts";

type Asked = { readonly found: JsonObject } | "offline" | "none" | undefined;

/** Ask one of the coordinators' doors. Undefined while it is asked. */
export function useAsked(url: string): { readonly asked: Asked; readonly again: () => void } {
  const { member } = useCairn();
  const [asked, setAsked] = useState<Asked>();
  const ask = () => {
    if (!member) return;
    setAsked(undefined);
    const request = (address: string, init: RequestInit) => fetch(address, init);
    void askAccounts(request, url, { memberId: member.id }).then((answer) => {
      if (answer.ok) setAsked({ found: answer.value });
      else setAsked(answer.failure.status === "failed" ? "none" : "offline");
    });
  };
  useEffect(ask, [url, member?.id]);
  return { asked, again: ask };
}

/** Sums that are not here yet, or cannot be had. */
export function NotHere({ asked, again }: { readonly asked: Asked; readonly again: () => void }) {
  if (asked === undefined) return <p role="status">{t("One moment")}</p>;
  return (
    <Notice kind="warn" role="status">
      <p>
        {asked === "none"
          ? t("The server does not know this survey yet. Send your changes first.")
          : t("Totals are on the server. Try again where there is signal.")}
      </p>
      <div class="row">
        <Button onClick={again}>{t("Try again")}</Button>
      </div>
    </Notice>
  );
}

export function SurveyTotals({ uuid }: { readonly uuid: string }) {
  const { asked, again } = useAsked(`/api/surveys/${uuid}/totals`);
  return (
    <section class="section stack">
      <h2>{t("Totals")}</h2>
      {typeof asked === "object" ? (
        <>
          <TotalsShown totals={readTotals(asked.found)} />
          <Button onClick={again}>{t("Look again")}</Button>
        </>
      ) : (
        <NotHere asked={asked} again={again} />
      )}
    </section>
  );
}

export function TotalsShown({ totals }: { readonly totals: Totals }) {
  const { template } = useTemplate(totals.template);
  const { smallest, answered } = totals;
  if (template === undefined) return null;
  if (answered === undefined)
    return (
      <p>
        {t(
          "Fewer than {smallest} people have answered, so nothing is shown. After that, totals move on by {smallest} people at a time.",
          { smallest },
        )}
      </p>
    );
  const shown = shownTotals(template, totals, { unsure: t("Not sure"), noAnswer: t("No answer") });
  return (
    <>
      <p>
        <strong>{t("{n} people answered.", { n: answered })}</strong>{" "}
        {t("Newer answers show once {smallest} more people have answered.", { smallest })}
      </p>
      <p class="soft">
        {t(
          "A dash is a number that is hidden: few people stand behind it, or it would give such a number away.",
        )}
      </p>
      {shown.map((one) => (
        <Sums key={one.question.id} shown={one} />
      ))}
      <TakeAlong shown={shown} title={template.title} />
    </>
  );
}

const Sums = ({ shown }: { readonly shown: Shown }) => (
  <div class="sums">
    {shown.rows.length > 0 && (
      <table>
        <caption>{shown.question.text}</caption>
        <tbody>
          {shown.rows.map(({ option, count }) => (
            <tr key={option}>
              <th scope="row">{option}</th>
              <td>
                {count ?? (
                  <>
                    <span aria-hidden="true">–</span>
                    <span class="unseen">{t("hidden")}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {shown.texts.length > 0 && (
      <>
        <h3>{shown.question.text}</h3>
        <ul>
          {shown.texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </>
    )}
  </div>
);

function TakeAlong({ shown, title }: { readonly shown: readonly Shown[]; readonly title: string }) {
  const hidden = t("hidden");
  const head = [t("Question"), t("Answer"), t("People")];
  return (
    <div class="row">
      <Button onClick={() => save(totalsAsCsv(shown, { head, hidden }), "totals.csv")}>
        {t("Save as a table")}
      </Button>
      <Button onClick={() => save(totalsAsText(shown, { title, hidden }), "totals.txt")}>
        {t("Save as a text file")}
      </Button>
    </div>
  );
}

const HELD_MS = 60_000; // until the browser has surely written the file

function save(text: string, name: string): void {
  setTimeout(saveText(text, name), HELD_MS);
}
