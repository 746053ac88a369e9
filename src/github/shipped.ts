/** What was deployed and merged of late: GitHub's GraphQL answers as facts of ours, and what is asked about them only sometimes. */
import { createHash } from "node:crypto";
import type { Instant } from "../incident/incident.ts";
import {
  type AnsweredDeployment,
  type AnsweredMerged,
  type AnsweredShipped,
  type Connection,
  type Maybe,
  nodesOf,
} from "./answer.ts";
import { actorOf } from "./facts.ts";
import { type Graph, numbered } from "./graph.ts";
import type { DeploymentOutcome, MergedPullRequest, ObservedDeployment, ObservedRepository } from "./observed.ts";
import { codeownersQuery, filesQuery } from "./query.ts";
import { instantOf } from "./values.ts";

/** The lists; null for one that the token may not see. */
export function shippedOf({ deployed, merged }: AnsweredShipped): Pick<ObservedRepository, "deployments" | "merged"> {
  return {
    deployments: deployed?.deployments ? nodesOf(deployed.deployments).map(deploymentOf) : null,
    merged: merged?.pullRequests ? nodesOf(merged.pullRequests).flatMap(mergedOf) : null,
  };
}

function deploymentOf(answered: AnsweredDeployment): ObservedDeployment {
  const statuses = nodesOf(answered.statuses)
    .map((status) => ({ ...status, at: instantOf(status.createdAt) }))
    .sort((a, b) => a.at - b.at);
  const createdAt = instantOf(answered.createdAt);
  const links = statuses.toReversed().map(({ logUrl, environmentUrl }) => logUrl || environmentUrl);
  return {
    id: answered.databaseId ?? numberFrom(answered.id),
    environment: answered.environment ?? "",
    ref: answered.ref?.name ?? null,
    sha: answered.commitOid,
    creator: actorOf(answered.creator),
    createdAt,
    ...outcomeOf(statuses, createdAt),
    url: links.find((link) => link) ?? null,
  };
}

/** Ids of deployments have outgrown GraphQL's `Int`: then their node ids, which stay, have to do. 48 bits of SHA-256. */
function numberFrom(node: string): number {
  return createHash("sha256").update(node).digest().readUIntBE(0, 6);
}

type Outcome = Pick<ObservedDeployment, "outcome" | "outcomeAt">;

/** GitHub makes a success inactive as a newer one replaces it: what counts is when it succeeded. */
function outcomeOf(statuses: readonly { state: string; at: Instant }[], createdAt: Instant): Outcome {
  const last = statuses.at(-1);
  if (!last) return { outcome: "pending", outcomeAt: createdAt };
  if (last.state !== "INACTIVE" && last.state !== "SUCCESS")
    return { outcome: outcomes[last.state] ?? "pending", outcomeAt: last.at };
  const success = statuses.find(({ state }) => state === "SUCCESS");
  return success ? { outcome: "success", outcomeAt: success.at } : { outcome: null, outcomeAt: last.at };
}

const outcomes: Record<string, DeploymentOutcome> = { FAILURE: "failure", ERROR: "failure" };

function mergedOf({ number, title, url, author, mergedAt }: AnsweredMerged): MergedPullRequest[] {
  return mergedAt ? [{ number, title, url, author: actorOf(author), mergedAt: instantOf(mergedAt) }] : [];
}

type Files = Partial<Record<`pull${number}`, Maybe<{ files?: Maybe<Connection<{ path: string }>> }>>>;

/** The first hundred files of each pull request, by its number; none of one that can't be seen. */
export async function changedFiles(graph: Graph, numbers: readonly number[]): Promise<Map<number, string[]>> {
  if (numbers.length === 0) return new Map();
  const answer = await graph.ask<Files>("read", filesQuery(numbers.length), numbered("number", numbers));
  return new Map(
    numbers.map((number, index) => [number, nodesOf(answer?.[`pull${index}`]?.files).map(({ path }) => path)]),
  );
}

type Codeowners = Partial<Record<"first" | "second" | "third", Maybe<{ text?: Maybe<string> }>>>;

/** The CODEOWNERS that GitHub goes by; null where there is none. */
export async function codeowners(graph: Graph): Promise<string | null> {
  const answer = await graph.ask<Codeowners>("read", codeownersQuery, {});
  const texts = [answer?.first, answer?.second, answer?.third].map((file) => file?.text);
  return texts.find((text) => typeof text === "string") ?? null;
}
