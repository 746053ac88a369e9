/**
 * Action items and the organisation's issue fields, brought together as with the board. The fields are heard first: what
 * they say of an issue counts as said on the issue, and the board then meets both.
 */
import { priorityOption } from "../board/fields.ts";
import type { BoardKnown } from "../board/items.ts";
import { LAG } from "../board/merge.ts";
import { type Meeting, type Met, mergeDue, mergePriority, mergeTheirDue } from "../board/values.ts";
import type { BoardItem, BoardReading } from "../github/board.ts";
import type { BoardSetting } from "../github/port.ts";
import type { ActionItem, Day, Priority } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { Agreed, Memory } from "../memory.ts";
import type { FieldsReading } from "./fields.ts";

/** What is known of the fields in a pass. */
export interface FieldsKnown extends BoardKnown {
  /** Null where there are none, or nobody has asked. */
  fields: FieldsReading | null;
}

/** An item as its issue and its fields have it, and what of it is to be changed where once the board has been heard too. */
export interface FieldedItem {
  item: ActionItem;
  toIssue: { priority: boolean; due: boolean };
  toFields: BoardSetting[];
}

interface Merged {
  priority: Met<Priority | null> | null;
  due: Met<Day | null> | null;
}

const nothing: Merged = { priority: null, due: null };
const never: BoardItem["changed"] = { labels: null, state: null, text: null };

/** The items as issue and fields agree on them, before the board is heard. */
export function withFields(items: readonly ActionItem[], known: FieldsKnown): ActionItem[] {
  return items.map((item) => {
    const { priority, due } = mergedFields(item, known);
    const day = due ? due.value : theirDay(item, known);
    return { ...item, priority: priority ? priority.value : item.priority, due: day, firstDue: item.firstDue ?? day };
  });
}

/** The board's reading, in which what the fields have just changed is a change of the issue. */
export function withFieldChanges(items: readonly ActionItem[], known: FieldsKnown): BoardReading | null {
  const { board: reading, fields, now } = known;
  if (reading?.state !== "read" || !fields) return reading;
  const byNumber = new Map(items.map((item) => [item.number, mergedFields(item, known)]));
  const read = reading.board.items.map((on) => {
    const { priority, due } = byNumber.get(on.issue) ?? nothing;
    const labels = priority?.toIssue ? now : on.changed.labels;
    return { ...on, changed: { ...on.changed, labels, text: due?.toIssue ? now : on.changed.text } };
  });
  return { ...reading, board: { ...reading.board, items: read } };
}

/** What is to be written for an item that is `after` this pass, fields and board heard; null where the fields say nothing of it. */
export function fielded(item: ActionItem, after: ActionItem, known: FieldsKnown): FieldedItem | null {
  const { priority, due } = mergedFields(item, known);
  if (!known.fields || (!priority && !due)) return null;
  return {
    item: after,
    toIssue: {
      priority: priority?.toIssue === true && priority.value === after.priority,
      due: due?.toIssue === true && due.value === after.due,
    },
    toFields: [...prioritySetting(priority, after, known.fields), ...daySetting(due, after, known.fields)],
  };
}

/** Where the board has had the last word, the field is to say what it said. */
function prioritySetting(met: Merged["priority"], { priority }: ActionItem, fields: FieldsReading): BoardSetting[] {
  if (!met || !fields.priority) return [];
  if (met.value === priority) return met.toBoard ? [met.toBoard] : [];
  const option = priority === null ? null : priorityOption(priority, fields.priority);
  return priority !== null && !option ? [] : [{ field: fields.priority.id, value: option?.id ?? null }];
}

function daySetting(met: Merged["due"], { due }: ActionItem, fields: FieldsReading): BoardSetting[] {
  if (!met || !fields.due) return [];
  if (met.value === due) return met.toBoard ? [met.toBoard] : [];
  return [{ field: fields.due.id, value: due }];
}

/** Field by field; null for those that there are none for, and of what is closed. */
function mergedFields(item: ActionItem, known: FieldsKnown): Merged {
  const { fields, board, memory, own, configuration, now } = known;
  const read = fields?.items.find(({ issue }) => issue === item.number);
  if (!fields || !read || item.state !== "open") return nothing;
  const seen = board?.state === "read" ? board.board.items.find(({ issue }) => issue === item.number) : undefined;
  const on: BoardItem = { ...read, item: null, archived: false, changed: seen?.changed ?? never };
  const meeting: Meeting = { item, on, agreed: memory.fields?.[item.number] ?? null, configuration, now };
  const merge = own.has(item.number) ? mergeDue : mergeTheirDue;
  return {
    priority: fields.priority && mergePriority(fields.priority, meeting),
    due: fields.due && merge(fields.due, meeting),
  };
}

/** A day that people set in the field of an issue of theirs counts also where fields are not read. */
function theirDay({ number, due }: ActionItem, { memory, own }: FieldsKnown): Day | null {
  return own.has(number) ? due : (memory.fields?.[number]?.due ?? due);
}

/** What is remembered of the fields after this pass: `before` are the items as their issues have them, `after` as all agree. */
export function rememberedFields(
  before: readonly ActionItem[],
  after: readonly ActionItem[],
  known: FieldsKnown,
): NonNullable<Memory["fields"]> {
  const byNumber = new Map(after.map((item) => [item.number, item]));
  const agreements = before.flatMap((item): [string, Agreed][] => {
    const agreed = agreement(item, byNumber.get(item.number) ?? item, known) ?? known.memory.fields?.[item.number];
    return agreed ? [[String(item.number), agreed]] : [];
  });
  return Object.fromEntries(agreements);
}

function agreement(item: ActionItem, after: ActionItem, known: FieldsKnown): Agreed | null {
  const write = fielded(item, after, known);
  if (!write) return null;
  const { priority, due } = mergedFields(item, known);
  const isSaid =
    priority?.value === after.priority || !write.toFields.some(({ field }) => field === known.fields?.priority?.id);
  return agreedSince(known, item.number, {
    priority: priority && (isSaid ? priority.agreed : after.priority),
    due: due && (due.value === after.due ? due.agreed : after.due),
    isWritten: write.toFields.length > 0 || write.toIssue.priority || write.toIssue.due,
  });
}

/** Only after a write of ours can a reading be late: what both have said from the beginning holds since ever. */
function agreedSince(
  { memory, now }: FieldsKnown,
  number: number,
  { priority, due, isWritten }: Pick<Agreed, "priority" | "due"> & { isWritten: boolean },
): Agreed {
  const before = memory.fields?.[number];
  const isSame = before?.priority === priority && before.due === due;
  const since = before || isWritten ? Math.floor(now / 1000) : 0;
  return { status: null, priority, due, since: isSame ? before.since : since };
}

/** When the fields are to be looked at again, as what differs there may be an old reading; null where nothing does. */
export function fieldsSettleAt(items: readonly ActionItem[], known: FieldsKnown): Instant | null {
  const late = items.flatMap((item) => {
    const { priority, due } = mergedFields(item, known);
    const since = (known.memory.fields?.[item.number]?.since ?? 0) * 1000;
    return priority?.later || due?.later ? [since + LAG] : [];
  });
  return late.length === 0 ? null : Math.min(...late);
}
