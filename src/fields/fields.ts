/** The organisation's issue types and issue fields as ours: which are there, and what a new issue is to say in them. */
import { priorityOption } from "../board/fields.ts";
import type { BoardField, BoardItem } from "../github/board.ts";
import type { FieldValues } from "../github/issue-fields.ts";
import type { BoardSetting } from "../github/port.ts";
import type { Day, Priority } from "../incident/action-item.ts";

/** The fields that action items have a use for; null where there is no such field. */
export interface ItemFields {
  priority: BoardField | null;
  due: BoardField | null;
}

/** What the fields say of open action items. */
export interface FieldsReading extends ItemFields {
  items: Pick<BoardItem, "issue" | "values">[];
}

/** The fields `Priority` and `Target date`, each of its type. */
export function itemFieldsIn(fields: readonly BoardField[]): ItemFields {
  const find = (name: string, type: BoardField["type"]) =>
    fields.find((field) => field.type === type && isSame(field.name, name)) ?? null;
  return { priority: find("Priority", "single select"), due: find("Target date", "date") };
}

/** The type of that name as the organisation spells it; null where it has none. */
export function typeNamed(name: string, types: readonly string[]): string | null {
  return types.find((type) => isSame(type, name)) ?? null;
}

/** What the fields say of one issue, by their names. GitHub tells no times. */
export function valuesOf({ priority, due }: ItemFields, said: FieldValues): BoardItem["values"] {
  const values: BoardItem["values"] = {};
  if (priority) values[priority.name] = { value: said[priority.id] ?? null, at: null };
  if (due) values[due.name] = { value: said[due.id]?.slice(0, "2026-12-01".length) ?? null, at: null };
  return values;
}

/** What a new item is to say in the fields; what has no option, or is not known, is left out. */
export function newSettings(
  item: { priority: Priority | null; due: Day | null },
  { priority, due }: ItemFields,
): BoardSetting[] {
  const option = item.priority && priority && priorityOption(item.priority, priority);
  return [
    ...(priority && option ? [{ field: priority.id, value: option.id }] : []),
    ...(due && item.due ? [{ field: due.id, value: item.due }] : []),
  ];
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
