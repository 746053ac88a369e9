/** Labels of a repository and of its issues; names differ in more than case, or are the same. */
import { type Actor, freshIds, type Hub, record, register } from "../hub.ts";
import { announceIssue, announceLabel } from "../payloads.ts";
import { demand, demandOn } from "../people.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import { labelShape } from "../shapes/label.ts";
import type { Issue, Label, Person, Repository } from "../state.ts";

export interface NewLabel {
  name: string;
  color?: string | undefined;
  description?: string | null | undefined;
}

/** @throws Refusal 422 where a label of that name exists */
export function createLabel(hub: Hub, actor: Actor, repository: Repository, label: NewLabel): Label {
  demand(actor, repository, "write", ["issues", "pull_requests"]);
  if (repository.labels.has(label.name.toLowerCase())) throw invalid("Label", "name", "already_exists");
  return makeLabel(hub, repository, label, actor.person);
}

/** Gives a label another name, everywhere at once. @throws Refusal 404 where there is none, 422 where the name is taken */
export function renameLabel(hub: Hub, actor: Actor, repository: Repository, from: string, to: string): Label {
  demand(actor, repository, "write", ["issues", "pull_requests"]);
  const label = repository.labels.get(from.toLowerCase());
  if (!label) throw notFound();
  checkName(to);
  const taken = repository.labels.get(to.toLowerCase());
  if (taken && taken !== label) throw invalid("Label", "name", "already_exists");
  const { name } = label;
  repository.labels.delete(name.toLowerCase());
  label.name = to;
  repository.labels.set(to.toLowerCase(), label);
  announceLabel(hub, label, actor.person, name);
  return label;
}

function checkName(name: string): void {
  if (name.trim() === "" || [...name].length > 50) throw invalid("Label", "name", "invalid");
}

/** Makes a label without asking who may. */
function makeLabel(hub: Hub, repository: Repository, label: NewLabel, by: Person | null): Label {
  checkName(label.name);
  const made: Label = register(hub, {
    type: "Label",
    ...freshIds(hub, "LA", by),
    name: label.name,
    color: label.color ?? "ededed",
    description: label.description ?? null,
    repository,
    createdAt: hub.clock.stamp(),
  });
  repository.labels.set(label.name.toLowerCase(), made);
  return made;
}

/** Adds labels, making those that the repository lacks; what is there already stays as it is. */
export function addLabels(hub: Hub, actor: Actor, issue: Issue, names: readonly string[]): void {
  demandOn(actor, issue, "triage");
  announceLabels(hub, actor.person, issue, attachLabels(hub, actor.person, issue, names));
}

/** Adds labels without asking who may (an issue form does it for anybody), and says which were new. */
export function attachLabels(hub: Hub, by: Person, issue: Issue, names: readonly string[]): Label[] {
  const labels = names.map((name) => labelNamed(hub, issue.repository, name, by));
  const fresh = [...new Set(labels)].filter((label) => !issue.labels.includes(label));
  if (issue.labels.length + fresh.length > 100) throw invalid("Issue", "labels", "custom", "over 100 labels");
  for (const label of fresh) {
    issue.labels.push(label);
    record(hub, issue, by, { type: "LabeledEvent", label });
  }
  return fresh;
}

/** One `labeled` for each. */
export function announceLabels(hub: Hub, by: Person, issue: Issue, labels: readonly Label[]): void {
  for (const label of labels) announceIssue(hub, issue, "labeled", by, () => ({ label: labelShape(label) }));
}

/** @throws Refusal 404 where the issue doesn't carry it */
export function removeLabel(hub: Hub, actor: Actor, issue: Issue, name: string): void {
  demandOn(actor, issue, "triage");
  const label = issue.labels.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!label) throw new Refusal(404, "Label does not exist");
  takeLabel(hub, actor.person, issue, label);
}

/** Makes the issue carry exactly these. */
export function setLabels(hub: Hub, actor: Actor, issue: Issue, names: readonly string[]): void {
  demandOn(actor, issue, "triage");
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const label of issue.labels.filter((each) => !wanted.has(each.name.toLowerCase()))) {
    takeLabel(hub, actor.person, issue, label);
  }
  announceLabels(hub, actor.person, issue, attachLabels(hub, actor.person, issue, names));
}

function takeLabel(hub: Hub, by: Person, issue: Issue, label: Label): void {
  issue.labels = issue.labels.filter((each) => each !== label);
  record(hub, issue, by, { type: "UnlabeledEvent", label });
  announceIssue(hub, issue, "unlabeled", by, () => ({ label: labelShape(label) }));
}

function labelNamed(hub: Hub, repository: Repository, name: string, by: Person): Label {
  return repository.labels.get(name.toLowerCase()) ?? makeLabel(hub, repository, { name }, by);
}
