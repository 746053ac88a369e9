/** Many issues with a past, put into a repository at once and without requests: for measurements, and for properties. */
import type { Instant } from "../../src/incident/incident.ts";
import { instantOf } from "./clock.ts";
import { freshIds, type Hub, isOurs, register } from "./hub.ts";
import type { Comment, Issue, Label, Person, ReactionContent, Repository, StateReason, TimelineItem } from "./state.ts";

type Time = Instant | string;

interface PastReaction {
  by: string;
  content: ReactionContent;
  /** The comment's own time where it is left out. */
  at?: Time;
}

type PastEvent = { at: Time; by: string } & (
  | { does: "comment"; body: string; reactions?: readonly PastReaction[]; pinned?: true; minimized?: string }
  | { does: "label" | "unlabel"; label: string }
  | { does: "assign" | "unassign"; who: string }
  | { does: "close"; reason?: Exclude<StateReason, "reopened"> }
  | { does: "reopen" }
);

export interface PastIssue {
  title: string;
  body?: string;
  /** A login, bots' with or without `[bot]`. */
  by: string;
  at: Time;
  /** Put on at its opening. */
  labels?: readonly string[];
  /** What happened to it afterwards, oldest first. */
  events?: readonly PastEvent[];
  /** The number of an issue there that it is a sub-issue of. */
  parent?: number;
}

/** Puts the issue into the repository as its next; no webhook tells of it. @throws Error for somebody unknown */
export function addPast(hub: Hub, repository: Repository, past: PastIssue): Issue {
  const at = stampOf(past.at);
  const author = personOf(hub, past.by);
  const issue: Issue = register(hub, {
    type: "Issue",
    ...freshIds(hub, "I", author),
    repository,
    number: repository.lastNumber + 1,
    title: past.title,
    body: past.body ?? "",
    author,
    viaApp: isOurs(hub, author),
    state: "open",
    stateReason: null,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    closedBy: null,
    edits: [],
    labels: [],
    assignees: [],
    reactions: [],
    timeline: [],
    parent: null,
    subIssues: [],
    locked: false,
    issueType: null,
    fieldValues: [],
    branch: null,
    merge: null,
    files: [],
  });
  repository.lastNumber = issue.number;
  repository.issues.set(issue.number, issue);
  for (const label of past.labels ?? []) happen(hub, issue, { at, by: past.by, does: "label", label });
  for (const event of past.events ?? []) happen(hub, issue, event);
  if (past.parent !== undefined) adopt(hub, issue, past.parent);
  return issue;
}

function happen(hub: Hub, issue: Issue, event: PastEvent): void {
  const at = stampOf(event.at);
  const actor = personOf(hub, event.by);
  const item = itemOf(hub, issue, event, { nodeId: `EV_${hub.ids.next("app")}`, at, actor });
  issue.timeline.push(register(hub, item));
  issue.updatedAt = Math.max(issue.updatedAt, at);
}

/** The timeline's item, with what it changes done. */
function itemOf(
  hub: Hub,
  issue: Issue,
  event: PastEvent,
  head: { nodeId: string; at: Instant; actor: Person },
): TimelineItem {
  switch (event.does) {
    case "comment":
      return pastComment(hub, issue, event, head);
    case "label":
    case "unlabel": {
      const label = labelOf(hub, issue.repository, event.label);
      issue.labels = issue.labels.filter((each) => each !== label);
      if (event.does === "label") issue.labels.push(label);
      return { ...head, type: event.does === "label" ? "LabeledEvent" : "UnlabeledEvent", label };
    }
    case "assign":
    case "unassign": {
      const assignee = personOf(hub, event.who);
      issue.assignees = issue.assignees.filter((each) => each !== assignee);
      if (event.does === "assign") issue.assignees.push(assignee);
      return { ...head, type: event.does === "assign" ? "AssignedEvent" : "UnassignedEvent", assignee };
    }
    case "close": {
      const reason = event.reason ?? "completed";
      Object.assign(issue, { state: "closed", stateReason: reason, closedAt: head.at, closedBy: head.actor });
      return { ...head, type: "ClosedEvent", issue, reason, closer: null };
    }
    case "reopen":
      Object.assign(issue, { state: "open", stateReason: "reopened", closedAt: null, closedBy: null });
      return { ...head, type: "ReopenedEvent", issue };
  }
}

function pastComment(
  hub: Hub,
  issue: Issue,
  { body, reactions = [], pinned, minimized }: Extract<PastEvent, { does: "comment" }>,
  { at, actor }: { at: Instant; actor: Person },
): Comment {
  const comment: Comment = {
    type: "IssueComment",
    ...freshIds(hub, "IC", actor),
    issue,
    body,
    author: actor,
    viaApp: isOurs(hub, actor),
    at,
    updatedAt: at,
    edits: [],
    reactions: [],
    pin: pinned ? { at, by: actor } : null,
    minimized: minimized ?? null,
    unread: false,
  };
  for (const { by, content, at: when = at } of reactions) {
    const person = personOf(hub, by);
    const reaction = { ...freshIds(hub, "REA", person), content, at: stampOf(when), by: person, subject: comment };
    comment.reactions.push(register(hub, { type: "Reaction", ...reaction }));
  }
  hub.state.comments.set(comment.id, comment);
  return comment;
}

function adopt(hub: Hub, child: Issue, number: number): void {
  const parent = child.repository.issues.get(number);
  if (!parent) throw new Error(`There is no issue ${number} to be the parent`);
  const event = () => ({ nodeId: `EV_${hub.ids.next("app")}`, at: child.createdAt, actor: child.author });
  child.parent = parent;
  parent.subIssues.push(child);
  parent.timeline.push(register(hub, { ...event(), type: "SubIssueAddedEvent", subIssue: child }));
  child.timeline.push(register(hub, { ...event(), type: "ParentIssueAddedEvent", parent }));
  parent.updatedAt = Math.max(parent.updatedAt, child.createdAt);
}

const stampOf = (time: Time): Instant => Math.floor(instantOf(time) / 1000) * 1000;

function personOf(hub: Hub, login: string): Person {
  const person = hub.state.people.get(login.toLowerCase().replace(/\[bot\]$/, ""));
  if (!person) throw new Error(`There is nobody called ${login}`);
  return person;
}

function labelOf(hub: Hub, repository: Repository, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known) return known;
  const ids = freshIds(hub, "LA", null);
  const traits = { name, color: "ededed", description: null, repository, createdAt: repository.createdAt };
  const label: Label = register(hub, { type: "Label", ...ids, ...traits });
  repository.labels.set(name.toLowerCase(), label);
  return label;
}
