/** What was asked of the world: every request, and what kind it was. */
import type { Instant } from "../../src/incident/incident.ts";

export type RequestKind = "read" | "write" | "permission" | "auth";

/** A request, as faults see it and `world.requests` keeps it. */
export interface SeenRequest {
  method: string;
  /** Without an Enterprise prefix. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  /** The GraphQL document; null for REST. */
  graphql: string | null;
  kind: RequestKind;
  /** Makes an issue, a comment, a label, a reaction or a link. */
  contentCreating: boolean;
  /** A login as REST writes it, or null where the credentials told nothing. */
  actor: string | null;
  /** By the App or a job, or by nobody known; people's requests never fail. */
  byApp: boolean;
  /** What it took of the hour's allowance: 1 for REST, points for GraphQL; 0 for what is free. */
  points: number;
  /** By the world's clock. */
  at: Instant;
  /** The status that was answered; null while there is none, or the connection was dropped. */
  status: number | null;
}

/** What kind a request is; look-ups of what somebody may do are a kind of their own. */
export function kindOf(method: string, path: string, graphql: string | null): RequestKind {
  if (graphql !== null) return /^\s*mutation\b/m.test(graphql) ? "write" : "read";
  if (path.startsWith("/app") || path.endsWith("/installation")) return "auth";
  if (/^\/repos\/[^/]+\/[^/]+\/collaborators\/|^\/orgs\/[^/]+\/members\//.test(path)) return "permission";
  return method === "GET" ? "read" : "write";
}

/** Whether GitHub counts it against the 80 a minute that make content. */
export function createsContent(method: string, kind: RequestKind): boolean {
  return kind === "write" && method === "POST";
}
