/** The memory fits into the card, however many passers-by there are. */
import { expect, test } from "vitest";
import { type Agreed, type Memory, nothingRemembered } from "../../src/memory.ts";
import { fitting } from "../../src/plan/ledger.ts";

test("a small memory stays whole, by key", () => {
  const memory: Memory = { ...nothingRemembered, standings: { greg: [["triage", 2]], cathy: [["outsider", 1]] } };
  const fitted = fitting(memory);
  expect(fitted).toEqual(memory);
  expect(Object.keys(fitted.standings)).toEqual(["cathy", "greg"]);
});

test("of a large one, passers-by go first, oldest first; who had a say stays", () => {
  const passersBy = Array.from({ length: 2_000 }, (_, n): [string, Memory["standings"][string]] => [
    `passer-by-${n}`,
    [["outsider", n]],
  ]);
  const standings = Object.fromEntries([["greg", [["triage", 0]]], ...passersBy]) as Memory["standings"];
  const fitted = fitting({ ...nothingRemembered, standings });
  expect(JSON.stringify(fitted).length).toBeLessThanOrEqual(20_000);
  expect(fitted.standings.greg).toEqual([["triage", 0]]);
  expect(fitted.standings["passer-by-0"]).toBeUndefined();
  expect(fitted.standings["passer-by-1999"]).toEqual([["outsider", 1999]]);
});

/** What is remembered of so many action items of an incident, all of them on a board. */
function remembering(items: number): Memory {
  const agreed: Agreed = { status: "open", priority: "medium", due: "2026-12-01", since: 1_773_158_400 };
  const each = <Value>(value: Value) => Object.fromEntries([...Array(items).keys()].map((n) => [1_000 + n, value]));
  return {
    ...nothingRemembered,
    items: each({ kind: "action" as const, from: "IC_345678901:1", firstDue: "2026-12-01" }),
    board: each(agreed),
    fields: each(agreed),
  };
}

test("what board and fields said of a hundred action items stays", () => {
  expect(fitting(remembering(100))).toEqual(remembering(100));
});

test("of hundreds it goes, before the card has no room for people", () => {
  const { items } = remembering(400);
  expect(fitting(remembering(400))).toEqual({ ...nothingRemembered, items });
});
