/** What the card remembers of an incident's surroundings: whole, in one order, and no more than it has room for. */
import { expect, test } from "vitest";
import { readMarker } from "../../src/marker.ts";
import { type Memory, nothingRemembered, type RecentChange, readMemory } from "../../src/memory.ts";
import { planCard } from "../../src/plan/card.ts";
import { at } from "../words/reference.ts";
import { issueWith, situationWith } from "./situation.ts";

function change(id: number, more: Partial<RecentChange> = {}): RecentChange {
  return {
    kind: "pull request",
    id,
    at: at(-id),
    title: `Change ${id}`,
    who: "cathy",
    environment: null,
    state: null,
    url: `https://github.com/acme/shop/pull/${id}`,
    services: [],
    ...more,
  };
}

/** The card with that memory, as it would be created. */
function created(memory: Partial<Memory>): string {
  const situation = { ...situationWith(issueWith()), memory: { ...nothingRemembered, pinned: true, ...memory } };
  const [plan] = planCard(situation, [], []);
  if (plan?.do !== "create card") throw new Error("The card is not created");
  return plan.body;
}

const remembered = (memory: Partial<Memory>) => readMemory(readMarker(created(memory))?.value);

test("changes, owners and similar incidents are carried on", () => {
  const known = {
    changes: [change(9)],
    owners: { login: ["@acme/web"] },
    similar: [
      { number: 7, title: "Nobody can sign in", declaredAt: at(0), learned: ["The cache fills up"], open: [8] },
    ],
  };
  expect(remembered(known)).toMatchObject(known);
});

test("that nobody has looked for similar ones is remembered, too", () => {
  expect(remembered({}).similar).toBeUndefined();
  expect(remembered({ similar: [] }).similar).toEqual([]);
});

test("the order in which they came to be known leaves no trace", () => {
  const changes = [change(2), change(1), change(3, { at: at(-1) }), change(3, { at: at(-1), kind: "deployment" })];
  const owners = { login: ["a"], cart: ["b"] };
  const backwards = { changes: changes.toReversed(), owners: { cart: ["b"], login: ["a"] } };
  expect(created(backwards)).toBe(created({ changes, owners }));
  expect(remembered({ changes }).changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "deployment 3",
    "pull request 3",
    "pull request 1",
    "pull request 2",
  ]);
});

test("of many, the newest changes and the best likenesses stay, and the card has room for them", () => {
  const long = "x".repeat(5_000);
  const many = {
    changes: Array.from({ length: 100 }, (_, id) => change(id, { title: long })),
    owners: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`service-${n}`, Array(50).fill("@acme/web")])),
    similar: Array.from({ length: 10 }, (_, number) => ({
      number,
      title: "Down",
      declaredAt: 0,
      learned: [],
      open: [],
    })),
  };
  const { changes, owners, similar } = remembered(many);
  expect(changes.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, id) => id));
  expect(Object.keys(owners)).toHaveLength(20);
  expect(similar?.map(({ number }) => number)).toEqual([0, 1, 2]);
  expect(JSON.stringify({ changes, owners, similar }).length).toBeLessThan(12_000);
});

test("what is remembered of them is remembered the same again", () => {
  const memory = { changes: [change(1, { title: "y".repeat(500) }), change(2)], owners: { b: ["x"], a: ["y"] } };
  expect(created(remembered(memory))).toBe(created(memory));
});
