/** What the fields of a document are called on screen. */
import { t } from "../locale.ts";

/** A field's name on screen. A part of a row goes by the row's, an address by its part. */
export function fieldWords(path: string): string {
  const steps = path.replace(/\[\d+\]/g, "").split(".");
  const field = (steps[0] === "addresses" && steps[1]) || steps[0] || path;
  const words: Readonly<Record<string, string>> = {
    name: t("Name"),
    alternate_name: t("Other name"),
    description: t("What it is"),
    alert: t("Short warning"),
    status: t("Is it running?"),
    assured_date: t("Last checked"),
    attempts: t("Could not reach them on"),
    without_police: t("Does not bring in the police"),
    service_at_locations: t("Places"),
    url: t("Website"),
    website: t("Website"),
    email: t("Email"),
    phones: t("Phone numbers"),
    schedules: t("Hours"),
    cost_options: t("Cost"),
    fees_description: t("More about the cost"),
    languages: t("Languages spoken"),
    interpretation_services: t("Interpreters"),
    categories: t("Kind of help"),
    eligibility_description: t("Who it serves"),
    minimum_age: t("Youngest age"),
    maximum_age: t("Oldest age"),
    application_process: t("How to get it"),
    required_documents: t("What to bring"),
    service_areas: t("Areas it serves"),
    addresses: t("Where"),
    address_1: t("Street and number"),
    address_2: t("Suite or floor"),
    city: t("City or town"),
    region: t("County or region"),
    state_province: t("State"),
    postal_code: t("ZIP code"),
    transportation: t("How to get there"),
    accessibility: t("For people with disabilities"),
    public: t("Shown to everybody"),
    state: t("Is it in the directory?"),
    replaced_by: t("What to use instead"),
    note: t("Note"),
    line_24h: t("24-hour line"),
    interpreter_line: t("Interpreter line"),
    must_report: t("What we must report"),
    how_long: t("How long help can last"),
    confidentiality: t("What we keep private"),
  };
  return words[field] ?? field;
}
