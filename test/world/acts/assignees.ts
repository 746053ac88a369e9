/** Who an issue is given to. */
import { type Actor, type Hub, record } from "../hub.ts";
import { announceIssue } from "../payloads.ts";
import { assignable, demandOn } from "../people.ts";
import { invalid } from "../refusal.ts";
import { accountShape } from "../shapes/account.ts";
import type { Issue, Person } from "../state.ts";

const MOST = 10;

/** Assigns those who can be; others, and those beyond ten, are passed over in silence, as GitHub does here. */
export function addAssignees(hub: Hub, actor: Actor, issue: Issue, logins: readonly string[]): void {
  demandOn(actor, issue, "triage");
  announceAssignees(hub, actor.person, issue, attachAssignees(hub, actor.person, issue, logins));
}

/** Assigns without asking who may, and says who is new. */
export function attachAssignees(hub: Hub, by: Person, issue: Issue, logins: readonly string[]): Person[] {
  const people = logins.map((login) => hub.state.people.get(login.toLowerCase()));
  const fresh = people.filter((person) => person && assignable(issue, person) && !issue.assignees.includes(person));
  const taken = [...new Set(fresh)].filter((person) => person !== undefined).slice(0, MOST - issue.assignees.length);
  for (const assignee of taken) {
    issue.assignees.push(assignee);
    record(hub, issue, by, { type: "AssignedEvent", assignee });
  }
  return taken;
}

/** One `assigned` for each. */
export function announceAssignees(hub: Hub, by: Person, issue: Issue, people: readonly Person[]): void {
  for (const person of people) announceIssue(hub, issue, "assigned", by, () => ({ assignee: accountShape(person) }));
}

/** @throws Refusal 422 where somebody can't be assigned: creating and updating an issue is stricter than adding */
export function checkAssignees(hub: Hub, issue: Issue, logins: readonly string[]): void {
  const people = logins.map((login) => hub.state.people.get(login.toLowerCase()));
  if (people.some((person) => !person || !assignable(issue, person))) throw invalid("Issue", "assignees", "invalid");
}

export function removeAssignees(hub: Hub, actor: Actor, issue: Issue, logins: readonly string[]): void {
  demandOn(actor, issue, "triage");
  const leaving = new Set(logins.map((login) => login.toLowerCase()));
  for (const person of issue.assignees.filter((each) => leaving.has(each.login.toLowerCase()))) {
    unassign(hub, actor.person, issue, person);
  }
}

/** Makes the issue belong to exactly these. */
export function setAssignees(hub: Hub, actor: Actor, issue: Issue, logins: readonly string[]): void {
  checkAssignees(hub, issue, logins);
  const wanted = new Set(logins.map((login) => login.toLowerCase()));
  const leaving = issue.assignees.map((each) => each.login).filter((login) => !wanted.has(login.toLowerCase()));
  removeAssignees(hub, actor, issue, leaving);
  addAssignees(hub, actor, issue, logins);
}

function unassign(hub: Hub, by: Person, issue: Issue, person: Person): void {
  issue.assignees = issue.assignees.filter((each) => each !== person);
  record(hub, issue, by, { type: "UnassignedEvent", assignee: person });
  announceIssue(hub, issue, "unassigned", by, () => ({ assignee: accountShape(person) }));
}
