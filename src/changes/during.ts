/** Deployments while an incident goes on: each is a comment of ours, as GitHub shows none on the issue, and an entry. */
import { z } from "zod";
import type { Configuration } from "../config.ts";
import type { ObservedDeployment, ObservedIssue } from "../github/observed.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { ownComments } from "../situation.ts";
import type { IncidentEvent } from "../timeline/event.ts";
import { deploymentUrl } from "./before.ts";
import { watched } from "./environments.ts";

export type DeployedEvent = Extract<IncidentEvent, { kind: "deployed" }>;

const minute = 60_000;
const day = 24 * 60 * minute;
/** Comments about deployments on one incident. */
const most = 20;

/** What the keys of all such comments begin with. */
export const deploymentPrefix = "deployment:";
const mark = z.object({
  at: z.int(),
  who: z.string(),
  environment: z.string(),
  ref: z.string().nullable(),
  sha: z.string(),
  url: z.string(),
});

/** The key of a deployment's comment. */
export function deploymentKey(id: number): string {
  return `${deploymentPrefix}${id}`;
}

/** What the marker of a deployment's comment holds: all that its event is made of again. */
export function deploymentMark({ at, who, url, deployment }: DeployedEvent): z.infer<typeof mark> {
  const { environment, ref, sha } = deployment;
  return { at, who, environment, ref, sha, url };
}

/** Deployments that have a comment of ours, each once, oldest first. */
export function deployedEvents(issue: ObservedIssue, self: string): DeployedEvent[] {
  const found = ownComments(issue, self).flatMap(({ key, value }): [number, DeployedEvent][] => {
    const id = idIn(key);
    const { data } = mark.safeParse(value);
    return id === null || !data ? [] : [[id, eventOf(id, data)]];
  });
  return [...new Map(found.reverse()).values()].sort(byTime);
}

/**
 * Deployments that are due a comment, oldest first: those that succeeded while the incident went on, in the last day, as
 * far as there is room for more. Their events are to be told of in the same pass.
 */
export function dueDeployments(
  issue: ObservedIssue,
  self: string,
  incident: Incident,
  { configuration, now }: { configuration: Configuration; now: Instant },
): DeployedEvent[] {
  if (incident.state === "withdrawn" || incident.state === "merged") return [];
  const told = new Set(deployedEvents(issue, self).map(({ deployment }) => deployment.id));
  const isWatched = watched(configuration);
  const goesOnAt = duration(incident);
  return (issue.repository.deployments ?? [])
    .filter(({ id, outcome, outcomeAt, environment }) => {
      const isNew = outcome === "success" && !told.has(id) && now - outcomeAt <= day;
      return isNew && isWatched(environment) && goesOnAt(outcomeAt);
    })
    .map((deployment) => observed(deployment, issue))
    .sort(byTime)
    .slice(0, Math.max(0, most - told.size));
}

/** What ended an incident is told of too, where only the minute of its end was stated. */
function duration({ intervals, moments }: Incident): (at: Instant) => boolean {
  const began = moments.detected?.at ?? moments.declared?.at ?? Number.POSITIVE_INFINITY;
  return (at) => intervals.some(({ from, to }) => at >= (from ?? began) && (to === undefined || at < to + minute));
}

function observed(deployment: ObservedDeployment, { repository }: ObservedIssue): DeployedEvent {
  const { id, outcomeAt: at, environment, ref, sha, creator } = deployment;
  return eventOf(id, { at, who: creator.login, environment, ref, sha, url: deploymentUrl(deployment, repository) });
}

function eventOf(id: number, { at, who, environment, ref, sha, url }: z.infer<typeof mark>): DeployedEvent {
  const deployment = { id, environment, ref, sha, url };
  return { kind: "deployed", id: deploymentKey(id), at, who, standing: "bot", url, deployment };
}

function idIn(key: string): number | null {
  const digits = key.startsWith(deploymentPrefix) ? key.slice(deploymentPrefix.length) : "";
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

function byTime(a: DeployedEvent, b: DeployedEvent): number {
  return a.at - b.at || a.deployment.id - b.deployment.id;
}
