/** The fields of a project board as ours: which are there, which are missing, and which option says what. */
import type { Configuration } from "../config.ts";
import type { BoardField, ObservedBoard } from "../github/board.ts";
import type { NewBoardField } from "../github/port.ts";
import { type ActionItem, type Priority, priorities, type Question } from "../incident/action-item.ts";
import { type Severity, severities } from "../incident/incident.ts";

export const fieldKinds = ["status", "priority", "due", "severity", "incident"] as const;
/** What a field of ours is about, whatever the team calls it. */
export type FieldKind = (typeof fieldKinds)[number];

type Status = ActionItem["state"];

/** Where one of our fields stands: there, of a type that can't hold it, gone by another name, or not there at all. */
export type FoundField =
  | { state: "there"; field: BoardField }
  | { state: "wrong type"; field: BoardField }
  | { state: "renamed"; field: BoardField }
  | { state: "missing" };

/** Types that can hold what the field is about; the first is what we make. */
export const fieldTypes: Record<FieldKind, readonly BoardField["type"][]> = {
  status: ["single select"],
  priority: ["single select"],
  due: ["date"],
  severity: ["single select"],
  incident: ["text", "number"],
};

/** The field on the board. GitHub gives values by a field's exact name, so another spelling is another field. */
export function findField(
  kind: FieldKind,
  board: ObservedBoard,
  { board: { fields, ...rest } }: Configuration,
): FoundField {
  const name = fields[kind];
  const field = board.fields.find((one) => one.name === name);
  if (field) return { state: fieldTypes[kind].includes(field.type) ? "there" : "wrong type", field };
  const names = new Set(Object.values(fields));
  const others = board.fields.filter((one) => !names.has(one.name) && fieldTypes[kind].includes(one.type));
  const renamed =
    others.find((one) => one.name.toLowerCase() === name.toLowerCase()) ??
    others.find((one) => looksLike(kind, one, rest.statuses));
  return renamed ? { state: "renamed", field: renamed } : { state: "missing" };
}

/** The field, where it is there and holds what it is about. */
export function usableField(kind: FieldKind, board: ObservedBoard, configuration: Configuration): BoardField | null {
  const found = findField(kind, board, configuration);
  return found.state === "there" ? found.field : null;
}

/** By its options; days and texts may be about anything. */
function looksLike(kind: FieldKind, { options }: BoardField, statuses: Configuration["board"]["statuses"]): boolean {
  const names = options.map(({ name }) => name);
  if (kind === "status") return [statuses.open, statuses.done].every((name) => names.some((one) => isSame(one, name)));
  if (kind === "priority") return priorities.every((priority) => names.some((name) => priorityIn(name) === priority));
  return kind === "severity" && severities.every((severity) => names.some((name) => severityIn(name) === severity));
}

/** A field that a team may add, to see which question its items serve. */
export const QUESTION = "Question";

/** The field for the question, with the option for this one; null where the team has none. */
export function questionOption(
  question: Question,
  { fields }: ObservedBoard,
): { field: BoardField; option: Option } | null {
  const field = fields.find(({ name, type }) => name === QUESTION && type === "single select");
  const option = field?.options.find(({ name }) => isSame(name, question));
  return field && option ? { field, option } : null;
}

/** The field as it is to be made. */
export function newField(kind: FieldKind, { board: { fields, statuses } }: Configuration): NewBoardField {
  const name = fields[kind];
  switch (kind) {
    case "status":
      return { name, type: "single select", options: [...new Set([statuses.open, statuses.done, statuses.declined])] };
    case "priority":
      return { name, type: "single select", options: ["Urgent", "High", "Medium", "Low"] };
    case "severity":
      return { name, type: "single select", options: severities.map((severity) => severity.toUpperCase()) };
    case "due":
      return { name, type: "date" };
    case "incident":
      return { name, type: "text" };
  }
}

/** What an option of the status field says; any that is none of ours means that somebody is at it. */
export function statusIn(name: string, { statuses }: Configuration["board"]): Status {
  if (isSame(name, statuses.done)) return "done";
  return isSame(name, statuses.declined) ? "declined" : "open";
}

/** The state as the board can show it: without an option for what was declined, that is done. */
export function shownStatus(status: Status, field: BoardField, { statuses }: Configuration["board"]): Status {
  if (status !== "declined") return status;
  return field.options.some(({ name }) => isSame(name, statuses.declined)) ? "declined" : "done";
}

/** `Urgent`, `🔥 urgent`, `P0 – now`: by the first word; null where it says nothing that we know. */
export function priorityIn(name: string): Priority | null {
  const [word = ""] = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const numbered = /^p[0-3]$/.test(word) ? priorities[Number(word.slice(1))] : undefined;
  return numbered ?? priorities.find((priority) => priority === word) ?? null;
}

/** `SEV1`, `🔥 sev1 outage`, `SEV 1`; null where it says nothing that we know. */
export function severityIn(name: string): Severity | null {
  const [first = "", second = ""] = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return severities.find((severity) => severity === first || severity === first + second) ?? null;
}

type Option = BoardField["options"][number];

/** The option for a state; null where the board has none. */
export function statusOption(
  status: Status,
  { options }: BoardField,
  { statuses }: Configuration["board"],
): Option | null {
  return options.find(({ name }) => isSame(name, statuses[status])) ?? null;
}

/** The option for a priority, the one of just its name first; null where the board has none. */
export function priorityOption(priority: Priority, { options }: BoardField): Option | null {
  return named(options, priority) ?? options.find(({ name }) => priorityIn(name) === priority) ?? null;
}

/** The option for a severity, the one of just its name first; null where the board has none. */
export function severityOption(severity: Severity, { options }: BoardField): Option | null {
  return named(options, severity) ?? options.find(({ name }) => severityIn(name) === severity) ?? null;
}

function named(options: readonly Option[], name: string): Option | undefined {
  return options.find((option) => isSame(option.name, name));
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
