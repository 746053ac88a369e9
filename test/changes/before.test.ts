/** What changed before an incident: which hours, which environments, which services, and what stays remembered. */
import { describe, expect, test } from "vitest";
import { changesBefore, unknownPullRequests } from "../../src/changes/before.ts";
import { defaults } from "../../src/config.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { nothingRemembered, type RecentChange, readMemory } from "../../src/memory.ts";
import { at, reference } from "../words/reference.ts";
import { configured, deployed, merged, shipping } from "./repository.ts";

// The reference case began at 16:00 on 10 March.
const detected = reference.moments.detected?.at ?? 0;
const known = { memory: nothingRemembered, configuration: defaults, now: at(60) };
const ids = (changes: RecentChange[]) => changes.map(({ kind, id }) => `${kind} ${id}`);

test("deployments and merged pull requests, newest first, with all that the card says", () => {
  expect(changesBefore(shipping([deployed(7, -10)], [merged(45, -20, "Faster sessions")]), reference, known)).toEqual([
    {
      kind: "deployment",
      id: 7,
      at: at(-10),
      title: "main",
      who: "greg",
      environment: "production",
      state: "success",
      url: "https://github.com/acme/shop/actions/runs/7",
      services: [],
    },
    {
      kind: "pull request",
      id: 45,
      at: at(-20),
      title: "Faster sessions",
      who: "cathy",
      environment: null,
      state: null,
      url: "https://github.com/acme/shop/pull/45",
      services: [],
    },
  ]);
});

describe("the hours", () => {
  const minutesOf = (minutes: number[], incident: Incident = reference, hours = 6) => {
    const configuration = configured(`changes: { hours: ${hours} }`);
    const pulls = minutes.map((one, index) => merged(index, one, String(one)));
    return changesBefore(shipping([], pulls), incident, { ...known, configuration }).map(({ title }) => Number(title));
  };
  const untilDetection = (detected - at(0)) / 60_000;

  test.each([
    ["are six before the start", [-361, -360, -1], reference, 6, [-1, -360]],
    ["are as many as configured", [-61, -60], reference, 1, [-60]],
    [
      "go on until the detection, and to the end of its minute",
      [untilDetection, untilDetection + 0.9, untilDetection + 1],
      reference,
      6,
      [untilDetection + 0.9, untilDetection],
    ],
    [
      "count from the detection where no start is known",
      [untilDetection - 361, untilDetection - 359],
      { ...reference, moments: { ...reference.moments, started: null } },
      6,
      [untilDetection - 359],
    ],
  ])("%s", (_, minutes, incident, hours, expected) => {
    expect(minutesOf(minutes, incident, hours)).toEqual(expected);
  });
});

test.each([
  ["without any configured, all but previews", "", ["production", "staging"]],
  ["those configured, in any case", "changes: { environments: [Production] }", ["production"]],
])("environments: %s", (_, text, expected) => {
  const all = ["production", "staging", "Preview", "review/login", "pr-12"];
  const issue = shipping(all.map((environment, index) => deployed(index, -9 - index, { environment })));
  const found = changesBefore(issue, reference, { ...known, configuration: configured(text) });
  expect(found.map(({ environment }) => environment)).toEqual(expected);
});

test.each([
  ["a failure is told of", { outcome: "failure" as const }, ["failure"]],
  ["one that goes on, too", { outcome: "pending" as const }, ["pending"]],
  ["one that was given up changed nothing", { outcome: null }, []],
])("outcomes: %s", (_, more, expected) => {
  const found = changesBefore(shipping([deployed(1, -5, more)]), reference, known);
  expect(found.map(({ state }) => state)).toEqual(expected);
});

test("a commit without a branch is named by its first digits, and a link that is none leads to the page of deployments", () => {
  const url = "javascript:alert(1)";
  const [change] = changesBefore(shipping([deployed(1, -5, { ref: null, url })]), reference, known);
  expect(change).toMatchObject({ title: "4b1d0c5", url: "https://github.com/acme/shop/deployments" });
});

describe("services", () => {
  const configuration = configured(`
services:
  login: { paths: [web/login/], environments: [Production] }
  search: { paths: ["search/**"] }
`);
  const issue = shipping(
    [deployed(7, -10), deployed(8, -11, { environment: "staging" })],
    [merged(45, -20), merged(46, -30)],
  );

  test("of a deployment by its environment, of a pull request by its files", () => {
    const files = new Map([
      [45, ["web/login/form.ts", "search/index.ts"]],
      [46, ["README.md"]],
    ]);
    const found = changesBefore(issue, reference, { ...known, configuration, files });
    expect(found.map(({ id, services }) => [id, services])).toEqual([
      [7, ["login"]],
      [8, []],
      [45, ["login", "search"]],
      [46, []],
    ]);
  });

  test("files are asked for once, and only where they say something", () => {
    const [remembered] = changesBefore(shipping([], [merged(46, -30)]), reference, known);
    const memory = { ...nothingRemembered, changes: remembered ? [remembered] : [] };
    expect(unknownPullRequests(issue, reference, { ...known, configuration, memory })).toEqual([45]);
    expect(unknownPullRequests(issue, reference, known)).toEqual([]);
  });

  test("once found they stay", () => {
    const first = changesBefore(issue, reference, { ...known, configuration, files: new Map([[45, ["search/a"]]]) });
    const memory = { ...nothingRemembered, changes: first };
    expect(changesBefore(issue, reference, { ...known, configuration, memory })).toEqual(first);
  });
});

describe("what is remembered", () => {
  const before = changesBefore(shipping([deployed(7, -10)], [merged(45, -20)]), reference, known);
  const memory = { ...nothingRemembered, changes: before };

  test("stays where GitHub lists it no more, or may not be asked", () => {
    expect(changesBefore(shipping([], [merged(50, -5)]), reference, { ...known, memory }).map(({ id }) => id)).toEqual([
      50, 7, 45,
    ]);
    expect(changesBefore(shipping(null, null), reference, { ...known, memory })).toEqual(before);
  });

  test("reads as it was written, to the letter, as cards are compared by their text", () => {
    expect(JSON.stringify(readMemory({ changes: before }).changes)).toBe(JSON.stringify(before));
  });

  test("is brought up to date, and moves with the start", () => {
    const failed = shipping([deployed(7, -10, { outcome: "failure" })]);
    expect(changesBefore(failed, reference, { ...known, memory })[0]?.state).toBe("failure");
    const configuration = configured("changes: { hours: 0.25 }");
    expect(ids(changesBefore(shipping([]), reference, { ...known, memory, configuration }))).toEqual(["deployment 7"]);
  });

  test("is left as it is from a day after the beginning on", () => {
    const later = { ...known, memory, now: detected + 25 * 60 * 60_000 };
    expect(changesBefore(shipping([deployed(8, -15)]), reference, later)).toBe(before);
    expect(changesBefore(shipping([deployed(8, -15)]), { ...reference, state: "merged" }, { ...known, memory })).toBe(
      before,
    );
  });
});

test("at most 20 are kept, the newest", () => {
  const issue = shipping(
    Array.from({ length: 20 }, (_, n) => deployed(n, -10 - n)),
    Array.from({ length: 20 }, (_, n) => merged(n, -10.5 - n)),
  );
  const found = changesBefore(issue, reference, known);
  expect(found).toHaveLength(20);
  expect(found.at(-1)).toMatchObject({ kind: "pull request", id: 9 });
});
