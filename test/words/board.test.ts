/** Words about the project board. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import { boardProblems, incidentOnBoard, withDue } from "../../src/words/board.ts";

const configuration = { ...defaults, board: { ...defaults.board, project: 7 } };
const nothing = { priorities: [], severity: null };

describe("what is wrong", () => {
  test.each([
    ["missing", "There is no project 7 in this organisation, or the App can't see it."],
    ["forbidden", "The App may not see the organisation's projects."],
    ["personal", "This repository belongs to a person, and an App can't reach a person's projects."],
  ] as const)("%s", (state, problem) => {
    const [one, ...more] = boardProblems({ state }, configuration, nothing, "zone: UTC\n\nboard:\n  project: 7\n");
    expect(more).toEqual([]);
    expect(one).toMatchObject({ line: 3, problem });
  });

  test("fields that are missing, in one sentence", () => {
    const board = { project: 7, title: "Promises", url: "", closed: false, writable: true, fields: [], items: [] };
    expect(boardProblems({ state: "read", board }, configuration, nothing, null)).toEqual([
      {
        line: null,
        problem:
          "The project “Promises” lacks the fields “Status” (single-select), “Priority” (single-select), “Due” (date), “Severity” (single-select), “Incident” (text).",
        remedy: "Add them in the project's settings, or name others under “board.fields”.",
      },
    ]);
  });

  test("nothing where no board is asked for", () => {
    expect(boardProblems(null, configuration, nothing, null)).toEqual([]);
  });
});

test.each([
  ["- **Due**: 2026-12-01\nmore", "2027-01-02", "- **Due**: 2027-01-02\nmore"],
  ["Due: tomorrow", "2027-01-02", "Due: 2027-01-02"],
  ["* _due_ : 2026-12-01 (moved)", "2027-01-02", "* _due_ : 2027-01-02"],
  ["- **Due**: 2026-12-01", null, "- **Due**: not set"],
  ["Ours.", "2027-01-02", "Ours.\n\n- **Due**: 2027-01-02\n"],
  ["Ours.", null, "Ours."],
  ["Overdue: 3\nDue: x\nDue: y", "2027-01-02", "Overdue: 3\nDue: 2027-01-02\nDue: y"],
])("the due day in %j becomes %s", (body, due, text) => {
  expect(withDue(body, due)).toBe(text);
});

test("an incident's name on the board is plain, and short", () => {
  expect(incidentOnBoard({ number: 12, title: "Login\u202e page\nis down" })).toBe("#12 Login page is down");
  expect(incidentOnBoard({ number: 12, title: "x".repeat(500) })).toHaveLength(200);
});
