/** Sub-issues: at most 100 a parent, one parent each, eight levels. */
import { type Actor, type Hub, record } from "../hub.ts";
import { announceSubIssue } from "../payloads.ts";
import { demandOn } from "../people.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Issue } from "../state.ts";

const MOST = 100;
const DEEPEST = 8;

/** @throws Refusal 422 where the parent is full or the child has a parent (and may not be taken from it) */
export function addSubIssue(
  hub: Hub,
  actor: Actor,
  parent: Issue,
  child: Issue,
  { replace }: { replace: boolean } = { replace: false },
): void {
  demandOn(actor, parent, "triage");
  if (child.parent && replace) removeSubIssue(hub, actor, child.parent, child);
  const problem = obstacle(parent, child);
  if (problem) throw new Refusal(422, `An error occurred while adding the sub-issue to the parent issue. ${problem}`);
  parent.subIssues.push(child);
  child.parent = parent;
  record(hub, parent, actor.person, { type: "SubIssueAddedEvent", subIssue: child });
  record(hub, child, actor.person, { type: "ParentIssueAddedEvent", parent });
  announceSubIssue(hub, "added", parent, child, actor.person);
}

/** @throws Refusal 404 where it is none of the parent's */
export function removeSubIssue(hub: Hub, actor: Actor, parent: Issue, child: Issue): void {
  demandOn(actor, parent, "triage");
  if (child.parent !== parent) throw notFound();
  parent.subIssues = parent.subIssues.filter((each) => each !== child);
  child.parent = null;
  record(hub, parent, actor.person, { type: "SubIssueRemovedEvent", subIssue: child });
  record(hub, child, actor.person, { type: "ParentIssueRemovedEvent", parent });
  announceSubIssue(hub, "removed", parent, child, actor.person);
}

function obstacle(parent: Issue, child: Issue): string | null {
  if (parent.subIssues.includes(child)) return "Issue may not contain duplicate sub-issues";
  if (child.parent) return "Sub issue may only have one parent";
  if (parent.subIssues.length >= MOST) return `Parent cannot have more than ${MOST} sub-issues`;
  if (child === parent || ancestors(parent).includes(child)) return "Issue may not be its own ancestor";
  if (ancestors(parent).length + 1 + height(child) > DEEPEST)
    return `Sub-issues may not be over ${DEEPEST} levels deep`;
  return null;
}

const ancestors = (issue: Issue): Issue[] => (issue.parent ? [issue.parent, ...ancestors(issue.parent)] : []);

const height = (issue: Issue): number => 1 + Math.max(0, ...issue.subIssues.map(height));
