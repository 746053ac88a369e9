/** The passes of a scheduled run, where something keeps them from all being made. */
import { expect, it } from "vitest";
import { passOver } from "../../action/passes.ts";
import type { ObservedIssue } from "../../src/github/observed.ts";
import type { GitHub } from "../../src/github/port.ts";

it("leaves to the next run what failed as well as what it did not come to", async () => {
  const github = { read: () => Promise.reject(new Error("GitHub is down")) } as unknown as GitHub;
  const due = new Map([1, 2, 3].map((number) => [number, undefined as unknown as ObservedIssue]));
  let asked = 0;
  const budget = { isShort: () => ++asked > 1 };
  const passing = { templates: {}, now: () => 0 };
  const { left, notices } = await passOver(due, { github, passing, budget, log: () => {} });
  expect(left).toEqual([3, 2, 1]);
  expect(notices.map(({ title }) => title)).toEqual(["Incident #3 could not be brought up to date"]);
});
