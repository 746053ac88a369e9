/** The world's front door: takes requests over HTTP, finds out who asks, fails on demand, answers, and keeps a list. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { authenticate, type Tokens } from "./auth.ts";
import { type Allowance, Budgets, budgetHeaders, type Resource } from "./budget.ts";
import { checkAnswer, checkRequest } from "./contract.ts";
import { type Failure, type Faults, failedAnswer } from "./faults.ts";
import { answerGraphql, type GraphqlRequest } from "./graphql/execute.ts";
import type { Actor, Hub } from "./hub.ts";
import { Refusal } from "./refusal.ts";
import { createsContent, kindOf, type SeenRequest } from "./requests.ts";
import type { Answer } from "./rest/route.ts";
import { findRoute } from "./rest/router.ts";
import { restLogin } from "./shapes/account.ts";
import type { Wikis } from "./wiki.ts";
import { wikiAccess } from "./wiki-access.ts";

export interface Door {
  hub: Hub;
  tokens: Tokens;
  faults: Faults;
  wikis: Wikis;
  requests: SeenRequest[];
  problems: string[];
  /** How long the App waits for every answer, in milliseconds. */
  latency: number;
}

/** A request that has been read: what is seen of it, who asks, and whatever else answering takes. */
interface Visit {
  seen: SeenRequest;
  actor: Actor | Refusal;
  resource: Resource;
  allowance: Allowance;
  headers: IncomingMessage["headers"];
  address: string;
}

/** The look-up of what is left is free, and always answered. */
const LIMITS = "/rate_limit";

export class Server {
  readonly #door: Door;
  readonly #budgets = new Budgets();
  readonly #http = createServer((request, response) => {
    this.#serve(request, response).catch((error) => this.#broke(request, error));
  });

  constructor(door: Door) {
    this.#door = door;
  }

  /** Opens on a free port of the loopback and says where. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    const address = this.#http.address();
    if (address === null || typeof address === "string") throw new Error("The world has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#http.closeAllConnections();
    await closed;
  }

  /** What whoever asks has left of the hour. */
  allowance(actor: Actor | Refusal, resource: Resource): Allowance {
    if (actor instanceof Refusal) return this.#budgets.of("nobody", null, resource);
    const repository = actor.as === "job" ? actor.job.repository.fullName : null;
    return this.#budgets.of(restLogin(actor.person), repository, resource);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hub, tokens, wikis } = this.#door;
    if (wikis.matches(pathOf(request))) return wikis.handle(request, response, wikiAccess(hub, tokens));
    const visit = this.#enter(request, await readAll(request));
    const failure = this.#door.faults.strike(visit.seen);
    if (failure?.does === "drop before" || failure?.does === "stop") {
      request.socket.destroy();
      return;
    }
    const answer = (failure && failedAnswer(failure)) ?? (await this.#answer(visit));
    const wait = lateness(visit, failure, this.#door.latency);
    if (wait > 0) await sleep(wait);
    if (failure?.does === "drop after") request.socket.destroy();
    else this.#send(visit, response, answer);
  }

  /** A client that left before it had said everything is no problem; anything else is. */
  #broke(request: IncomingMessage, error: unknown): void {
    if (request.complete) this.#problem(`${request.method} ${request.url}: ${error}`);
    request.socket.destroy();
  }

  #enter(request: IncomingMessage, text: string): Visit {
    const { hub, tokens, requests } = this.#door;
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const path = pathOf(request);
    const method = request.method ?? "GET";
    const body = parsed(text);
    const graphql = path === "/graphql" ? String((body as { query?: unknown } | undefined)?.query ?? "") : null;
    const actor = attempt(() => authenticate(hub, tokens, request.headers.authorization));
    const kind = kindOf(method, path, graphql);
    const resource = graphql === null ? "core" : "graphql";
    const seen: SeenRequest = {
      method,
      path,
      query: url.searchParams,
      body,
      graphql,
      kind,
      contentCreating: createsContent(method, kind),
      actor: actor instanceof Refusal ? null : restLogin(actor.person),
      byApp: actor instanceof Refusal || actor.as !== "person",
      points: 0,
      at: hub.clock.now(),
      status: null,
    };
    requests.push(seen);
    const allowance = this.allowance(actor, resource);
    return { seen, actor, resource, allowance, headers: request.headers, address: url.origin + url.pathname };
  }

  async #answer(visit: Visit): Promise<Answer> {
    const { seen, actor } = visit;
    try {
      if (actor instanceof Refusal) throw actor;
      if (visit.allowance.isSpent && seen.path !== LIMITS) return spent(visit.resource);
      return seen.graphql === null ? this.#rest(visit, actor) : await this.#graphql(visit, actor);
    } catch (error) {
      if (error instanceof Refusal) return this.#checked(seen, { status: error.status, body: error.body });
      return this.#problem(`${seen.method} ${seen.path}: ${error instanceof Error ? error.stack : error}`);
    }
  }

  #rest({ seen, headers, address }: Visit, actor: Actor): Answer {
    const found = findRoute(seen.method, seen.path);
    if (!found) return this.#problem(`unknown route ${seen.method} ${seen.path}`);
    this.#door.problems.push(...checkRequest(seen));
    const { hub, tokens } = this.#door;
    const budgets = {
      core: this.allowance(actor, "core").budget,
      graphql: this.allowance(actor, "graphql").budget,
    };
    const door = headers["x-world-door"] === "form" ? "form" : "api";
    const { query, body } = seen;
    const call = { hub, tokens, actor, params: found.params, query, body, budgets, door, address } as const;
    const answer = this.#checked(seen, found.route.handle(call));
    return seen.method === "GET" ? tagged(answer, headers["if-none-match"]) : answer;
  }

  #checked(seen: SeenRequest, answer: Answer): Answer {
    if (seen.graphql === null) this.#door.problems.push(...checkAnswer(seen, answer.status, plain(answer.body)));
    return answer;
  }

  async #graphql({ seen, allowance }: Visit, viewer: Actor): Promise<Answer> {
    const { hub, problems } = this.#door;
    const {
      body,
      points,
      problems: found,
    } = await answerGraphql(seen.body as GraphqlRequest, {
      hub,
      viewer,
      budget: allowance.budget,
    });
    problems.push(...found);
    return { status: 200, body, points };
  }

  #problem(message: string): Answer {
    this.#door.problems.push(message);
    return { status: 500, body: { message } };
  }

  #send({ seen, allowance, resource }: Visit, response: ServerResponse, answer: Answer): void {
    const { status, body, headers = {}, points = 1 } = answer;
    seen.status = status;
    seen.points = status === 304 || seen.path === LIMITS ? 0 : points;
    allowance.spend(seen.points);
    const budget = budgetHeaders(allowance.budget, resource);
    const type = body === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
    response.writeHead(status, { ...budget, ...type, "x-github-media-type": "github.v3; format=json", ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}

/** The path that was asked for, without an Enterprise prefix. */
function pathOf({ url = "/" }: IncomingMessage): string {
  return new URL(url, "http://world").pathname.replace(/^\/api(?:\/v3)?(?=\/)/, "");
}

/** The answer to whoever has nothing left of the hour. */
function spent(resource: Resource): Answer {
  const message = "API rate limit exceeded for installation.";
  const documentation_url = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
  if (resource === "core") return { status: 403, body: { message, documentation_url }, points: 0 };
  return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message }] }, points: 0 };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What can't be read is no body; the routes refuse it where they need one. */
function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function attempt(authenticated: () => Actor): Actor | Refusal {
  try {
    return authenticated();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function lateness({ seen }: Visit, failure: Failure | null, latency: number): number {
  return (failure?.does === "delay" ? failure.ms : 0) + (seen.byApp ? latency : 0);
}

/** With an `ETag`; a 304 without a body where the client has the same already. */
function tagged(answer: Answer, known: string | undefined): Answer {
  const etag = `W/"${createHash("sha256")
    .update(JSON.stringify(answer.body ?? null))
    .digest("hex")}"`;
  const headers = { ...answer.headers, etag };
  return known === etag ? { status: 304, headers } : { ...answer, headers };
}

/** The body as it goes over the wire: without undefined fields. */
const plain = (body: unknown): unknown => (body === undefined ? undefined : JSON.parse(JSON.stringify(body)));
