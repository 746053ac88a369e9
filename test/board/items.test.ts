/** Action items and the board together: readings that come late, and what is taken off. */
import { describe, expect, test } from "vitest";
import { type BoardKnown, boardedItems, looksAgain, rememberedBoard, withBoard } from "../../src/board/items.ts";
import { defaults } from "../../src/config.ts";
import type { BoardItem, ObservedBoard } from "../../src/github/board.ts";
import type { ActionItem } from "../../src/incident/action-item.ts";
import { type Agreed, nothingRemembered } from "../../src/memory.ts";

const now = Date.UTC(2026, 10, 20, 12);
const second = now / 1000;
const unchanged = { labels: null, state: null, text: null };

const item: ActionItem = {
  number: 2,
  title: "Alert on failing logins",
  url: "",
  state: "open",
  owners: ["greg"],
  priority: "high",
  question: null,
  createdAt: now - 3_600_000,
  firstDue: "2026-12-01",
  due: "2026-12-01",
};

const select = (id: number, name: string, ...options: string[]) => ({
  id,
  name,
  type: "single select" as const,
  options: options.map((option) => ({ id: option, name: option })),
});
const boardWith = (...items: BoardItem[]): ObservedBoard => ({
  project: 7,
  title: "Promises",
  url: "",
  closed: false,
  writable: true,
  fields: [
    select(1, "Status", "Todo", "Done"),
    select(2, "Priority", "Urgent", "High", "Medium", "Low"),
    { id: 3, name: "Due", type: "date", options: [] },
  ],
  items,
});
const off: BoardItem = { issue: 2, item: null, archived: false, values: {}, changed: unchanged };
const on = (
  Status: string | null,
  Priority: string | null,
  Due: string | null,
  at: number | null = now - 60_000,
): BoardItem => {
  const said = (value: string | null) => ({ value, at: value === null ? null : at });
  return { ...off, item: 9, values: { Status: said(Status), Priority: said(Priority), Due: said(Due) } };
};
const agreed = (ago: number): Agreed => ({ status: "open", priority: "high", due: "2026-12-01", since: second - ago });
const known = (reading: BoardItem, remembered?: Agreed, own = true): BoardKnown => ({
  board: { state: "read", board: boardWith(reading) },
  memory: { ...nothingRemembered, board: remembered ? { 2: remembered } : {} },
  configuration: defaults,
  own: new Set(own ? [2] : []),
  now,
});

describe("our own write, read back late", () => {
  test("put on a moment ago and not there yet: neither put on again nor taken for removed", () => {
    const at = known(off, agreed(30));
    expect(boardedItems([item], at)).toEqual([]);
    expect(rememberedBoard([item], [], at)).toEqual({ 2: agreed(30) });
    expect(looksAgain([item], at)).toBe(now + 90_000);
  });

  test("still not there after two minutes: somebody has taken it off", () => {
    const at = known(off, agreed(121));
    expect(rememberedBoard([item], [], at)).toMatchObject({ 2: { status: "removed" } });
    expect(looksAgain([item], at)).toBeNull();
  });

  test("there, but its values are not yet: nothing is emptied on the issue", () => {
    const at = known(on(null, null, null), agreed(30));
    expect(withBoard([item], at)).toEqual([item]);
    expect(boardedItems([item], at)[0]).toMatchObject({ toBoard: [], toIssue: { priority: false, due: false } });
    expect(looksAgain([item], at)).toBe(now + 90_000);
  });
});

test("put on by a pass that ended before it could set or remember anything: filled in", () => {
  const [boarded] = boardedItems([item], known(on(null, null, null)));
  expect(boarded?.toBoard).toEqual([
    { field: 1, value: "Todo" },
    { field: 2, value: "High" },
    { field: 3, value: "2026-12-01" },
  ]);
});

test("what was closed long ago and never on the board is not put on it", () => {
  const closed: ActionItem = { ...item, state: "done", closedAt: now - 31 * 86_400_000 };
  expect(boardedItems([closed], known(off))).toEqual([]);
  expect(boardedItems([{ ...closed, closedAt: now - 86_400_000 }], known(off))).toHaveLength(1);
});

test("an issue of people's: the board's day counts, also where the board can't be read", () => {
  const theirs = known(on("Todo", "High", "2027-01-15"), agreed(600), false);
  expect(withBoard([item], theirs)[0]?.due).toBe("2027-01-15");
  expect(boardedItems([item], theirs)[0]?.toIssue.due).toBe(false);
  const unread: BoardKnown = {
    ...theirs,
    board: null,
    memory: { ...nothingRemembered, board: { 2: { ...agreed(600), due: "2027-01-15" } } },
  };
  expect(withBoard([item], unread)[0]?.due).toBe("2027-01-15");
});

test("closed on the board, the item is done as of this pass; opened, it has no end", () => {
  const [done] = withBoard([item], known(on("Done", "High", "2026-12-01"), agreed(600)));
  expect(done).toMatchObject({ state: "done", closedAt: now });
  const closed: ActionItem = { ...item, state: "done", closedAt: now - 700_000, evidence: "it rang" };
  const reopened = known(on("Todo", "High", "2026-12-01"), { ...agreed(600), status: "done" });
  expect(withBoard([closed], reopened)).toEqual([item]);
});
