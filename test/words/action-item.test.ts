/** An action item's issue: what it says, and what people make of it. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import {
  type ActionItemView,
  dueDay,
  issueTitle,
  readActionItem,
  renderActionItem,
} from "../../src/words/action-item.ts";
import { at, reference, templates } from "./reference.ts";

const view: ActionItemView = {
  hidden: "<!-- sooner:action -->",
  incident: { number: 12, title: "Login page is down" },
  request: { title: "Alert on failed sign-ins", owners: ["greg"], priority: "high", question: "know sooner" },
  due: "2026-12-05",
  unknownOwners: [],
  from: { who: "cathy", url: `${reference.url}#issuecomment-9` },
  templates,
};

test("an item with all that it needs", () => {
  expect(renderActionItem(view)).toMatchInlineSnapshot(`
    "<!-- sooner:action -->
    From incident #12, Login page is down; asked for by [cathy](https://github.com/acme/shop/issues/12#issuecomment-9).

    - **Owner**: [greg](https://github.com/greg)
    - **Priority**: high
    - **Due**: 2026-12-05
    - **Question**: know sooner

    Edit due date and question in place; assignees and labels say owner and priority. Close it as completed when it is done, or as not planned, with the reason in a comment, when it won't be.
    "
  `);
});

test("an item without owner, priority and question asks for them", () => {
  const request = { title: "Alert", owners: ["nobody-here"] };
  expect(
    renderActionItem({
      ...view,
      request,
      due: null,
      unknownOwners: ["nobody-here"],
      from: { who: "", url: reference.url },
    }),
  ).toMatchInlineSnapshot(`
    "<!-- sooner:action -->
    From incident #12, Login page is down; asked for in [the review](https://github.com/acme/shop/issues/12).

    - **Owner**: nobody yet. Assign somebody: without an owner it is never done.
    - **Priority**: not set yet. Put one of the labels \`priority: urgent\`, \`priority: high\`, \`priority: medium\`, \`priority: low\` on.
    - **Due**: not set
    - **Question**: not said (know sooner, recover sooner, or other)

    Not known here, or not to be assigned: nobody-here. Assign somebody who has access to this repository.

    Edit due date and question in place; assignees and labels say owner and priority. Close it as completed when it is done, or as not planned, with the reason in a comment, when it won't be.
    "
  `);
});

test("titles of the incident do nothing", () => {
  const shown = renderActionItem({ ...view, incident: { number: 12, title: "@everyone <!-- x --> #9" } });
  expect(shown).toContain("@&#8203;everyone \\<!-- x --\\> #&#8203;9");
});

describe("read back", () => {
  test("as it was written", () => {
    expect(readActionItem(renderActionItem(view))).toEqual({ due: "2026-12-05", question: "know sooner" });
    const request = { title: "Alert", owners: [] };
    expect(readActionItem(renderActionItem({ ...view, request, due: null }))).toEqual({ due: null, question: null });
  });

  test.each([
    ["**Due**: 2026-12-24", { due: "2026-12-24", question: null }],
    ["due: 2026-1-5 or so\r\nQUESTION: Recover-sooner", { due: "2026-01-05", question: "recover sooner" }],
    ["* __Due:__ 2026-12-24\n* Question : other", { due: "2026-12-24", question: "other" }],
    ["Due: 2026-02-31", { due: null, question: null }],
    ["Due: soon", { due: null, question: null }],
    ["Due: 2026-12-01\nDue: 2026-12-02", { due: "2026-12-01", question: null }],
    ["", { due: null, question: null }],
  ])("%j", (body, expected) => expect(readActionItem(body)).toEqual(expected));
});

test.each([
  ["sev1", "UTC", "2026-03-25"],
  ["sev2", "UTC", "2026-04-09"],
  [null, "UTC", "2026-04-09"],
  ["sev1", "Pacific/Auckland", "2026-03-26"],
] as const)("after %s in %s an item is due on %s", (severity, zone, expected) => {
  expect(dueDay(at(0), severity, { ...defaults, zone })).toBe(expected);
});

test("a title fits into GitHub's 256 characters", () => {
  expect(issueTitle(" a\n\u202eb ")).toBe("a b");
  expect(issueTitle("x".repeat(300))).toHaveLength(256);
});
