/**
 * Merge what was written at the same time, and keep the books from which that is possible.
 *
 * Each body carries under `edits` who changed which field, when, what it was before, and
 * which earlier edits of the field were seen. As `sync/cairn_sync/merge.py`, where the laws
 * are held; both pass `tests/vectors/merge.json`.
 */
import {
  baseline,
  type Claim,
  compareDots,
  type Dot,
  eventName,
  isBaseline,
  NOBODY,
  parseDot,
  printDot,
  sameValue,
  type Value,
  valueName,
} from "./claim.ts";
import { isUndecided, shownValue } from "./elements.ts";
import { isObject, isText, type JsonObject, type JsonValue } from "./json.ts";
import {
  ALIKE,
  EDITS,
  FORGETS,
  fieldsOf,
  HIGHEST,
  hasOwn,
  isHidden,
  MARK,
  OPEN_FIELDS,
  readUnit,
  saidInstead,
  unitOf,
  WEEKLY,
} from "./merge-rules.ts";
import { join, type Register, registerOf, topOfRegister } from "./register.ts";
import { canonicalJson } from "./revision.ts";

const OVER_KEPT = 24; // overwritten dots that an edit remembers
const WAS_BYTES = 2000; // of a previous value; a longer one is not kept

/** The body that holds all that the live leaves say; undefined: they are not of one kind. */
export function mergeBodies(bodies: readonly JsonObject[]): JsonObject | undefined {
  const fixed = joinFixed(bodies);
  if (!fixed) return undefined;
  const read = bodies.map((body) => {
    const registers = readRegisters(body);
    return fixed[MARK] && !body[MARK] ? forgetOver(registers) : registers;
  });
  const units = new Set(read.flatMap((registers) => [...registers.keys()]));
  const joined = [...units].map((unit): [string, Register] => [
    unit,
    join(read.map((registers) => registers.get(unit) ?? blank(unit))),
  ]);
  return writeBody(fixed, new Map(joined));
}

export interface Edited {
  readonly by: string;
  readonly at: string; // in UTC, to the second
  readonly parent: string | null; // the revision that its author saw
  readonly decided?: readonly string[]; // where the author saw every claim, and chose
  readonly erased?: readonly string[]; // of which no previous value is to be kept
}

/** `after` with the books of `before` carried on; undefined `before`: the document is new. */
export function recordEdit(
  before: JsonObject | undefined,
  after: JsonObject,
  { by, at, parent, decided = [], erased = [] }: Edited,
): JsonObject {
  const { [EDITS]: _books, ...plain } = after;
  if (!before) return plain;
  const event = eventName(parent, by, at);
  const registers = new Map(readRegisters(before));
  for (const unit of new Set([...registers.keys(), ...unitsOf(plain)])) {
    const register = registers.get(unit) ?? blank(unit);
    const [shown, value] = [readUnit(before, unit), readUnit(plain, unit)];
    const isDecided = decided.includes(unit);
    if (sameValue(shown, value) && !isDecided) {
      registers.set(unit, register);
      continue;
    }
    const sawAll = isDecided || !isUndecided(unit, register.claims, shown);
    // What the body said; after a writer without books that need not be the highest claim.
    const said = register.claims.filter((one) => sameValue(one.value, shown));
    const seen = sawAll ? register.claims : said.slice(0, 1);
    const other = seen.find((claim) => !sameValue(claim.value, value))?.value ?? shown;
    const was = sameValue(shown, value) ? other : shown;
    const claim: Claim = {
      dot: { n: topOfRegister(register) + 1, event, value: valueName(unit, value) },
      value,
      by,
      at,
      was: isShort(was) ? was : undefined,
    };
    const kept = register.claims.filter((one) => !seen.includes(one));
    const over = trim(
      register,
      seen.map(({ dot }) => dot),
    );
    registers.set(unit, join([registerOf([claim, ...kept], over)]));
  }
  for (const unit of erased) {
    const register = registers.get(unit);
    if (register) registers.set(unit, withoutWas(register));
  }
  const fixed = Object.entries(plain).filter(([name]) => unitOf(name) === undefined);
  return writeBody(Object.fromEntries(fixed), registers);
}

/** Every field's claims, by the name its books are kept under. */
export function readRegisters(body: JsonObject): ReadonlyMap<string, Register> {
  const books = body[EDITS];
  const entries = isObject(books) ? books : {};
  const units = new Set([
    ...unitsOf(body),
    ...Object.keys(entries).filter((unit) => unitOf(unit) === unit),
  ]);
  return new Map(
    [...units].map((unit) => {
      const entry = hasOwn(entries, unit) ? entries[unit] : undefined;
      return [unit, readRegister(unit, readUnit(body, unit), entry)];
    }),
  );
}

const blank = (unit: string): Register => registerOf([baseline(unit, [])]);

const unitsOf = (body: JsonObject): string[] =>
  Object.keys(body).flatMap((name) => unitOf(name) ?? []);

function readRegister(unit: string, value: Value, entry: JsonValue | undefined): Register {
  if (!isObject(entry)) return registerOf([baseline(unit, value)]);
  const over = listOf(entry.over).flatMap((text) => parseDot(text) ?? []);
  const claims =
    entry.claims !== undefined
      ? listOf(entry.claims).map((told) => readClaim(unit, told))
      : entry.dot !== undefined
        ? [readSingle(unit, value, entry)]
        : [];
  const register = join([registerOf(claims, over)]);
  const { value: shown, isConflict } = shownValue(unit, register.claims);
  const isTrue = claims.every((claim) => claim.dot.value === valueName(unit, claim.value));
  // An older merger showed the highest of several weeks.
  const isOlder = WEEKLY.has(unit) && register.claims.length > 1;
  const isShown =
    sameValue(shown, value) || (isOlder && sameValue(register.claims[0]?.value ?? [], value));
  if (isShown && isTrue) return register;
  // Somebody without books put another value there, in the place of the one that was shown.
  const seen = isConflict ? register.claims.slice(0, 1) : register.claims;
  const dot = { n: topOfRegister(register) + 1, event: NOBODY, value: valueName(unit, value) };
  const others = register.claims.filter((claim) => !seen.includes(claim));
  const taken = [...register.over.values(), ...seen.map((claim) => claim.dot)];
  return join([registerOf([{ dot, value }, ...others], taken)]);
}

function readSingle(unit: string, value: Value, entry: JsonObject): Claim {
  const dot = parseDot(entry.dot);
  return dot ? toldClaim(dot, value, entry) : baseline(unit, value);
}

function readClaim(unit: string, told: JsonValue): Claim {
  if (!isObject(told)) return baseline(unit, []);
  const value: Value = told.value === undefined ? [] : [told.value];
  const dot = parseDot(told.dot);
  if (!dot || dot.value !== valueName(unit, value)) return baseline(unit, value);
  return toldClaim(dot, value, told);
}

const toldClaim = (dot: Dot, value: Value, { by, at, was, new: isNew }: JsonObject): Claim => ({
  dot,
  value,
  by: isText(by) ? by : undefined,
  at: isText(at) ? at : undefined,
  was: was !== undefined ? [was] : isNew === true ? [] : undefined,
});

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? value : [];

// -- Writing ------------------------------------------------------------------

function joinFixed(bodies: readonly JsonObject[]): JsonObject | undefined {
  const fixed: Record<string, JsonValue> = {};
  for (const name of ALIKE) {
    const values = bodies.map((body) => body[name]);
    const [first] = values;
    if (values.some((value) => value !== first)) return undefined;
    if (first !== undefined) fixed[name] = first;
  }
  for (const name of HIGHEST) {
    const values = bodies.flatMap((body) => body[name] ?? []);
    const [highest] = values.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? 1 : -1));
    if (highest !== undefined) fixed[name] = highest;
  }
  const marks = bodies.flatMap((body) => body[MARK] ?? []);
  const mark = marks.some(Boolean) || marks[0];
  if (mark !== undefined) fixed[MARK] = mark;
  return fixed;
}

const forgetOver = (registers: ReadonlyMap<string, Register>): ReadonlyMap<string, Register> =>
  new Map([...registers].map(([unit, { claims }]) => [unit, registerOf(claims)]));

function writeBody(fixed: JsonObject, registers: ReadonlyMap<string, Register>): JsonObject {
  const body: Record<string, JsonValue> = { ...fixed };
  const books: Record<string, JsonValue> = {};
  const isMarked = Boolean(fixed[MARK]);
  for (const [unit, whole] of registers) {
    if (isMarked && !OPEN_FIELDS.includes(unit)) continue;
    const register = withoutHidden(unit, whole, isMarked);
    const [value] = shownValue(unit, register.claims).value;
    if (value !== undefined) Object.assign(body, fieldsOf(unit, value));
    const entry = entryOf(register);
    if (entry) books[unit] = entry;
  }
  return Object.keys(books).length > 0 ? { ...body, [EDITS]: books } : body;
}

function withoutHidden(unit: string, { claims, over }: Register, isMarked: boolean): Register {
  const hides = (value: Value | undefined) =>
    isMarked && (value ?? []).some((said) => isHidden(unit, said));
  const kept = claims
    .filter(({ value }) => !hides(value))
    .map((claim) => (FORGETS.has(unit) || hides(claim.was) ? { ...claim, was: undefined } : claim));
  const reduced = claims.flatMap((claim): readonly Claim[] => {
    const [said] = claim.value;
    if (said === undefined || !hides(claim.value)) return [];
    const value = saidInstead(unit, said);
    if (value.length === 0) return [];
    const dot = { ...claim.dot, value: valueName(unit, value) };
    return [{ ...claim, dot, value, was: undefined }];
  });
  if (reduced.length === 0) return { claims: kept, over };
  return join([registerOf([...kept, ...reduced], [...over.values()])]);
}

const withoutWas = ({ claims, over }: Register): Register => ({
  claims: claims.map((claim) => ({ ...claim, was: undefined })),
  over,
});

function entryOf({ claims, over }: Register): JsonObject | undefined {
  const dots = [...over.values()].sort(compareDots).map(printDot);
  const rest = dots.length > 0 ? { over: dots } : {};
  const [first] = claims;
  if (claims.length > 1) {
    const told = claims.map((claim) => {
      const [value] = claim.value;
      return { ...tell(claim), ...(value === undefined ? { gone: true } : { value }) };
    });
    return { claims: told, ...rest };
  }
  if (dots.length === 0 && (!first || isBaseline(first.dot))) return undefined;
  return first ? { ...tell(first), ...rest } : rest;
}

function tell({ dot, by, at, was }: Claim): JsonObject {
  const [before] = was ?? [];
  return {
    dot: printDot(dot),
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { at }),
    ...(was === undefined ? {} : before === undefined ? { new: true } : { was: before }),
  };
}

const isShort = (value: Value): boolean =>
  new TextEncoder().encode(canonicalJson(value)).length <= WAS_BYTES;

function trim({ over }: Register, seen: readonly Dot[]): readonly Dot[] {
  const names = new Set(seen.map(printDot));
  const newest = [...over.values()]
    .filter((dot) => !names.has(printDot(dot)))
    .sort((a, b) => compareDots(b, a));
  return [...seen, ...newest.slice(0, Math.max(0, OVER_KEPT - names.size))];
}
