/** What a pass changes on the project board, and on action items because of it. */

import {
  fieldKinds,
  findField,
  newField,
  questionOption,
  severityIn,
  severityOption,
  shownStatus,
  statusIn,
  statusOption,
  usableField,
} from "../board/fields.ts";
import { type BoardedItem, belongs, boardedItems, looksAgain, rememberedBoard, usableBoard } from "../board/items.ts";
import { sideOf } from "../board/values.ts";
import { childrenOf } from "../children.ts";
import type { BoardField, BoardItem, ObservedBoard } from "../github/board.ts";
import type { ObservedChild, ObservedIssue } from "../github/observed.ts";
import type { BoardSetting } from "../github/port.ts";
import { type ActionItem, priorities } from "../incident/action-item.ts";
import type { Folded } from "../incident/fold.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import type { Memory } from "../memory.ts";
import type { Situation } from "../situation.ts";
import { incidentOnBoard, type Shown } from "../words/board.ts";
import type { Change } from "./change.ts";
import { boardKnown, childrenByNumber, itemsBefore, planOnIssue } from "./sides.ts";
import { planTitle } from "./state.ts";

/** Fields that the board lacks and that are to be made before all else, as their ids are needed: tried once for each incident. */
export function missingBoardFields(situation: Situation): Change[] {
  const { configuration, memory } = situation;
  const board = usableBoard(situation.board);
  if (!board || situation.folded.status !== "incident" || memory.asked.includes(fieldsKey(board))) return [];
  const missing = fieldKinds.filter((kind) => findField(kind, board, configuration).state === "missing");
  return missing.map((kind) => ({
    do: "create board field",
    project: board.project,
    field: newField(kind, configuration),
  }));
}

/** What is remembered as asked of the board: that its fields were there, or were to be made. */
export function askedOfBoard({ board }: Situation): string[] {
  const usable = usableBoard(board);
  return usable ? [fieldsKey(usable)] : [];
}

function fieldsKey({ project }: ObservedBoard): string {
  return `board:${project}`;
}

/** Changes after which board and issues agree; none where they do, or where nothing can be done about it. */
export function planBoard(situation: Situation, incident: Incident): Change[] {
  const board = usableBoard(situation.board);
  if (!board) return [];
  const children = childrenByNumber(situation);
  const labels = new Set(situation.issue.repository.labels.map((name) => name.toLowerCase()));
  const items = boardedItems(itemsBefore(situation), boardKnown(situation)).flatMap((boarded) => {
    const child = children.get(boarded.item.number);
    if (!child) return [];
    const shown = [
      ...boarded.toBoard,
      ...questionSetting(boarded, board),
      ...ofIncident(boarded.on, board, situation, incident),
    ];
    return [...onIssue(boarded, child, labels), ...onBoard(boarded.on, child.databaseId, board, shown)];
  });
  return [...items, ...incidentItem(situation, incident, board), ...withoutDoubles(situation, board)];
}

/** Where two processes have made an item each, the younger leaves the board as it is retired. */
function withoutDoubles({ issue, self, memory }: Situation, { project, items }: ObservedBoard): Change[] {
  const doubles = new Set(childrenOf(issue, self, memory).doubles.map((double) => double.issue.number));
  return items.flatMap(({ issue: number, item, archived }): Change[] =>
    doubles.has(number) && item !== null && !archived
      ? [{ do: "remove from board", project, issue: number, item }]
      : [],
  );
}

/** What is remembered of the board after this pass. */
export function boardMemory(situation: Situation): Memory["board"] {
  const { issue, configuration } = situation;
  const others = configuration.board.incidents ? [{ number: issue.number, ...incidentClosing(issue) }] : [];
  const remembered = rememberedBoard(itemsBefore(situation), others, boardKnown(situation));
  return Object.fromEntries(Object.entries(remembered).sort(([a], [b]) => Number(a) - Number(b)));
}

/** When the board is to be looked at again though nothing happens; null where it isn't. */
export function boardSettlesAt(situation: Situation): Instant | null {
  return looksAgain(itemsBefore(situation), boardKnown(situation));
}

/** What of the incident needs its options on the board. */
export function boardNeeds(folded: Folded): Shown {
  if (folded.status !== "incident") return { priorities: [], severity: null };
  const { actionItems, severity } = folded.incident;
  const used = new Set(actionItems.map(({ priority }) => priority));
  return { priorities: priorities.filter((priority) => used.has(priority)), severity: severity.final };
}

function onIssue({ item, toIssue }: BoardedItem, child: ObservedChild, labels: ReadonlySet<string>): Change[] {
  const issue = child.number;
  return [
    ...planOnIssue({ item, toIssue }, child, labels),
    ...(toIssue.status ? [{ do: "set state" as const, issue, state: states[item.state] }] : []),
  ];
}

const states = { open: "open", done: "completed", declined: "not planned" } as const;

function onBoard(on: BoardItem, databaseId: number, { project }: ObservedBoard, values: BoardSetting[]): Change[] {
  if (on.item === null) return [{ do: "add to board", project, issue: on.issue, databaseId, values }];
  return values.length === 0 ? [] : [{ do: "set on board", project, issue: on.issue, item: on.item, values }];
}

/** The question is said in the item's text alone. */
function questionSetting({ item, on }: BoardedItem, board: ObservedBoard): BoardSetting[] {
  const known = item.question && questionOption(item.question, board);
  if (!known || sideOf(on, known.field).value === known.option.name) return [];
  return [{ field: known.field.id, value: known.option.id }];
}

/** Severity and incident come from the incident alone. */
function ofIncident(on: BoardItem, board: ObservedBoard, situation: Situation, incident: Incident): BoardSetting[] {
  const { configuration } = situation;
  const severity = usableField("severity", board, configuration);
  const name = usableField("incident", board, configuration);
  return [
    ...(severity ? severitySetting(on, severity, incident) : []),
    ...(name ? nameSetting(on, name, { ...incident, title: titleOf(situation, incident) }) : []),
  ];
}

/** As it is after this pass. */
function titleOf(situation: Situation, { title }: Incident): string {
  return planTitle(situation).flatMap((change) => (change.do === "set title" ? [change.title] : []))[0] ?? title;
}

function severitySetting(on: BoardItem, field: BoardField, { severity: { final } }: Incident): BoardSetting[] {
  const { value } = sideOf(on, field);
  const shown = value === null ? null : severityIn(value);
  const option = final && severityOption(final, field);
  if (shown === final && (final !== null || value === null)) return [];
  return final !== null && !option ? [] : [{ field: field.id, value: option?.id ?? null }];
}

function nameSetting(on: BoardItem, field: BoardField, incident: Incident): BoardSetting[] {
  const { value } = sideOf(on, field);
  const wanted = field.type === "number" ? incident.number : incidentOnBoard(incident);
  return value === String(wanted) ? [] : [{ field: field.id, value: wanted }];
}

/** The incident itself, where the team wants it on the board: its status and severity follow the issue. */
function incidentItem(situation: Situation, incident: Incident, board: ObservedBoard): Change[] {
  const { issue, configuration } = situation;
  const on = board.items.find((one) => one.issue === issue.number);
  if (!configuration.board.incidents || !on || !belongs(on, boardKnown(situation), incidentClosing(issue))) return [];
  const status = usableField("status", board, configuration);
  const values = [
    ...(status ? statusSetting(on, status, situation, incident) : []),
    ...ofIncident(on, board, situation, incident),
  ];
  return onBoard(on, issue.databaseId, board, values);
}

function incidentClosing({ closedAt }: ObservedIssue): Pick<ActionItem, "closedAt"> {
  return closedAt === null ? {} : { closedAt };
}

function statusSetting(
  on: BoardItem,
  field: BoardField,
  { configuration, issue }: Situation,
  { state, issueState }: Incident,
): BoardSetting[] {
  const { value } = sideOf(on, field);
  const isClosed = (issueState ?? issue.state) !== "open";
  const wanted = state === "merged" ? "declined" : isClosed ? "done" : "open";
  const { board } = configuration;
  const option = statusOption(shownStatus(wanted, field, board), field, board);
  const isShown = value !== null && (wanted === "open" ? statusIn(value, board) === "open" : value === option?.name);
  return isShown || !option ? [] : [{ field: field.id, value: option.id }];
}
