/** One value in two places: which of them counts. */
import { describe, expect, test } from "vitest";
import { merge } from "../../src/board/merge.ts";

const now = Date.UTC(2026, 10, 20, 12);
const minutes = (n: number) => now - n * 60_000;

type Case = [
  name: string,
  issue: [string | null, number | null],
  board: [string | null, number | null] | null,
  agreed: [string | null, number] | null,
  value: string | null,
  write: string | null,
];

const cases: Case[] = [
  ["equal: nothing", ["high", 5], ["high", 9], ["low", 60], "high", null],
  ["the issue has changed", ["low", 5], ["high", 70], ["high", 60], "low", "board"],
  ["the board has changed", ["high", 70], ["low", 5], ["high", 60], "low", "issue"],
  ["the board was emptied", ["high", 70], [null, null], ["high", 60], null, "issue"],
  ["the issue was emptied", [null, 5], ["high", 70], ["high", 60], null, "board"],
  ["both changed, the issue later", ["low", 5], ["urgent", 9], ["high", 60], "low", "board"],
  ["both changed, the board later", ["low", 9], ["urgent", 5], ["high", 60], "urgent", "issue"],
  ["both changed at once: the issue", ["low", 5], ["urgent", 5], ["high", 60], "low", "board"],
  ["both changed, nobody knows when: the issue", ["low", null], ["urgent", null], ["high", 60], "low", "board"],
  ["what the board says means nothing", ["high", 70], null, ["high", 60], "high", null],
  ["what the board says means nothing, and the issue has changed", ["low", 5], null, ["high", 60], "low", "board"],
  ["first meeting: the board is empty", ["high", 70], [null, null], null, "high", "board"],
  ["first meeting: the issue is empty, whenever", [null, 5], ["high", 70], null, "high", "issue"],
  ["first meeting: the newer", ["high", 70], ["low", 5], null, "low", "issue"],
  [
    "first meeting: the issue's time unknown, the board later than its birth",
    ["high", null],
    ["low", 5],
    null,
    "low",
    "issue",
  ],
  ["our write to the board isn't there yet", ["low", 3], ["high", 70], ["low", 1], "low", "later"],
  ["our write to the issue isn't there yet", ["high", 70], ["low", 3], ["low", 1], "low", "later"],
  ["our first write isn't there yet", ["low", 3], [null, null], ["low", 1], "low", "later"],
  ["changed by people a moment after our write", ["low", 3], ["urgent", 0], ["low", 1], "urgent", "issue"],
  ["our write to the board never came", ["low", 3], ["high", 70], ["low", 3], "low", "board"],
  ["our write to the issue never came", ["high", 70], ["low", 3], ["low", 3], "low", "issue"],
];

describe("merge", () => {
  test.each(cases)("%s", (_, issue, board, agreed, value, write) => {
    const side = ([said, at]: [string | null, number | null]) => ({
      value: said,
      at: at === null ? null : minutes(at),
    });
    const sides = {
      issue: side(issue),
      board: board && side(board),
      agreed: agreed && { value: agreed[0], since: minutes(agreed[1]) },
      bornAt: minutes(100),
    };
    expect(merge<string | null>(sides, now)).toEqual({ value, write });
  });

  test("what both say after a merge is left alone", () => {
    for (const [, issue, board, agreed] of cases) {
      const sides = {
        issue: { value: issue[0], at: issue[1] === null ? null : minutes(issue[1]) },
        board: board && { value: board[0], at: board[1] === null ? null : minutes(board[1]) },
        agreed: agreed && { value: agreed[0], since: minutes(agreed[1]) },
        bornAt: minutes(100),
      };
      const { value } = merge<string | null>(sides, now);
      const said = { value, at: now };
      const after = { issue: said, board: said, agreed: { value, since: now }, bornAt: minutes(100) };
      expect(merge<string | null>(after, now)).toEqual({ value, write: null });
    }
  });
});
