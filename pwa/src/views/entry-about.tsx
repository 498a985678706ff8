/** What a service is, for whom, how to get it, what it costs. */
import type { Entry } from "../directory/entry.ts";
import { list, text } from "../directory/fields.ts";
import { categoryWords, moneyWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { languagesWords } from "./entry-languages.ts";

export const WhatItIs = ({ entry }: { readonly entry: Entry }) => (
  <Part title={t("What it is")}>
    {[
      text(entry.document.body, "description"),
      entry.categories.map(categoryWords).join(", "),
      alsoNamed(entry),
    ]}
  </Part>
);

export function About({ entry }: { readonly entry: Entry }) {
  const { body } = entry.document;
  return (
    <>
      <Part title={t("Who it serves")}>
        {[text(body, "eligibility_description"), agesWords(entry)]}
      </Part>
      <Part title={t("How to get it")}>
        {[text(body, "application_process"), waitWords(entry)]}
      </Part>
      <Papers entry={entry} />
      <Part title={t("Cost")}>{costWords(entry)}</Part>
      <Part title={t("Languages")}>
        {[languagesWords(list(body, "languages")), text(body, "interpretation_services")]}
      </Part>
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly children: readonly (string | undefined)[];
}

function Part(props: PartProps) {
  const lines = props.children.filter((line) => line);
  return lines.length === 0 ? null : (
    <section class="section">
      <h2>{props.title}</h2>
      {lines.map((line) => (
        <p key={line} class="prose" dir="auto">
          {line}
        </p>
      ))}
    </section>
  );
}

function Papers({ entry }: { readonly entry: Entry }) {
  const rows = list(entry.document.body, "required_documents").filter((row) =>
    text(row, "document"),
  );
  if (rows.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("What to bring")}</h2>
      <ul>
        {rows.map((row, n) => (
          <li key={n} dir="auto">
            {[text(row, "document"), text(row, "uri")].filter(Boolean).join(": ")}
          </li>
        ))}
      </ul>
    </section>
  );
}

function alsoNamed({ document: { body } }: Entry): string | undefined {
  const name = text(body, "alternate_name");
  return name && t("Also called: {name}", { name });
}

function waitWords({ document: { body } }: Entry): string | undefined {
  const wait = text(body, "wait_time");
  return wait && t("How long it takes: {wait}", { wait });
}

function agesWords({ document: { body } }: Entry): string | undefined {
  const { minimum_age: from, maximum_age: to } = body;
  if (typeof from === "number" && typeof to === "number") {
    return t("Ages {from} to {to}", { from, to });
  }
  if (typeof from === "number") return t("Age {from} and older", { from });
  return typeof to === "number" ? t("Up to age {to}", { to }) : undefined;
}

export function costWords({ isFree, document: { body } }: Entry): readonly (string | undefined)[] {
  const options = list(body, "cost_options").map((option) => {
    const amount = option.amount;
    const price =
      typeof amount === "number" && amount > 0
        ? moneyWords(amount, text(option, "currency") ?? "USD")
        : "";
    const first = [text(option, "option"), price].filter(Boolean).join(": ");
    return [first, text(option, "amount_description")].filter(Boolean).join(". ");
  });
  const words = [...options.filter(Boolean), text(body, "fees_description"), text(body, "fees")];
  return isFree && !words.some(Boolean) ? [t("Free")] : words;
}
