/** Issues: opened, edited, closed, reopened, deleted. */
import { type Actor, freshIds, type Hub, record, register } from "../hub.ts";
import { announceIssue } from "../payloads.ts";
import { demand, demandAuthor, demandOn, forbidden, may, mayOn } from "../people.ts";
import { itemOn } from "../project-state.ts";
import { invalid } from "../refusal.ts";
import { typeShape } from "../shapes/issue-type.ts";
import { commentsOf, type Issue, type Repository, type StateReason } from "../state.ts";
import { announceAssignees, attachAssignees, checkAssignees, setAssignees } from "./assignees.ts";
import { newEdit } from "./comments.ts";
import { type FieldSetting, setFieldValues } from "./issue-fields.ts";
import { announceLabels, attachLabels, setLabels } from "./labels.ts";
import { dropItem, tellProjectsOfClosing } from "./project-items.ts";
import { crossReference } from "./references.ts";
import { checkBody, checkTitle } from "./text.ts";

export interface NewIssue {
  title: string;
  body: string;
  labels: readonly string[];
  assignees: readonly string[];
  issueType: string | null;
  fieldValues: readonly FieldSetting[];
}

/** By the API, where labels need a role; or through an issue form, which puts its labels on for anybody. */
export type Door = "api" | "form";

/** Opens an issue; labels and assignees by somebody who may not triage are passed over in silence. */
export function createIssue(hub: Hub, actor: Actor, repository: Repository, wanted: NewIssue, door: Door): Issue {
  demand(actor, repository, "read");
  const trusted = may(actor, repository, "triage");
  const issue = newIssue(hub, actor, repository, wanted);
  if (trusted) checkAssignees(hub, issue, wanted.assignees);
  enter(hub, issue);
  const labels = trusted || door === "form" ? attachLabels(hub, actor.person, issue, wanted.labels) : [];
  const assignees = trusted ? attachAssignees(hub, actor.person, issue, wanted.assignees) : [];
  if (may(actor, repository, "write")) setFieldValues(hub, actor, issue, wanted.fieldValues);
  crossReference(hub, issue, issue.body, actor.person);
  announceIssue(hub, issue, "opened", actor.person);
  announceLabels(hub, actor.person, issue, labels);
  announceAssignees(hub, actor.person, issue, assignees);
  return issue;
}

/** An issue that is not in its repository yet. @throws Refusal 422 for a bad title, body or type */
export function newIssue(hub: Hub, actor: Actor, repository: Repository, wanted: NewIssue): Issue {
  checkTitle(wanted.title);
  checkBody("Issue", wanted.body);
  checkType(repository, wanted.issueType);
  const at = hub.clock.stamp();
  return {
    type: "Issue",
    ...freshIds(hub, "I", actor.person),
    repository,
    number: repository.lastNumber + 1,
    title: wanted.title,
    body: wanted.body,
    author: actor.person,
    viaApp: actor.as !== "person",
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
    issueType: may(actor, repository, "write") ? wanted.issueType : null,
    fieldValues: [],
    branch: null,
    merge: null,
    files: [],
  };
}

/** Gives it its place in the repository. */
export function enter(hub: Hub, issue: Issue): void {
  issue.repository.lastNumber = issue.number;
  issue.repository.issues.set(issue.number, register(hub, issue));
}

function checkType(repository: Repository, type: string | null): void {
  const { owner } = repository;
  const known = type === null || (owner.type === "Organization" && owner.issueTypes.includes(type));
  if (!known) throw invalid("Issue", "type", "invalid");
}

export interface IssuePatch {
  title?: string | undefined;
  body?: string | undefined;
  state?: "open" | "closed" | undefined;
  stateReason?: StateReason | undefined;
  labels?: readonly string[] | undefined;
  assignees?: readonly string[] | undefined;
  issueType?: string | null | undefined;
  fieldValues?: readonly FieldSetting[] | undefined;
}

/** Changes what the patch names, in the order in which GitHub tells of it. */
export function updateIssue(hub: Hub, actor: Actor, issue: Issue, patch: IssuePatch): void {
  demandOn(actor, issue, "read");
  editText(hub, actor, issue, patch);
  if (patch.issueType !== undefined) setType(hub, actor, issue, patch.issueType);
  if (patch.fieldValues && mayOn(actor, issue, "write")) setFieldValues(hub, actor, issue, patch.fieldValues);
  if (patch.labels) setLabels(hub, actor, issue, patch.labels);
  if (patch.assignees) setAssignees(hub, actor, issue, patch.assignees);
  if (patch.state === "closed") closeIssue(hub, actor, issue, patch.stateReason ?? "completed", null);
  if (patch.state === "open") reopenIssue(hub, actor, issue);
}

function editText(hub: Hub, actor: Actor, issue: Issue, { title, body }: IssuePatch): void {
  if (title === undefined && body === undefined) return;
  demandAuthor(actor, issue, "write");
  const retitled = title !== undefined && title !== issue.title;
  const rewritten = body !== undefined && body !== issue.body;
  if (!retitled && !rewritten) return;
  const changes = {
    ...(retitled ? { title: { from: issue.title } } : {}),
    ...(rewritten ? { body: { from: issue.body } } : {}),
  };
  if (retitled) retitle(hub, actor, issue, title);
  if (rewritten) rewrite(hub, actor, issue, body);
  announceIssue(hub, issue, "edited", actor.person, () => ({ changes }));
}

function retitle(hub: Hub, actor: Actor, issue: Issue, title: string): void {
  checkTitle(title);
  record(hub, issue, actor.person, { type: "RenamedTitleEvent", from: issue.title, to: title, issue });
  issue.title = title;
}

function rewrite(hub: Hub, actor: Actor, issue: Issue, body: string): void {
  checkBody("Issue", body);
  issue.edits.push(newEdit(hub, actor.person, issue.body));
  issue.body = body;
  issue.updatedAt = hub.clock.stamp();
  crossReference(hub, issue, body, actor.person);
}

/** Where whoever asks may not push, GitHub passes it over in silence. */
function setType(hub: Hub, actor: Actor, issue: Issue, type: string | null): void {
  checkType(issue.repository, type);
  if (!mayOn(actor, issue, "write") || type === issue.issueType) return;
  const told = type ?? issue.issueType;
  issue.issueType = type;
  issue.updatedAt = hub.clock.stamp();
  const more = () => ({ type: told === null ? null : typeShape(told) });
  announceIssue(hub, issue, type === null ? "untyped" : "typed", actor.person, more);
}

/** Closes it; closed already, it only takes another reason. Outsiders may close their own. */
export function closeIssue(hub: Hub, actor: Actor, issue: Issue, reason: StateReason, closer: Issue | null): void {
  demandAuthor(actor, issue, "triage");
  const stateReason = issue.type === "Issue" ? reason : null;
  if (issue.state === "closed" && issue.stateReason === stateReason) return;
  issue.closedAt = hub.clock.stamp();
  issue.closedBy = actor.person;
  issue.state = "closed";
  issue.stateReason = stateReason;
  record(hub, issue, actor.person, { type: "ClosedEvent", issue, reason: stateReason, closer });
  announceIssue(hub, issue, "closed", actor.person);
  tellProjectsOfClosing(hub, issue);
}

/** Reopens it. Outsiders may reopen what they closed themselves. */
function reopenIssue(hub: Hub, actor: Actor, issue: Issue): void {
  const own = issue.author === actor.person && issue.closedBy === actor.person;
  if (!own && !mayOn(actor, issue, "triage")) throw forbidden(actor);
  if (issue.merge) throw invalid("PullRequest", "state", "invalid");
  if (issue.state === "open") return;
  issue.state = "open";
  issue.stateReason = issue.type === "Issue" ? "reopened" : null;
  issue.closedAt = null;
  issue.closedBy = null;
  record(hub, issue, actor.person, { type: "ReopenedEvent", issue });
  announceIssue(hub, issue, "reopened", actor.person);
}

/** Deletes it for good, with its comments; for administrators. */
export function deleteIssue(hub: Hub, actor: Actor, issue: Issue): void {
  demandOn(actor, issue, "admin");
  issue.repository.issues.delete(issue.number);
  hub.state.nodes.delete(issue.nodeId);
  for (const comment of commentsOf(issue)) hub.state.comments.delete(comment.id);
  for (const child of issue.subIssues) child.parent = null;
  if (issue.parent) issue.parent.subIssues = issue.parent.subIssues.filter((each) => each !== issue);
  for (const other of issue.repository.issues.values()) {
    other.timeline = other.timeline.filter((item) => item.type !== "CrossReferencedEvent" || item.source !== issue);
  }
  for (const item of hub.state.projects.flatMap((project) => itemOn(project, issue) ?? [])) {
    dropItem(hub, item, actor.person);
  }
  announceIssue(hub, issue, "deleted", actor.person);
}
