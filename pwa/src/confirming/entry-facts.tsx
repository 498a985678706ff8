/** An entry as its partner may see it. */
import { type Body, list, text } from "../directory/fields.ts";
import { languageWords, moneyWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Week } from "../views/week.tsx";
import { dayInWords } from "../when.ts";

export function EntryFacts({ entry }: { readonly entry: Body }) {
  const checked = text(entry, "assured_date");
  const schedules = list(entry, "schedules");
  const facts: readonly (readonly [string, readonly string[]])[] = [
    [t("Phone numbers"), list(entry, "phones").map(phoneWords)],
    [t("What it is"), texts(entry, "description", "alert")],
    [t("Who it serves"), texts(entry, "eligibility_description")],
    [t("How to get it"), texts(entry, "application_process")],
    [
      t("Cost"),
      [...list(entry, "cost_options").map(costWords), ...texts(entry, "fees_description")],
    ],
    [
      t("Languages"),
      [
        list(entry, "languages").map(languageOf).join(", "),
        ...texts(entry, "interpretation_services"),
      ],
    ],
    [t("Where"), placeWords(entry)],
    [t("Online"), texts(entry, "url", "email")],
  ];
  return (
    <div class="card stack">
      <h2>{text(entry, "name")}</h2>
      {texts(entry, "organization").map((name) => (
        <p key={name}>{name}</p>
      ))}
      {checked && <p class="soft">{t("Last checked: {day}", { day: dayInWords(checked) })}</p>}
      {facts.map(([title, lines]) => (
        <Fact key={title} title={title} lines={lines.filter(Boolean)} />
      ))}
      {schedules.length > 0 && (
        <section>
          <h3>{t("Hours")}</h3>
          <Week schedules={schedules} now={new Date()} />
        </section>
      )}
    </div>
  );
}

/** Whether one of its places must not be found. */
export const hasPrivatePlace = (entry: Body): boolean => entry.private_places !== 0;

function Fact({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return lines.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      {lines.map((line) => (
        <p key={line} class="prose" dir="auto">
          {line}
        </p>
      ))}
    </section>
  );
}

const texts = (entry: Body, ...fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => text(entry, field) ?? []);

const phoneWords = (phone: Body): string =>
  texts(phone, "number", "description")
    .concat(phone.extension ? [String(phone.extension)] : [])
    .join(" · ");

const costWords = (cost: Body): string => {
  const price =
    typeof cost.amount === "number" && cost.amount > 0
      ? [moneyWords(cost.amount, text(cost, "currency") ?? "USD")]
      : [];
  return [...texts(cost, "option"), ...price, ...texts(cost, "amount_description")].join(" · ");
};

const languageOf = (language: Body): string => {
  const code = text(language, "code");
  return code ? languageWords(code) : (text(language, "name") ?? "");
};

function placeWords(entry: Body): readonly string[] {
  const open = list(entry, "addresses").map((address) =>
    texts(address, "address_1", "address_2", "city", "state_province", "postal_code").join(", "),
  );
  const areas = list(entry, "service_areas").flatMap((area) => text(area, "name") ?? []);
  return [
    ...open,
    ...(hasPrivatePlace(entry)
      ? [t("The address is private. It stands nowhere in the directory.")]
      : []),
    ...(areas.length > 0 ? [t("Serves: {areas}", { areas: areas.join(", ") })] : []),
  ];
}
