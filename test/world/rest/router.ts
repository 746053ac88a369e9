/** Finds the route of a request. */
import { appRoutes } from "./app.ts";
import { assigneeRoutes } from "./assignees.ts";
import { checkRoutes } from "./checks.ts";
import { commentRoutes } from "./comments.ts";
import { deploymentRoutes } from "./deployments.ts";
import { issueFieldRoutes } from "./issue-fields.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { projectRoutes } from "./projects.ts";
import { pullRequestRoutes } from "./pull-requests.ts";
import { reactionRoutes } from "./reactions.ts";
import { repositoryRoutes } from "./repositories.ts";
import type { Route } from "./route.ts";
import { subIssueRoutes } from "./sub-issues.ts";
import { teamRoutes } from "./teams.ts";
import { userRoutes } from "./users.ts";

interface Compiled {
  route: Route;
  segments: string[];
}

/** Fixed segments come before parameters: `/issues/comments/{comment}` before `/issues/{issue}/…`. */
const compiled: Compiled[] = [
  ...appRoutes,
  ...userRoutes,
  ...teamRoutes,
  ...projectRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...assigneeRoutes,
  ...reactionRoutes,
  ...subIssueRoutes,
  ...pullRequestRoutes,
  ...issueFieldRoutes,
  ...issueRoutes,
  ...deploymentRoutes,
  ...checkRoutes,
  ...repositoryRoutes,
].map((route) => ({ route, segments: route.path.split("/").slice(1) }));

/** The route of a path (without an Enterprise prefix), with its parameters decoded; null where the world has none. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | null {
  const parts = path.split("/").slice(1);
  for (const { route, segments } of compiled) {
    if (route.method !== method) continue;
    const params = match(segments, parts);
    if (params) return { route, params };
  }
  return null;
}

function match(segments: string[], parts: string[]): Record<string, string> | null {
  const open = segments.at(-1)?.endsWith("*}") === true;
  if (open ? parts.length < segments.length : parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? "";
    if (segment.endsWith("*}")) params[segment.slice(1, -2)] = decodeURIComponent(parts.slice(index).join("/"));
    else if (segment.startsWith("{")) params[segment.slice(1, -1)] = decodeURIComponent(part);
    else if (segment !== part) return null;
  }
  return params;
}
