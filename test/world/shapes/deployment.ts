/** Deployments and their statuses as REST shows them. */
import { iso } from "../clock.ts";
import type { Deployment, DeploymentStatus } from "../state.ts";
import { API, accountShape, SITE } from "./account.ts";

const urlOf = ({ repository, id }: Deployment): string => `${API}/repos/${repository.fullName}/deployments/${id}`;

/** REST's `deployment`. */
export function deploymentShape(deployment: Deployment) {
  const { environment, at, statuses } = deployment;
  const url = urlOf(deployment);
  return {
    url,
    id: deployment.id,
    node_id: deployment.nodeId,
    sha: deployment.sha,
    ref: deployment.ref,
    task: "deploy",
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: accountShape(deployment.by),
    created_at: iso(at),
    updated_at: iso(statuses.at(-1)?.at ?? at),
    statuses_url: `${url}/statuses`,
    repository_url: `${API}/repos/${deployment.repository.fullName}`,
    transient_environment: false,
    production_environment: environment === "production",
    performed_via_github_app: null,
  };
}

/** REST's `deployment-status`. */
export function deploymentStatusShape({ deployment, id, nodeId, state, at, by }: DeploymentStatus) {
  const url = urlOf(deployment);
  const page = `${SITE}/${deployment.repository.fullName}/deployments`;
  return {
    url: `${url}/statuses/${id}`,
    id,
    node_id: nodeId,
    state,
    creator: accountShape(by),
    description: "",
    environment: deployment.environment,
    target_url: page,
    created_at: iso(at),
    updated_at: iso(at),
    deployment_url: url,
    repository_url: `${API}/repos/${deployment.repository.fullName}`,
    environment_url: page,
    log_url: page,
    performed_via_github_app: null,
  };
}
