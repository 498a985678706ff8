/** The laws of the merge, for registers that are honest and for such as nobody honest makes. */
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/data/revision.ts";
import { entryOf, type Write } from "../../../src/worksheets/group/edit.ts";
import { merge, REMOVED } from "../../../src/worksheets/group/merge.ts";
import {
  EMPTY_REGISTER,
  type Entry,
  join,
  type Leaf,
  live,
  type Register,
  registerOf,
  type Told,
} from "../../../src/worksheets/group/register.ts";
import { joinedAnswers } from "../../../src/worksheets/group/sheet-document.ts";
import { type Chance, chanceOf, SEEDS } from "./chance.ts";

const ROW = "steps/01900000-0000-7000-8000-000000000001";
const PLACES = ["aim", "who", `${ROW}/n`, `${ROW}/time`, ROW];
const VALUES = ["rest", "care", 2, ["adv", "lead"], null, true];

/** Any register at all, such as a broken phone might send. */
function anyRegister(chance: Chance): Register {
  const sittings = ["a", "b", "c"];
  const seen = () =>
    Object.fromEntries(sittings.filter(() => chance.upTo(2)).map((by) => [by, 1 + chance.upTo(4)]));
  const entry = (): Entry => ({
    value: chance.pick(VALUES),
    by: chance.pick(sittings),
    dot: 1 + chance.upTo(4),
    seen: seen(),
  });
  const answers = Object.fromEntries(
    PLACES.filter(() => chance.upTo(3)).map((place) => [place, [entry(), entry()]]),
  );
  return registerOf({ member: chance.pick(["ana", "ben"]), answers });
}

const bytesOf = (register: Register): string => {
  const { answers, rows } = merge(register);
  const plain = { answers: [...answers], rows: [...rows], register: [...register].sort() };
  return canonicalJson(JSON.parse(JSON.stringify(plain)));
};

describe.each(SEEDS)("joining registers, seed %i", (seed) => {
  const chance = chanceOf(seed);
  const [a, b, c] = [anyRegister(chance), anyRegister(chance), anyRegister(chance)];

  test("is commutative, associative and idempotent, to the byte", () => {
    expect(bytesOf(join(a, b))).toBe(bytesOf(join(b, a)));
    expect(bytesOf(join(join(a, b), c))).toBe(bytesOf(join(a, join(b, c))));
    expect(bytesOf(join(a, a))).toBe(bytesOf(a));
    expect(bytesOf(join(a, EMPTY_REGISTER))).toBe(bytesOf(a));
  });
});

/** A version of a sheet, and the versions that it was written on top of or had joined. */
interface Version {
  readonly leaf: Leaf;
  readonly parent: Version | undefined;
}

interface Pretended {
  readonly member: string;
  readonly by: string;
  dot: number;
  known: Set<Version>;
  /** What its holder has ever had on screen. */
  history: Set<string>;
}

const nameOf = ({ by, dot }: Entry): string => `${by}:${dot}`;

/** The versions that no other known one stands on: what a store calls the live leaves. */
const leavesOf = (known: ReadonlySet<Version>): readonly Version[] => {
  const parents = new Set([...known].map(({ parent }) => parent));
  return [...known].filter((version) => !parents.has(version));
};

const registerOfAll = (known: ReadonlySet<Version>): Register =>
  join(...leavesOf(known).map(({ leaf }) => registerOf(leaf)));

/** People who write and meet at random; what each had seen of every place is noted beside. */
function pretend(chance: Chance) {
  const phones: readonly Pretended[] = [
    ["ana", "a1"],
    ["ana", "a2"],
    ["ben", "b1"],
    ["cy", "c1"],
  ].map(([member = "", by = ""]) => ({
    member,
    by,
    dot: 0,
    known: new Set(),
    history: new Set(),
  }));
  const written: { readonly place: string; readonly told: Told; readonly saw: Set<string> }[] = [];

  const write = (phone: Pretended) => {
    const place = chance.pick(PLACES);
    const isRow = place === ROW;
    const value = isRow ? chance.pick([REMOVED, null]) : chance.pick(["rest", "care", null]);
    const shown = registerOfAll(phone.known);
    const asked: Write = { place, value };
    phone.dot += 1;
    const entry = entryOf(shown, asked, { ...phone });
    written.push({ place, told: { ...entry, member: phone.member }, saw: new Set(phone.history) });
    const own = leavesOf(phone.known).filter(({ leaf }) => leaf.member === phone.member);
    const answers = joinedAnswers(
      phone.member,
      own.map(({ leaf }) => leaf.answers),
      new Map([[place, [entry]]]),
    );
    phone.known.add({ leaf: { member: phone.member, answers }, parent: own[0] });
    phone.history.add(nameOf(entry));
  };
  const meet = (one: Pretended, other: Pretended) => {
    one.known = new Set([...one.known, ...other.known]);
    one.history = new Set([...one.history, ...other.history]);
  };
  for (let step = 0; step < 40; step++) {
    if (chance.upTo(2)) write(chance.pick(phones));
    else meet(chance.pick(phones), chance.pick(phones));
  }
  const [hub] = phones;
  if (!hub) throw new Error("no phone");
  for (const phone of phones) meet(hub, phone);
  return { register: registerOfAll(hub.known), written, phones, hub };
}

describe.each(SEEDS)("people who write and meet at random, seed %i", (seed) => {
  const { register, written, phones, hub } = pretend(chanceOf(seed));

  test("lose no answer that nobody saw, and are shown none that was followed", () => {
    for (const place of PLACES) {
      const here = written.filter((one) => one.place === place);
      const unseen = here.filter(
        ({ told }) => !here.some(({ told: other, saw }) => other !== told && saw.has(nameOf(told))),
      );
      const shown = live(register.get(place) ?? []).map(nameOf);

      expect(shown.sort()).toEqual(unseen.map(({ told }) => nameOf(told)).sort());
    }
  });

  test("never lose a row's field that nobody saw when the row was taken away", () => {
    const removals = written.filter(({ place, told }) => place === ROW && told.value === REMOVED);
    const shown = merge(register);
    for (const { place, told } of written) {
      const isShown = live(register.get(place) ?? []).some((one) => nameOf(one) === nameOf(told));
      if (!place.startsWith(`${ROW}/`) || told.value === null || !isShown) continue;
      if (removals.every(({ saw }) => !saw.has(nameOf(told))))
        expect(shown.rows.get("steps")).toHaveLength(1);
    }
  });

  test("all see the same once they have met", () => {
    for (const phone of phones) phone.known = new Set([...phone.known, ...hub.known]);

    expect(new Set(phones.map(({ known }) => bytesOf(registerOfAll(known)))).size).toBe(1);
  });
});
