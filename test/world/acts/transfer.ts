/** Issues that move to another repository of the same owner, as their old number no longer knows them. */
import { type Actor, type Hub, register } from "../hub.ts";
import { announceIssue } from "../payloads.ts";
import { demandOn, may } from "../people.ts";
import { Refusal } from "../refusal.ts";
import { issueShape } from "../shapes/issue.ts";
import { repositoryShape } from "../shapes/repository.ts";
import type { Issue, Person, Repository } from "../state.ts";

/** Moves it with its comments, under the next number there; of its labels those stay that are there too. */
export function transferIssue(hub: Hub, actor: Actor, issue: Issue, to: Repository): void {
  demandOn(actor, issue, "write");
  const from = issue.repository;
  if (to === from || to.owner !== from.owner || !may(actor, to, "write")) {
    throw new Refusal(422, "The issue can't be transferred to that repository");
  }
  moveIssue(hub, actor.person, issue, to);
}

/** Moves it without asking who may. */
export function moveIssue(hub: Hub, by: Person, issue: Issue, to: Repository): void {
  const from = issue.repository;
  const left = { ...issue };
  from.issues.delete(issue.number);
  from.moved.set(issue.number, issue);
  settle(hub, issue, to);
  const changes = () => ({ new_issue: issueShape(issue, hub), new_repository: repositoryShape(to) });
  announceIssue(hub, left, "transferred", by, () => ({ changes: changes() }));
  announceIssue(hub, issue, "opened", by, () => ({
    changes: { old_issue: issueShape(left, hub), old_repository: repositoryShape(from) },
  }));
}

/** It is another issue there: of another id. */
function settle(hub: Hub, issue: Issue, to: Repository): void {
  hub.state.nodes.delete(issue.nodeId);
  const id = hub.ids.next("people");
  const labels = issue.labels.flatMap((label) => to.labels.get(label.name.toLowerCase()) ?? []);
  const updatedAt = hub.clock.stamp();
  Object.assign(issue, { id, nodeId: `I_${id}`, repository: to, number: to.lastNumber + 1, labels, updatedAt });
  to.lastNumber = issue.number;
  to.issues.set(issue.number, register(hub, issue));
}
