/** Deployments in GraphQL. */
import { iso } from "../../clock.ts";
import { demandReading } from "../../people.ts";
import { deploymentStatusShape } from "../../shapes/deployment.ts";
import type { Deployment, DeploymentStatus, Repository } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Arguments, Context, Fields } from "../fields.ts";
import { present } from "./actors.ts";

/** Those to the environments that are asked for, the oldest first where the arguments don't say. */
export function deployments(repository: Repository, args: Arguments, { viewer }: Context) {
  demandReading(viewer, repository, "deployments");
  const { environments } = args;
  const found = repository.deployments.filter((each) => !environments || environments.includes(each.environment));
  return connection(args.orderBy?.direction === "DESC" ? found.reverse() : found, args);
}

const newest = ({ statuses }: Deployment): DeploymentStatus | null => statuses.at(-1) ?? null;

export const deploymentTables = {
  Deployment: {
    id: (deployment) => deployment.nodeId,
    databaseId: (deployment) => deployment.id,
    repository: (deployment) => deployment.repository,
    commitOid: (deployment) => deployment.sha,
    // A bare commit has no ref.
    ref: ({ ref, sha, repository }) =>
      ref === sha ? null : { id: `REF_${repository.id}_${ref}`, name: ref, prefix: "refs/heads/", repository },
    environment: (deployment) => deployment.environment,
    latestEnvironment: (deployment) => deployment.environment,
    originalEnvironment: (deployment) => deployment.environment,
    createdAt: (deployment) => iso(deployment.at),
    updatedAt: (deployment) => iso(newest(deployment)?.at ?? deployment.at),
    creator: (deployment) => present(deployment.by),
    latestStatus: newest,
    statuses: (deployment, args) => connection(deployment.statuses.toReversed(), args),
  } satisfies Fields<Deployment>,
  DeploymentStatus: {
    id: (status) => status.nodeId,
    deployment: (status) => status.deployment,
    state: (status) => status.state.toUpperCase(),
    environment: (status) => status.deployment.environment,
    logUrl: (status) => deploymentStatusShape(status).log_url,
    environmentUrl: (status) => deploymentStatusShape(status).environment_url,
    createdAt: (status) => iso(status.at),
    updatedAt: (status) => iso(status.at),
    creator: (status) => present(status.by),
  } satisfies Fields<DeploymentStatus>,
};
