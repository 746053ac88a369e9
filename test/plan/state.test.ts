/** Open or closed, and under which title: what people said last. */
import { expect, test } from "vitest";
import { planState, planTitle } from "../../src/plan/state.ts";
import { reference } from "../words/reference.ts";
import { issueWith, saying, situationWith, written } from "./situation.ts";

test.each([
  ["open", "open", null],
  ["closed", "open", "open"],
  ["open", "closed", "completed"],
  ["closed", "closed", null],
  ["open", "duplicate", "duplicate"],
  ["open", "withdrawn", "not planned"],
  ["open", null, null],
  ["closed", null, null],
] as const)("an issue that is %s and should be %s: %s", (state, issueState, change) => {
  const planned = planState(situationWith(issueWith({ state })), { ...reference, issueState });
  expect(planned).toEqual(change ? [{ do: "set state", issue: reference.number, state: change }] : []);
});

test.each([
  ["is given once", "Nobody can sign in", false, "Nobody can sign in"],
  ["that was heard already gives way to what people made of it since", "Nobody can sign in", true, null],
  ["that is there", reference.title, false, null],
  ["is one line of what can be seen", "Sign-in\u202e\n down", false, "Sign-in down"],
  ["fits", "x".repeat(300), false, "x".repeat(256)],
])("a title %s", (_, title, rocket, expected) => {
  const events = [saying(9, [{ verb: "incident", line: 1, title }])];
  const planned = planTitle(situationWith(issueWith({ items: [written(9, rocket)] }), events));
  expect(planned).toEqual(expected ? [{ do: "set title", issue: reference.number, title: expected }] : []);
});
