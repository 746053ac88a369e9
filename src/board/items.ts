/** Action items and the board, brought together: what each is to say, what is to be written where, what is remembered. */
import type { Configuration } from "../config.ts";
import type { BoardItem, BoardReading, ObservedBoard } from "../github/board.ts";
import type { BoardSetting } from "../github/port.ts";
import type { ActionItem } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { Agreed, Memory } from "../memory.ts";
import { usableField } from "./fields.ts";
import { isFresh, LAG } from "./merge.ts";
import { type Met, mergeDue, mergePriority, mergeStatus, mergeTheirDue } from "./values.ts";

/** What is known of the board in a pass. */
export interface BoardKnown {
  board: BoardReading | null;
  memory: Memory;
  configuration: Configuration;
  /** Numbers of the items whose text the App wrote, and may change. */
  own: ReadonlySet<number>;
  now: Instant;
}

/** An item on the board after this pass. */
export interface BoardedItem {
  before: ActionItem;
  item: ActionItem;
  on: BoardItem;
  /** What of it is to be changed on the issue. */
  toIssue: { status: boolean; priority: boolean; due: boolean };
  toBoard: BoardSetting[];
}

/** Those that were closed longer ago, and were never on the board, are not put on it. */
const RECENT = 30 * 24 * 60 * 60_000;

/** The board, where it was read and may be written to; null where nothing can be done about it. */
export function usableBoard(reading: BoardReading | null): ObservedBoard | null {
  if (reading?.state !== "read" || reading.board.closed || !reading.board.writable) return null;
  return reading.board;
}

/** The items as both sides agree on them after this pass: the card tells them so. */
export function withBoard(items: readonly ActionItem[], known: BoardKnown): ActionItem[] {
  const boarded = new Map(boardedItems(items, known).map(({ item }) => [item.number, item]));
  return items.map((item) => boarded.get(item.number) ?? theirDay(item, known));
}

/** A day that people set on the board for an issue of theirs counts also where the board can't be read. */
function theirDay(item: ActionItem, { memory, own }: BoardKnown): ActionItem {
  const day = own.has(item.number) ? null : (memory.board[item.number]?.due ?? null);
  return day === null ? item : dueOn(item, day);
}

/** The items that are on the board after this pass; none where nothing can be done about it. */
export function boardedItems(items: readonly ActionItem[], known: BoardKnown): BoardedItem[] {
  const board = usableBoard(known.board);
  if (!board) return [];
  const read = new Map(board.items.map((on) => [on.issue, on]));
  return items.flatMap((item) => {
    const on = read.get(item.number);
    return on && belongs(on, known, item) ? [boarded(item, on, board, known)] : [];
  });
}

/** Whether it is on the board, or to be put on it. Whoever takes it off, or archives it, means it. */
export function belongs(
  on: BoardItem,
  { memory, now }: BoardKnown,
  { closedAt }: Pick<ActionItem, "closedAt">,
): boolean {
  if (on.archived) return false;
  return on.item !== null || (!memory.board[on.issue] && (closedAt === undefined || now - closedAt < RECENT));
}

function boarded(item: ActionItem, on: BoardItem, board: ObservedBoard, known: BoardKnown): BoardedItem {
  const { status, priority, due } = mergedFields(item, on, board, known);
  const values = [status, priority, due].flatMap((met) => met?.toBoard ?? []);
  return {
    before: item,
    item: dueOn(
      { ...inState(item, status?.value ?? item.state, known.now), priority: priority ? priority.value : item.priority },
      due ? due.value : item.due,
    ),
    on,
    toIssue: { status: status?.toIssue ?? false, priority: priority?.toIssue ?? false, due: due?.toIssue ?? false },
    toBoard: values,
  };
}

interface MergedFields {
  status: Met<ActionItem["state"]> | null;
  priority: Met<ActionItem["priority"]> | null;
  due: Met<ActionItem["due"]> | null;
}

const nothingMerged: MergedFields = { status: null, priority: null, due: null };

/** Field by field; null for those that the board can't hold. */
function mergedFields(item: ActionItem, on: BoardItem, board: ObservedBoard, known: BoardKnown): MergedFields {
  const { configuration, memory, own, now } = known;
  const agreed = agreedOn(memory, item.number);
  const meeting = { item, on, agreed, configuration, now };
  const field = (kind: "status" | "priority" | "due") => usableField(kind, board, configuration);
  const [status, priority, due] = [field("status"), field("priority"), field("due")];
  const dueMerge = own.has(item.number) ? mergeDue : mergeTheirDue;
  return {
    status: status && mergeStatus(status, meeting),
    priority: priority && mergePriority(priority, meeting),
    due: due && dueMerge(due, meeting),
  };
}

/** What was last agreed on; null also for what was taken off and is back: the two meet anew. */
function agreedOn({ board }: Memory, number: number): Agreed | null {
  const agreed = board[number];
  return agreed === undefined || agreed.status === "removed" ? null : agreed;
}

/** The item in that state, as it is once the issue is closed or opened now. */
function inState(item: ActionItem, state: ActionItem["state"], now: Instant): ActionItem {
  if (state === item.state) return item;
  const { closedAt = now, reason: _reason, evidence: _evidence, ...rest } = item;
  return state === "open" ? { ...rest, state } : { ...rest, state, closedAt };
}

function dueOn(item: ActionItem, due: ActionItem["due"]): ActionItem {
  return due === item.due ? item : { ...item, due, firstDue: item.firstDue ?? due };
}

/** What is remembered after this pass of the items, of `others` on the board, and of what has been taken off it. */
export function rememberedBoard(
  items: readonly ActionItem[],
  others: readonly Pick<ActionItem, "number" | "closedAt">[],
  known: BoardKnown,
): Memory["board"] {
  const board = usableBoard(known.board);
  if (!board) return known.memory.board;
  const next = { ...known.memory.board };
  const byNumber = new Map(items.map((item) => [item.number, item]));
  const otherByNumber = new Map(others.map((other) => [other.number, other]));
  for (const on of board.items) {
    const item = byNumber.get(on.issue);
    const subject = item ?? otherByNumber.get(on.issue);
    if (!subject) continue;
    const agreed = belongs(on, known, subject) ? agreement(item ?? null, on, board, known) : takenOff(on, known);
    if (agreed) next[on.issue] = agreed;
  }
  return next;
}

/** Of what only follows its issue, no more than that it is there. */
function agreement(item: ActionItem | null, on: BoardItem, board: ObservedBoard, known: BoardKnown): Agreed {
  const before = agreedOn(known.memory, on.issue);
  const { status, priority, due } = item ? mergedFields(item, on, board, known) : nothingMerged;
  const after = {
    status: status ? status.agreed : (before?.status ?? null),
    priority: priority ? priority.agreed : (before?.priority ?? null),
    due: due ? due.agreed : (before?.due ?? null),
  };
  const isSame = before?.status === after.status && before.priority === after.priority && before.due === after.due;
  return { ...after, since: isSame ? before.since : Math.floor(known.now / 1000) };
}

/** Put on the board a moment ago, GitHub may only not show it yet. */
function takenOff(on: BoardItem, { memory, now }: BoardKnown): Agreed | null {
  const agreed = memory.board[on.issue];
  if (agreed?.status === "removed") return agreed;
  if (agreed && !on.archived && isFresh(agreed.since * 1000, now)) return agreed;
  return agreed || on.archived ? { status: "removed", priority: null, due: null, since: Math.floor(now / 1000) } : null;
}

/** When the board is to be looked at again, as what differs there may be an old reading; null where nothing does. */
export function looksAgain(items: readonly ActionItem[], known: BoardKnown): Instant | null {
  const board = usableBoard(known.board);
  if (!board) return null;
  const read = new Map(board.items.map((on) => [on.issue, on]));
  const late = items.flatMap((item) => {
    const on = read.get(item.number);
    const agreed = agreedOn(known.memory, item.number);
    return on && agreed && isLate(item, on, board, known) ? [agreed.since * 1000 + LAG] : [];
  });
  return late.length === 0 ? null : Math.min(...late);
}

function isLate(item: ActionItem, on: BoardItem, board: ObservedBoard, known: BoardKnown): boolean {
  if (!belongs(on, known, item)) return !on.archived && takenOff(on, known)?.status !== "removed";
  return Object.values(mergedFields(item, on, board, known)).some((met: Met<unknown> | null) => met?.later);
}
