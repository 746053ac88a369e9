/** The issues that belong to an incident: its action items and its review, recognised by author and marker. */
import { z } from "zod";
import type { Configuration } from "./config.ts";
import type { Actor, ObservedChild, ObservedIssue } from "./github/observed.ts";
import { type ActionItem, priorities } from "./incident/action-item.ts";
import type { Instant } from "./incident/incident.ts";
import type { Review } from "./incident/review.ts";
import { readMarker } from "./marker.ts";
import { isOutsider, type Memory } from "./memory.ts";
import { readActionItem } from "./words/action-item.ts";
import { readReview } from "./words/review-reading.ts";

const childMark = z.object({
  incident: z.number(),
  /** What it was made from: `comment:123:4`, the comment and its line. */
  from: z.string().default(""),
  /** The title asked for, which people may have changed since. */
  asked: z.string().default(""),
  firstDue: z.string().nullable().default(null),
  /** Owners asked for whom GitHub doesn't know here. */
  unknown: z.array(z.string()).default([]),
});
export type ChildMark = z.infer<typeof childMark>;

export interface Child {
  kind: "action" | "review";
  mark: ChildMark;
  issue: ObservedChild;
}

/** What the App made for this incident, oldest first; of doubles, the older is kept and the younger is to be retired. */
export interface Children {
  kept: Child[];
  doubles: Child[];
}

/** Every child of the incident that the App made, wherever GitHub shows it: sub-issues, mentions, the newest of its kind. */
export function childrenOf(issue: ObservedIssue, self: string, memory: Memory): Children {
  const mentioned = issue.items.flatMap((item) =>
    item.type === "cross-referenced" && "databaseId" in item.source ? [item.source] : [],
  );
  const found = new Map([...issue.recent, ...mentioned, ...issue.subIssues].map((child) => [child.number, child]));
  const mine = [...found.values()].flatMap((child) => ownChild(child, issue.number, self, memory));
  return apart(mine.sort((a, b) => a.issue.number - b.issue.number));
}

/** The incident that an issue of the App's belongs to, as its action item or review; null for any other issue. */
export function parentOf({ author, body }: Pick<ObservedIssue, "author" | "body">, self: string): number | null {
  return markOf(author, body, self)?.mark.incident ?? null;
}

function markOf(author: Actor, body: string, self: string): Pick<Child, "kind" | "mark"> | null {
  if (author.login !== self || author.kind !== "bot") return null;
  const marker = readMarker(body);
  if (marker?.key !== "action" && marker?.key !== "review") return null;
  const mark = childMark.safeParse(marker.value);
  return mark.success ? { kind: marker.key, mark: mark.data } : null;
}

function ownChild(issue: ObservedChild, incident: number, self: string, memory: Memory): Child[] {
  const marked = markOf(issue.author, issue.body, self) ?? rememberedMark(issue, incident, self, memory);
  return marked?.mark.incident === incident ? [{ ...marked, issue }] : [];
}

/** Whoever replaced the text took the marker away without knowing: the number says as much. */
function rememberedMark({ author, number, title }: ObservedChild, incident: number, self: string, { items }: Memory) {
  const item = items[number];
  if (!item?.from || author.login !== self || author.kind !== "bot") return null;
  const { kind, from, firstDue } = item;
  return { kind, mark: { incident, from, asked: title, firstDue, unknown: [] } };
}

function apart(children: readonly Child[]): Children {
  const kept = new Map<string, Child>();
  const doubles: Child[] = [];
  for (const child of children) {
    const key = `${child.kind} ${child.mark.from}`;
    if (kept.has(key)) doubles.push(child);
    else kept.set(key, child);
  }
  return { kept: [...kept.values()], doubles };
}

/** The incident's action items: the App's own, and sub-issues that people labelled as such. */
export function actionItemsOf(
  issue: ObservedIssue,
  self: string,
  memory: Memory,
  configuration: Configuration,
): ActionItem[] {
  const { kept, doubles } = childrenOf(issue, self, memory);
  const label = configuration.labels.actionItem.toLowerCase();
  const known = new Set([...kept, ...doubles].map(({ issue: { number } }) => number));
  const others = issue.subIssues.filter(
    (child) => !known.has(child.number) && child.labels.some((name) => name.toLowerCase() === label),
  );
  const own = kept
    .filter(({ kind }) => kind === "action")
    .map(({ issue: child, mark }) => actionItem(child, mark.firstDue, memory));
  const items = [...own, ...others.map((child) => actionItem(child, null, memory))];
  return items
    .map((item) => ({ ...item, firstDue: memory.items[item.number]?.firstDue ?? item.firstDue ?? item.due }))
    .sort((a, b) => a.number - b.number);
}

function actionItem(child: ObservedChild, firstDue: string | null, memory: Memory): ActionItem {
  const labels = child.labels.map((label) => label.toLowerCase());
  const { due, question } = readActionItem(child.body);
  return {
    number: child.number,
    title: child.title,
    url: child.url,
    state: stateOf(child),
    owners: child.assignees,
    priority: priorities.find((priority) => labels.includes(`priority: ${priority}`)) ?? null,
    question,
    createdAt: child.createdAt,
    firstDue,
    due,
    ...closing(child, memory),
    ...(child.pullRequests?.length ? { pullRequests: child.pullRequests } : {}),
  };
}

function stateOf({ state, stateReason }: ObservedChild): ActionItem["state"] {
  if (state === "open") return "open";
  return stateReason === "not planned" || stateReason === "duplicate" ? "declined" : "done";
}

/** When it was closed; for a declined one why, and for a done one how it is known to work. */
function closing(child: ObservedChild, memory: Memory): Pick<ActionItem, "closedAt" | "reason" | "evidence"> {
  const { closedAt, comments } = child;
  if (closedAt === null) return {};
  const words = wordsWith(closedAt, comments, memory);
  if (words === "") return { closedAt };
  return stateOf(child) === "declined" ? { closedAt, reason: words } : { closedAt, evidence: words };
}

/** Words this long before a closing belong to it, as when GitHub's "Close with comment" or two clicks were used. */
const sameBreath = 10 * 60_000;

/** What a person said with the closing; else the first word since, which is the answer to our question. */
function wordsWith(closedAt: Instant, comments: ObservedChild["comments"], memory: Memory): string {
  const said = comments
    .filter(({ author }) => author.kind === "user" && !isOutsider(memory, author.login))
    .map(({ at, body }) => ({ at, words: ownWords(body) }))
    .filter(({ words }) => words !== "");
  const withIt = said.findLast(({ at }) => at <= closedAt && at >= closedAt - sameBreath);
  return (withIt ?? said.find(({ at }) => at > closedAt))?.words ?? "";
}

/** Without what is quoted, as by an answer to our question, and without the command that belongs on the incident. */
function ownWords(body: string): string {
  const lines = body.split("\n").filter((line) => !line.startsWith(">"));
  return lines.join("\n").trim().replace(command, "");
}

const command = /^\/(?:incident )?(?:done|decline) (?:#\d+ )?/i;

/** The incident's review, with what people wrote into it; null where there is none yet. */
export function reviewOf(issue: ObservedIssue, self: string, memory: Memory): Review | null {
  const child = childrenOf(issue, self, memory).kept.find(({ kind }) => kind === "review");
  if (!child) return null;
  const { number, url, assignees, body } = child.issue;
  const { closedAt, reason } = closing(child.issue, memory);
  const state = { open: "planned", done: "held", declined: "not held" } as const;
  return {
    number,
    url,
    due: child.mark.firstDue,
    facilitator: assignees[0] ?? null,
    state: state[stateOf(child.issue)],
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(reason === undefined ? {} : { reason }),
    written: readReview(body),
  };
}
