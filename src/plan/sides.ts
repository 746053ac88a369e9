/** An incident's action items as each place has them: their issues, the organisation's issue fields, and the board. */
import type { BoardKnown } from "../board/items.ts";
import { actionItemsOf, childrenOf } from "../children.ts";
import { type FieldsKnown, withFieldChanges, withFields } from "../fields/items.ts";
import type { ObservedChild } from "../github/observed.ts";
import type { ActionItem } from "../incident/action-item.ts";
import { readMarker } from "../marker.ts";
import type { Situation } from "../situation.ts";
import { withDue } from "../words/board.ts";
import { priorityLabel } from "../words/labels.ts";
import type { Change } from "./change.ts";
import { asClosed } from "./closings.ts";

type Known = Pick<Situation, "issue" | "self" | "memory" | "configuration" | "events" | "board" | "fields" | "now">;

/** The items as the issues and commands have them, before fields and board are heard. */
export function itemsOnIssues({ issue, self, memory, configuration, events, now }: Known): ActionItem[] {
  return asClosed(actionItemsOf(issue, self, memory, configuration), { events, memory, now });
}

/** The items as the issues and their fields have them, before the board is heard. */
export function itemsBefore(known: Known): ActionItem[] {
  return withFields(itemsOnIssues(known), fieldsKnown(known));
}

/** What is known of the fields, and which items' texts are the App's own. */
export function fieldsKnown({ issue, self, memory, configuration, board, fields, now }: Known): FieldsKnown {
  const { kept } = childrenOf(issue, self, memory);
  const own = kept.filter(({ issue: child }) => readMarker(child.body)?.key === "action");
  return { board, fields, memory, configuration, own: new Set(own.map(({ issue: child }) => child.number)), now };
}

/** What is known of the board once the fields have been heard. */
export function boardKnown(known: Known): BoardKnown {
  const fields = fieldsKnown(known);
  return { ...fields, board: withFieldChanges(itemsOnIssues(known), fields) };
}

/** The issues of the items, by number. */
export function childrenByNumber({ issue, self, memory }: Known): Map<number, ObservedChild> {
  const own = childrenOf(issue, self, memory).kept.map((child) => child.issue);
  return new Map([...issue.subIssues, ...own].map((child) => [child.number, child]));
}

/** The changes after which the item's own issue says what it is now. `labels` are those that the repository has, in lower case. */
export function planOnIssue(
  { item, toIssue }: { item: ActionItem; toIssue: { priority: boolean; due: boolean } },
  child: ObservedChild,
  labels: ReadonlySet<string>,
): Change[] {
  const issue = child.number;
  return [
    ...(toIssue.priority ? priorityOnIssue(item, child, labels) : []),
    ...(toIssue.due ? [{ do: "set body" as const, issue, body: withDue(child.body, item.due) }] : []),
  ];
}

function priorityOnIssue({ priority }: ActionItem, child: ObservedChild, labels: ReadonlySet<string>): Change[] {
  const others = child.labels.filter((name) => !name.toLowerCase().startsWith("priority: "));
  if (priority === null) return [{ do: "set labels", issue: child.number, labels: others }];
  const label = priorityLabel(priority);
  const create: Change[] = labels.has(label.name) ? [] : [{ do: "create label", label }];
  return [...create, { do: "set labels", issue: child.number, labels: [...others, label.name] }];
}
