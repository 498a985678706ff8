import { expect, test } from "vitest";
import { faultWords, networksIn, refusalWords } from "../../src/networks/network.ts";

test("what the door tells is read, and what is none is passed over", () => {
  const told = {
    id: "9",
    name: "Northern Hills",
    kind: "hsds",
    url: "https://hills.example.org/hsds",
    paused: false,
    fetching: true,
    tried_at: "2026-11-20T18:30:00Z",
    success_at: null,
    fault: "unreachable",
    entries: 3,
    refused: ["42"],
    hidden: [],
    would_go: 0,
  };

  const [network, ...rest] = networksIn({ networks: [told, "none", { id: 1 }] }) ?? [];

  expect(rest).toEqual([]);
  expect(network).toMatchObject({ name: "Northern Hills", isFetching: true, refused: ["42"] });
  expect(network?.succeededAt).toBeUndefined();
  expect(network?.triedAt).toBe(Date.parse("2026-11-20T18:30:00Z"));
  expect(networksIn({ error: "x" })).toBeUndefined();
});

test("every fault and refusal has words, one that is new too", () => {
  const faults = ["unreachable", "forbidden", "missing", "rubbish", "too_large", "not_allowed"];

  expect(new Set([...faults, "new"].map(faultWords)).size).toBe(faults.length + 1);
  expect(refusalWords("already")).not.toBe(refusalWords(undefined));
});
