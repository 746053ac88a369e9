/** Sends one request through an Octokit and returns what came of it as a value, refusals and lost connections too. */
import { TerminalError } from "../error.ts";

/**
 * What a request does, which decides how it is paced and whether it may be repeated:
 * `read` and `write` are the same when done twice, `edit` too and counts as content, `create` makes something new each
 * time, and a `bulk` read is made smaller rather than repeated.
 */
export type Kind = "read" | "bulk" | "write" | "edit" | "create";

export interface Call {
  kind: Kind;
  /** As in GitHub's documentation: `GET /repos/{owner}/{repo}`. */
  route: string;
  parameters: Record<string, unknown>;
}

export interface Answer {
  /** The HTTP status; null where no answer came: time-out, connection lost. */
  status: number | null;
  headers: Record<string, string | number | undefined>;
  data: unknown;
}

export type Send = (call: Call) => Promise<Answer>;

/** What we need of an Octokit: those of Probot and of `@octokit/core` have it. */
export interface Octokit {
  request: {
    (route: string, parameters: Record<string, unknown>): Promise<Answer>;
    endpoint: { DEFAULTS: { baseUrl: string } };
  };
}

/** How long GitHub may take to answer, in milliseconds. It gives up on a GraphQL query itself after about 10 seconds. */
export const ANSWER_WITHIN = 15_000;

/** The route of GraphQL, which on an Enterprise host is not under the path of REST. */
export const GRAPHQL = "POST /graphql";

/**
 * Sends through the Octokit. Never throws for what GitHub answered.
 * @throws TerminalError where GitHub gives the App no token for the installation: it was uninstalled or suspended.
 */
export function sendThrough(octokit: Octokit, timeout = ANSWER_WITHIN): Send {
  const { baseUrl } = octokit.request.endpoint.DEFAULTS;
  const graphql = `POST ${baseUrl.replace(/\/api\/v3\/?$/, "/api")}/graphql`;
  return async ({ route, parameters }) => {
    const signal = AbortSignal.timeout(timeout);
    try {
      if (route !== GRAPHQL) return await octokit.request(route, { ...parameters, request: { signal } });
      const request = { signal, parseSuccessResponseBody: false };
      return await parsed(await octokit.request(graphql, { ...parameters, request }));
    } catch (error) {
      return answerIn(error);
    }
  };
}

/** Octokit looks for integers beyond 2^53 in every text, which takes ten times as long; GraphQL gives such ids as text. */
async function parsed({ data, ...answer }: Answer): Promise<Answer> {
  const text = data instanceof ReadableStream ? await new Response(data).text() : "";
  return { ...answer, data: jsonIn(text) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The rate limit that an answer reports; null where it reports none. GraphQL reports its own with status 200. */
export function isRateLimited({ status, headers, data }: Answer): boolean {
  if (status === 429) return true;
  if (status === 200) return graphqlErrors(data).some(({ type }) => type === "RATE_LIMITED");
  if (status !== 403) return false;
  const message = messageOf(data).toLowerCase();
  return "retry-after" in headers || String(headers["x-ratelimit-remaining"]) === "0" || message.includes("rate limit");
}

/** What GitHub says in a refusal; empty where it says nothing. */
export function messageOf(data: unknown): string {
  const message = isRecord(data) ? data.message : undefined;
  return typeof message === "string" ? message.slice(0, 200) : "";
}

export interface GraphqlError {
  type?: string;
  message?: string;
  path?: (string | number)[];
}

/** The errors in a GraphQL answer; none where the answer is of another kind. */
export function graphqlErrors(data: unknown): GraphqlError[] {
  return isRecord(data) && Array.isArray(data.errors) ? data.errors : [];
}

function answerIn(error: unknown): Answer {
  if (!isRecord(error) || !isRecord(error.response)) return { status: null, headers: {}, data: null };
  const answer = error.response as unknown as Answer;
  const refused = answer.status === 401 || answer.status === 403 || answer.status === 404;
  if (refused && wasForToken(error) && !isRateLimited(answer)) {
    throw new TerminalError(
      `GitHub gives the App no token for this installation (${answer.status}): it is uninstalled or suspended there`,
    );
  }
  return answer;
}

/** Octokit asks for an installation's token by itself; a refusal of that says nothing about the request in hand. */
function wasForToken(error: Record<string, unknown>): boolean {
  const url = isRecord(error.request) ? error.request.url : undefined;
  return typeof url === "string" && url.endsWith("/access_tokens");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
