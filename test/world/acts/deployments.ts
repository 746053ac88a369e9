/** Deployments, and how they went. */
import { type Actor, freshIds, type Hub, register } from "../hub.ts";
import { announceDeployment, announceDeploymentStatus } from "../payloads.ts";
import { demand } from "../people.ts";
import type { Deployment, DeploymentState, DeploymentStatus, Repository } from "../state.ts";

const PRODUCTION = "production";

/** Deploys what `ref` names; a commit by its SHA, anything else stands for the newest commit. */
export function deploy(hub: Hub, actor: Actor, repository: Repository, ref: string, environment: string): Deployment {
  demand(actor, repository, "write", ["deployments"]);
  const deployment: Deployment = register(hub, {
    type: "Deployment",
    ...freshIds(hub, "DE", actor.person),
    repository,
    ref,
    sha: /^[0-9a-f]{40}$/.test(ref) ? ref : "d".repeat(40),
    environment,
    at: hub.clock.stamp(),
    by: actor.person,
    statuses: [],
  });
  repository.deployments.push(deployment);
  announceDeployment(hub, deployment, actor.person);
  return deployment;
}

/** Says how it goes. A success makes the earlier ones of its environment inactive, those of production excepted, as GitHub's `auto_inactive` does. */
export function tellState(hub: Hub, actor: Actor, deployment: Deployment, state: DeploymentState): DeploymentStatus {
  const { repository, environment } = deployment;
  demand(actor, repository, "write", ["deployments"]);
  const status = addStatus(hub, actor, deployment, state);
  if (state === "success" && environment !== PRODUCTION) {
    for (const other of repository.deployments.slice(0, repository.deployments.indexOf(deployment))) {
      const isActive = other.environment === environment && other.statuses.at(-1)?.state === "success";
      if (isActive) addStatus(hub, actor, other, "inactive");
    }
  }
  return status;
}

function addStatus(hub: Hub, actor: Actor, deployment: Deployment, state: DeploymentState): DeploymentStatus {
  const status: DeploymentStatus = register(hub, {
    type: "DeploymentStatus",
    ...freshIds(hub, "DES", actor.person),
    deployment,
    state,
    at: hub.clock.stamp(),
    by: actor.person,
  });
  deployment.statuses.push(status);
  announceDeploymentStatus(hub, status, actor.person);
  return status;
}
