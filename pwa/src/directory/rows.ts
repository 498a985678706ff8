/** Rows of an entry's lists: which are empty, and where something is wrong in one. Pure. */
import { isObject, type JsonValue } from "../data/json.ts";
import { amount, type Body, list, text } from "./fields.ts";
import { isHalfSchedule } from "./half-schedule.ts";
import { isDate, isEmail, isPhoneNumber, isWebAddress } from "./shape.ts";
import { hasStreet } from "./street.ts";

type Faults = (row: Body) => readonly string[]; // the fields that are wrong, as paths within it

const phone: Faults = (row) => (isPhoneNumber(text(row, "number") ?? "") ? [] : ["number"]);

const web =
  (field: string): Faults =>
  (row) =>
    isWebAddress(text(row, field) ?? "") ? [] : [field];

const given = (row: Body, field: string, faults: Faults): readonly string[] =>
  text(row, field) === undefined ? [] : faults(row);

const needed =
  (...fields: readonly string[]): Faults =>
  (row) =>
    fields.filter((field) => text(row, field) === undefined);

const contact: Faults = (row) => [
  ...given(row, "email", mail),
  ...faultsOfRows(row, "phones", phone),
];

const mail: Faults = (row) => (isEmail(text(row, "email") ?? "") ? [] : ["email"]);

function capacity(row: Body): readonly string[] {
  const unit = isObject(row.unit) ? text(row.unit, "name") : undefined;
  const free = amount(row, "available");
  const most = amount(row, "maximum");
  return [
    ...(unit === undefined ? ["unit.name"] : []),
    ...(free === undefined ? ["available"] : []),
    ...(free !== undefined && most !== undefined && free > most ? ["maximum"] : []),
  ];
}

function cost(row: Body): readonly string[] {
  const days = ["valid_from", "valid_to"].filter((field) => {
    const day = text(row, field);
    return day !== undefined && !isDate(day);
  });
  const says = ["option", "amount_description"].some((field) => text(row, field) !== undefined);
  return says || amount(row, "amount") !== undefined ? days : ["option", ...days];
}

/** A service at one of its places: the place has the address, and may become private. */
const there: Faults = (row) => [
  ...faultsOfRows(row, "phones", phone),
  ...faultsOfRows(row, "contacts", contact),
  ...(list(row, "schedules").some((one) => isHalfSchedule(one) || namesStreet(one))
    ? ["schedules"]
    : []),
  ...streetsIn(row, ["description"]),
  ...list(row, "phones").flatMap((one, n) =>
    streetsIn(one, ["description"]).map((field) => `phones.${n}.${field}`),
  ),
  ...list(row, "contacts").flatMap((one, n) =>
    streetsIn(one, ["name", "title", "department"]).map((field) => `contacts.${n}.${field}`),
  ),
];

const streetsIn = (row: Body, fields: readonly string[]): readonly string[] =>
  fields.filter((field) => hasStreet(text(row, field) ?? ""));

const namesStreet = (schedule: Body): boolean =>
  [schedule, ...list(schedule, "exceptions")].some((one) =>
    hasStreet(text(one, "description") ?? ""),
  );

const named = (row: Body, ...fields: readonly string[]): boolean =>
  fields.some((field) => text(row, field) !== undefined);

/** The lists that the forms show as rows, and what is asked of each row. */
const FAULTS: Readonly<Record<string, Faults>> = {
  accessibility: (row) => [...needed("description")(row), ...given(row, "url", web("url"))],
  additional_urls: web("url"),
  additional_websites: web("url"),
  capacities: capacity,
  contacts: contact,
  cost_options: cost,
  funding: needed("source"),
  languages: (row) => (named(row, "code", "name") ? [] : ["name"]),
  organization_identifiers: needed("identifier_type", "identifier"),
  phones: phone,
  programs: needed("name", "description"),
  required_documents: (row) => [...needed("document")(row), ...given(row, "uri", web("uri"))],
  service_at_locations: there,
  service_areas: (row) => (named(row, "name", "description", "extent") ? [] : ["name"]),
};

export const isRowList = (key: string): boolean => Object.keys(FAULTS).includes(key);

/** Where rows of the body's lists are wrong, such as "phones.0.number". Empty rows are not. */
export const rowProblems = (body: Body): readonly string[] =>
  Object.entries(FAULTS).flatMap(([key, faults]) => faultsOfRows(body, key, faults));

const faultsOfRows = (body: Body, key: string, faults: Faults): readonly string[] =>
  list(body, key).flatMap((row, place) =>
    isEmptyRow(row) ? [] : faults(row).map((field) => `${key}.${place}.${field}`),
  );

// What a new row begins with, or is given by the program, says nothing by itself.
const UNTYPED: ReadonlySet<string> = new Set(["id", "type", "currency", "updated"]);

/** Whether nothing was typed into it. */
export const isEmptyRow = (row: Body): boolean =>
  Object.entries(row).every(([key, value]) => UNTYPED.has(key) || isEmptyValue(value));

function isEmptyValue(value: JsonValue): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) {
    return value.every((item: JsonValue) =>
      isObject(item) ? isEmptyRow(item) : isEmptyValue(item),
    );
  }
  return isObject(value) ? isEmptyRow(value) : value === null;
}
