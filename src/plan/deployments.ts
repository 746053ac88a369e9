/** Deployments while the incident goes on: a comment each, and no second one whatever happens. */
import { type DeployedEvent, deploymentKey, deploymentMark, deploymentPrefix } from "../changes/during.ts";
import type { Incident } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import type { OwnComment, Situation } from "../situation.ts";
import type { IncidentEvent } from "../timeline/event.ts";
import { deploymentText } from "../words/changes.ts";
import type { Change } from "./change.ts";

/** The comments that are missing; and of two processes' the younger goes. */
export function planDeployments(situation: Situation, incident: Incident, own: readonly OwnComment[]): Change[] {
  const { issue, events, configuration, templates } = situation;
  const keys = new Set(own.map(({ key }) => key));
  const missing = events.filter(isDeployed).filter(({ deployment }) => !keys.has(deploymentKey(deployment.id)));
  const comments = missing.map((event): Change => {
    const marker = writeMarker(deploymentKey(event.deployment.id), deploymentMark(event));
    const text = deploymentText(event, { incident, zone: configuration.zone, templates });
    return { do: "create comment", issue: issue.number, body: `${marker}\n${text}` };
  });
  return [...comments, ...doubles(own)];
}

function isDeployed(event: IncidentEvent): event is DeployedEvent {
  return event.kind === "deployed";
}

function doubles(own: readonly OwnComment[]): Change[] {
  const seen = new Set<string>();
  const younger = own.filter(({ key }) => key.startsWith(deploymentPrefix) && seen.size === seen.add(key).size);
  return younger.map(({ comment }) => ({ do: "delete comment", comment: comment.comment }));
}
