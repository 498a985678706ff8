import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { draftKeeper, type KeptDraft, readDraft } from "../../src/data/drafts.ts";
import { newPhone, openFor, ROSA } from "../phone-fixture.ts";

const draft = (name: string): KeptDraft => ({
  id: "service:1",
  before: {},
  body: { name },
  aside: {},
  at: 0,
});

class Page extends EventTarget {
  hidden = false;

  hide(): void {
    this.hidden = true;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let page: Page;

beforeEach(() => {
  newPhone();
  page = new Page();
  vi.stubGlobal("document", page);
});

afterEach(() => vi.unstubAllGlobals());

/** A keeper, and what is in its store each time that something was written there. */
async function begun() {
  const space = await openFor(ROSA);
  const own = space.own;
  if (!own) throw new Error("nobody's");
  const written: string[] = [];
  let heard = () => {};
  const told = async (doing: Promise<unknown>) => {
    await doing;
    written.push(String((await readDraft(space, "service:1"))?.body.name));
    heard();
  };
  const keeper = draftKeeper(
    {
      ...space,
      own: {
        put: (...args: Parameters<typeof own.put>) => told(own.put(...args)),
        delete: (...args: Parameters<typeof own.delete>) => told(own.delete(...args)),
      },
    } as unknown as typeof space,
    "service:1",
  );
  const next = () =>
    new Promise<void>((done) => {
      heard = done;
    });
  return { keeper, written, next };
}

test("the first change is kept at once, and of those that follow closely the last", async () => {
  const { keeper, written, next } = await begun();
  const first = next();
  keeper.keep(draft("L"));
  await first;
  const second = next();
  for (const name of ["Li", "Lin", "Line"]) keeper.keep(draft(name));
  await second;

  expect(written).toEqual(["L", "Line"]);
});

test("what was not written yet is when the page is hidden", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] }); // no time passes
  const { keeper, written, next } = await begun();
  const first = next();
  keeper.keep(draft("L"));
  await first;
  const second = next();
  keeper.keep(draft("Li"));
  page.hide();
  await second;
  vi.useRealTimers();

  expect(written).toEqual(["L", "Li"]);
});

test("once it was saved nothing is kept", async () => {
  const { keeper, written, next } = await begun();
  const first = next();
  keeper.keep(draft("Line"));
  await first;
  const second = next();
  keeper.keep(undefined);
  await second;

  expect(written).toEqual(["Line", "undefined"]);
});
