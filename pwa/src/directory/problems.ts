/**
 * What keeps an entry from being saved: what the server would refuse days later is told
 * while the form is open. A problem is the place where it stands, such as "name" or
 * "phones.0.number"; "schedules" and "address" stand for all of theirs.
 */

import { isAlike } from "./draft.ts";
import { amount, type Body, isTrue, list, text } from "./fields.ts";
import { isHalfSchedule } from "./half-schedule.ts";
import { wrongParts } from "./postal.ts";
import { rowProblems } from "./rows.ts";
import { isEmail, isWebAddress } from "./shape.ts";

export type Problem = string;

// As the server has them.
const OLDEST = 130; // years
const MOST_DAYS = 3650;
const FIRST_YEAR = 1000;
const LAST_YEAR = 3000;

/** What keeps the draft from being saved; nothing that still is as the server took it, `before`. */
export const problemsOf = (body: Body, before: Body = {}): readonly Problem[] =>
  allProblems(body).filter((problem) => !isAsBefore(problem, body, before));

function isAsBefore(problem: Problem, body: Body, before: Body): boolean {
  const [field = "", place] = problem.split(".");
  if (place !== undefined) {
    const row = list(body, field)[Number(place)];
    return list(before, field).some((known) => isAlike(known, row));
  }
  const fields = TOGETHER[field] ?? [field];
  return fields.every((one) => before[one] !== undefined && isAlike(before[one], body[one]));
}

const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  address: ["addresses"],
  minimum_age: ["minimum_age", "maximum_age"],
};

function allProblems(body: Body): readonly Problem[] {
  const type = text(body, "type");
  return [
    ...(type !== "location" && text(body, "name") === undefined ? ["name"] : []),
    ...agesProblems(body),
    ...(list(body, "schedules").some(isHalfSchedule) ? ["schedules"] : []),
    ...["url", "website", "logo", "uri"].filter((field) => {
      const address = text(body, field);
      return address !== undefined && !isWebAddress(address);
    }),
    ...(isEmail(text(body, "email") ?? "a@example.org") ? [] : ["email"]),
    ...(isBetween(body, "verify_every_days", 1, MOST_DAYS) ? [] : ["verify_every_days"]),
    ...(isBetween(body, "year_incorporated", FIRST_YEAR, LAST_YEAR) ? [] : ["year_incorporated"]),
    ...rowProblems(body),
    ...(type === "location" && isHalfAddress(body) ? ["address"] : []),
    ...(type === "location" ? postalProblems(body) : []),
  ];
}

function isBetween(body: Body, field: string, low: number, high: number): boolean {
  const value = amount(body, field) ?? low;
  return value >= low && value <= high;
}

function agesProblems(body: Body): readonly Problem[] {
  const [low, high] = [amount(body, "minimum_age"), amount(body, "maximum_age")];
  const tooOld = ["minimum_age", "maximum_age"].filter(
    (field) => !isBetween(body, field, 0, OLDEST),
  );
  const turned = low !== undefined && high !== undefined && low > high;
  return tooOld.length === 0 && turned ? ["minimum_age"] : tooOld;
}

const postalProblems = (body: Body): readonly Problem[] =>
  list(body, "addresses").flatMap((address, n) =>
    wrongParts(address).map((part) => `addresses.${n}.${part}`),
  );

function isHalfAddress(body: Body): boolean {
  if (isTrue(body, "confidential")) return false;
  const address = list(body, "addresses")[0];
  if (address === undefined) return false;
  const parts = ["address_1", "city", "state_province", "postal_code"];
  const given = parts.filter((part) => text(address, part) !== undefined).length;
  return given > 0 && given < parts.length;
}
