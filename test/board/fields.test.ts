/** Fields and options of a project board as ours. */
import { describe, expect, test } from "vitest";
import { findField, newField, priorityIn, severityIn, shownStatus, statusIn } from "../../src/board/fields.ts";
import { defaults } from "../../src/config.ts";
import type { BoardField, ObservedBoard } from "../../src/github/board.ts";

const select = (name: string, ...options: string[]): BoardField => ({
  id: 1,
  name,
  type: "single select",
  options: options.map((option) => ({ id: option, name: option })),
});
const boardWith = (...fields: BoardField[]): ObservedBoard => ({
  project: 7,
  title: "Promises",
  url: "https://github.com/orgs/acme/projects/7",
  closed: false,
  writable: true,
  fields,
  items: [],
});

test.each([
  ["Urgent", "urgent"],
  ["🔥 urgent", "urgent"],
  ["P0", "urgent"],
  ["p1 – soon", "high"],
  ["[P3] Some day", "low"],
  ["MEDIUM", "medium"],
  ["P4", null],
  ["Someday", null],
  ["Not urgent", null],
  ["", null],
])("the option “%s” means the priority %s", (option, priority) => {
  expect(priorityIn(option)).toBe(priority);
});

test.each([
  ["SEV1", "sev1"],
  ["🔥 Sev 2", "sev2"],
  ["sev-3 minor", "sev3"],
  ["SEV6", null],
  ["", null],
])("the option “%s” means the severity %s", (option, severity) => {
  expect(severityIn(option)).toBe(severity);
});

test("any status that is none of ours means that somebody is at it", () => {
  const { board } = defaults;
  expect(["Todo", "in progress", "DONE", "won't do ", "Blocked"].map((name) => statusIn(name, board))).toEqual([
    "open",
    "open",
    "done",
    "declined",
    "open",
  ]);
  expect(shownStatus("declined", select("Status", "Todo", "Done"), board)).toBe("done");
  expect(shownStatus("declined", select("Status", "Todo", "Done", "Won't do"), board)).toBe("declined");
});

describe("a field", () => {
  const priority = select("Prio", "P0", "P1", "P2", "P3");
  test.each([
    ["there", [select("Priority", "High")], "there"],
    ["of another type", [{ ...select("Priority"), type: "text" as const }], "wrong type"],
    ["in another spelling", [select("priority", "High")], "renamed"],
    ["by another name, with the same options", [select("Team", "Web"), priority], "renamed"],
    ["not there", [select("Team", "Web")], "missing"],
  ])("%s", (_, fields, state) => {
    expect(findField("priority", boardWith(...fields), defaults).state).toBe(state);
  });

  test("that is missing, as it is made", () => {
    expect(
      (["status", "priority", "due", "severity", "incident"] as const).map((kind) => newField(kind, defaults)),
    ).toEqual([
      { name: "Status", type: "single select", options: ["Todo", "Done", "Won't do"] },
      { name: "Priority", type: "single select", options: ["Urgent", "High", "Medium", "Low"] },
      { name: "Due", type: "date" },
      { name: "Severity", type: "single select", options: ["SEV1", "SEV2", "SEV3", "SEV4", "SEV5"] },
      { name: "Incident", type: "text" },
    ]);
  });
});
