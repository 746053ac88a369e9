/** Which labels the incident's issue needs, and which of ours it no longer does. */

import type { ObservedIssue } from "../github/observed.ts";
import { type Incident, severities } from "../incident/incident.ts";
import type { Situation } from "../situation.ts";
import { incidentLabel, type LabelDefinition, severityLabel } from "../words/labels.ts";
import type { Change } from "./change.ts";

const severityNames: ReadonlySet<string> = new Set(severities);

/** Changes that make the labels say what the incident is. Labels that are none of ours are left alone. */
export function planLabels(situation: Situation, incident: Incident): Change[] {
  if (incident.state === "withdrawn" || incident.state === "merged") return planRestored(situation);
  const { issue } = situation;
  const wanted = [...wantedIncident(situation, incident), ...wantedSeverity(incident)];
  const missing = wanted.filter(({ name }) => !has(issue, name));
  const surplus = issue.labels.filter((name) => isSeverity(name) && name.toLowerCase() !== incident.severity.final);
  const restored = takenByMistake(situation);
  const created = missing
    .filter(({ name }) => !exists(issue, name))
    .map((label) => ({ do: "create label" as const, label }));
  const added = [...missing.map(({ name }) => name), ...restored];
  return [...created, ...swap(issue, added, surplus)];
}

/** For an issue that is no incident (any more): the labels that only the App had put on go. */
export function planNoLabels(situation: Situation): Change[] {
  const { issue, configuration, self } = situation;
  const ours = new Set([configuration.labels.incident.toLowerCase(), ...severities]);
  const byPeople = new Set(
    issue.items.flatMap((item) =>
      item.type === "labeled" && item.actor.login !== self ? [item.label.toLowerCase()] : [],
    ),
  );
  return issue.labels
    .filter((name) => ours.has(name.toLowerCase()) && !byPeople.has(name.toLowerCase()))
    .map((label) => ({ do: "remove label", issue: issue.number, label }));
}

function swap(issue: ObservedIssue, added: readonly string[], surplus: readonly string[]): Change[] {
  if (added.length === 0) return surplus.map((label) => ({ do: "remove label", issue: issue.number, label }));
  if (surplus.length === 0) return [{ do: "add labels", issue: issue.number, labels: [...added] }];
  const kept = issue.labels.filter((name) => !surplus.includes(name));
  return [{ do: "set labels", issue: issue.number, labels: [...kept, ...added] }];
}

function planRestored(situation: Situation): Change[] {
  const labels = takenByMistake(situation);
  return labels.length > 0 ? [{ do: "add labels", issue: situation.issue.number, labels }] : [];
}

/** Labels that the App took off with a "set labels", because somebody had put them on in that very moment. */
function takenByMistake({ issue, self, configuration }: Situation): string[] {
  const ours = new Set([configuration.labels.incident.toLowerCase(), ...severities]);
  const lost = new Set<string>();
  for (const item of issue.items) {
    if (item.type === "labeled") lost.delete(item.label);
    if (item.type === "unlabeled" && !ours.has(item.label.toLowerCase()) && item.actor.login === self)
      lost.add(item.label);
    if (item.type === "unlabeled" && item.actor.login !== self) lost.delete(item.label);
  }
  return [...lost].filter((name) => !has(issue, name));
}

/** Declared by word of mouth, an incident gets its label once; whoever takes it off again means it. */
function wantedIncident({ issue, configuration }: Situation, incident: Incident): LabelDefinition[] {
  const label = incidentLabel(configuration);
  const everPut = issue.items.some(
    (item) => item.type === "labeled" && item.label.toLowerCase() === label.name.toLowerCase(),
  );
  const anyOfOurs = issue.labels.some((name) => isSeverity(name) || name.toLowerCase() === label.name.toLowerCase());
  const byWord = incident.declaredBy !== "label" && incident.declaredBy !== "form";
  return !anyOfOurs || (byWord && !everPut) ? [label] : [];
}

function wantedSeverity({ severity }: Incident): LabelDefinition[] {
  return severity.final ? [severityLabel(severity.final)] : [];
}

function isSeverity(label: string): boolean {
  return severityNames.has(label.toLowerCase());
}

function has(issue: ObservedIssue, name: string): boolean {
  return issue.labels.some((label) => label.toLowerCase() === name.toLowerCase());
}

function exists(issue: ObservedIssue, name: string): boolean {
  return issue.repository.labels.some((label) => label.toLowerCase() === name.toLowerCase());
}
