/** What worksheets have counted, of which nothing else is kept. For coordinators. */
import { isObject } from "../data/json.ts";
import { t } from "../locale.ts";
import { Page } from "../parts/page.tsx";
import { readTotals } from "../surveys/totals.ts";
import { useTemplate } from "../worksheets/catalogue.ts";
import { useCairn } from "./context.ts";
import { NotHere, TotalsShown, useAsked } from "./survey-totals.tsx";

export function CountsView() {
  const { navigation } = useCairn();
  const { asked, again } = useAsked("/api/counts");
  const counts = typeof asked === "object" ? asked.found.counts : undefined;
  return (
    <Page title={t("What worksheets have counted")} back={navigation.back}>
      <p>
        {t(
          "At the end of some worksheets, a few picks can be added to a count, if the survivor agrees. Nothing else of the talk is here.",
        )}
      </p>
      {Array.isArray(counts) ? (
        counts.filter(isObject).map((count) => {
          const totals = readTotals(count);
          return (
            <section key={totals.template} class="section stack">
              <Title templateId={totals.template} />
              <TotalsShown totals={totals} />
            </section>
          );
        })
      ) : (
        <NotHere asked={asked} again={again} />
      )}
    </Page>
  );
}

function Title({ templateId }: { readonly templateId: string }) {
  const { template } = useTemplate(templateId);
  return <h2>{template?.title ?? ""}</h2>;
}
