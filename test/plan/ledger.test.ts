/** The memory fits into the card, however many passers-by there are. */
import { expect, test } from "vitest";
import { type Memory, nothingRemembered } from "../../src/memory.ts";
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
