/** What an action item's issue and its board say of one field, brought together. */
import type { Configuration } from "../config.ts";
import type { BoardField, BoardItem } from "../github/board.ts";
import type { BoardSetting } from "../github/port.ts";
import type { ActionItem, Day, Priority } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { Agreed } from "../memory.ts";
import { priorityIn, priorityOption, shownStatus, statusIn, statusOption } from "./fields.ts";
import { type Merged, merge, type Side } from "./merge.ts";

/** Both places of one item. */
export interface Meeting {
  item: ActionItem;
  on: BoardItem;
  /** Null where the two have never met. */
  agreed: Agreed | null;
  configuration: Configuration;
  now: Instant;
}

/** A field's value after this pass, what of it is to be written, and what is agreed on then. */
export interface Met<Value> {
  value: Value;
  toIssue: boolean;
  toBoard: BoardSetting | null;
  /** One of the two may only have been read late, and is to be looked at again. */
  later: boolean;
  agreed: Value | null;
}

type State = ActionItem["state"];

/** A project's own workflow says "done" of whatever is closed, within moments: it means nothing more than the closing. */
const AT_ONCE = 60_000;

export function mergeStatus(field: BoardField, meeting: Meeting): Met<State> {
  const { item, on, agreed, configuration, now } = meeting;
  const { value, at } = sideOf(on, field);
  const issue: Side<State> = { value: shownStatus(item.state, field, configuration.board), at: changedState(item, on) };
  const board = value === null ? null : { value: statusIn(value, configuration.board), at };
  const known = agreed === null || agreed.status === "removed" ? null : agreed.status;
  const last = known === null ? null : { value: known, since: secondOf(agreed) };
  const merged: Merged<State> = isOnlyClosing(issue, board, known)
    ? { value: issue.value, write: "board" }
    : merge({ issue, board, agreed: last, bornAt: item.createdAt }, now);
  const option = statusOption(merged.value, field, configuration.board);
  const met = outcome(merged, option && { field: field.id, value: option.id }, board?.value ?? null);
  return merged.value === issue.value ? { ...met, value: item.state } : met;
}

/** A command closes an item in the very pass that reads it. */
function changedState({ closedAt }: ActionItem, { changed }: BoardItem): Instant | null {
  return closedAt === undefined ? changed.state : Math.max(changed.state ?? closedAt, closedAt);
}

/** Closed before the two have met, or as declined just before the board called it done. */
function isOnlyClosing(issue: Side<State>, board: Side<State> | null, agreed: State | null): boolean {
  if (issue.value === "open" || board === null || board.value === issue.value) return false;
  if (agreed === null) return true;
  const isEcho = issue.at !== null && board.at !== null && board.at >= issue.at && board.at - issue.at <= AT_ONCE;
  return issue.value === "declined" && board.value === "done" && isEcho;
}

export function mergePriority(field: BoardField, { item, on, agreed, now }: Meeting): Met<Priority | null> {
  const { value, at } = sideOf(on, field);
  const read = value === null ? null : priorityIn(value);
  const merged = merge<Priority | null>(
    {
      issue: { value: item.priority, at: on.changed.labels },
      board: value !== null && read === null ? null : { value: read, at },
      agreed: agreed && { value: agreed.priority, since: secondOf(agreed) },
      bornAt: item.createdAt,
    },
    now,
  );
  const option = merged.value === null ? null : priorityOption(merged.value, field);
  const setting = { field: field.id, value: option?.id ?? null };
  return outcome(merged, merged.value !== null && option === null ? null : setting, read);
}

export function mergeDue(field: BoardField, { item, on, agreed, now }: Meeting): Met<Day | null> {
  const { value, at } = sideOf(on, field);
  const merged = merge<Day | null>(
    {
      issue: { value: item.due, at: on.changed.text },
      board: { value, at },
      agreed: agreed && { value: agreed.due, since: secondOf(agreed) },
      bornAt: item.createdAt,
    },
    now,
  );
  return outcome(merged, { field: field.id, value: merged.value }, value);
}

/** Of an issue that people wrote: its text stays theirs, and the board's day counts. */
export function mergeTheirDue(field: BoardField, { item, on, agreed }: Meeting): Met<Day | null> {
  const { value } = sideOf(on, field);
  const isFirst = value === null && item.due !== null && agreed === null;
  const toBoard = isFirst ? { field: field.id, value: item.due } : null;
  return { value: value ?? item.due, toIssue: false, toBoard, later: false, agreed: value ?? item.due };
}

/** What the board says of the item by a field; nothing where it doesn't. */
export function sideOf({ values }: BoardItem, { name }: BoardField): Side<string | null> {
  return Object.hasOwn(values, name) ? (values[name] ?? nothing) : nothing;
}

const nothing: Side<null> = { value: null, at: null };

/** What can't be written, for want of an option, is not agreed on. */
function outcome<Value>(
  { value, write }: Merged<Value>,
  setting: BoardSetting | null,
  onBoard: Value | null,
): Met<Value> {
  const isStuck = write === "board" && setting === null;
  return {
    value,
    toIssue: write === "issue",
    toBoard: write === "board" ? setting : null,
    later: write === "later",
    agreed: isStuck ? onBoard : value,
  };
}

function secondOf(agreed: Agreed | null): Instant {
  return (agreed?.since ?? 0) * 1000;
}
