/** The App's HTTP front: webhooks, alerts, `/ping` and `/healthz`. Answers say what is wrong in our words, never in GitHub's. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { verify } from "@octokit/webhooks-methods";
import { type AlertEndpoint, type AlertIntake, alertEndpoint, isForAlerts } from "./intake/endpoint.ts";

export interface Delivery {
  id: string;
  name: string;
  payload: unknown;
}

export interface Front {
  /** The secret that GitHub signs webhooks with. */
  secret: string;
  /** Takes a genuine delivery. Resolves before GitHub is asked anything. */
  receive: (delivery: Delivery) => Promise<void>;
  /** Where alerts go; without it they are switched off. */
  alerts?: AlertIntake | null;
  /** What the App depends on, and whether it is there. */
  health: () => Record<string, string>;
  /** One line for each request that was turned away, or failed, or that an operator should know of. */
  log: (line: { status: number; reason: string; delivery: string | undefined; error?: unknown }) => void;
}

const webhookPath = "/api/github/webhooks";
/** GitHub sends no larger webhooks. */
const largestWebhook = 25 * 1024 * 1024;
const largestBody = 1024 * 1024;

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown> | string;
}

/** A server that isn't listening yet. */
export function createFront(front: Front): Server {
  const alerts = alertEndpoint(front.alerts ?? null);
  const server = createServer((request, response) => {
    answer(front, alerts, request)
      .catch((error: unknown) => failed(front, request, error))
      .then((given) => {
        if (!server.listening) response.setHeader("connection", "close"); // Whoever still waits is answered, and let go.
        send(response, given);
      })
      .catch((error: unknown) => front.log({ status: 500, reason: "answer not sent", delivery: undefined, error }));
  });
  return server;
}

async function answer(front: Front, alerts: AlertEndpoint, request: IncomingMessage): Promise<Answer> {
  const route = routeOf(request);
  if (route === `POST ${webhookPath}`) return webhook(front, request);
  const body = await readBody(request, largestBody);
  if (!body) return turnedAway(front, request, 413, "The body is larger than 1 MB.");
  if (isForAlerts(request.url ?? "/")) return alert(front, alerts, request, body);
  if (route === "GET /ping") return { status: 200, body: "PONG" };
  if (route === "GET /healthz") return { status: 200, body: { status: "ok", ...health(front) } };
  return turnedAway(front, request, 404, "There is nothing here. Webhooks go to /api/github/webhooks.");
}

/** `GET /ping`: without query and a slash at the end. */
function routeOf({ method, url = "/" }: IncomingMessage): string {
  const [path = "/"] = url.split("?", 1);
  return `${method} ${path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path}`;
}

async function webhook(front: Front, request: IncomingMessage): Promise<Answer> {
  const { "x-github-event": name, "x-github-delivery": id, "x-hub-signature-256": signature } = request.headers;
  const body = await readBody(request, largestWebhook);
  if (!body) return turnedAway(front, request, 413, "The body is larger than 25 MB.");
  if (!isOne(name) || !isOne(id) || !isOne(signature))
    return turnedAway(front, request, 400, "This is not a signed GitHub webhook.");
  const text = body.toString("utf8");
  if (text === "" || !(await verify(front.secret, text, signature)))
    return turnedAway(front, request, 401, "The signature does not match.");
  const payload = parsed(text);
  if (payload === null) return turnedAway(front, request, 400, "The payload is not a JSON object.");
  await front.receive({ id, name, payload });
  return { status: 200, body: { ok: true } };
}

async function alert(
  front: Front,
  alerts: AlertEndpoint,
  { method = "GET", url = "/", headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const { line, ...answered } = await alerts({ method, url, headers, body });
  if (line) front.log({ status: answered.status, delivery: undefined, ...line });
  return answered;
}

function health(front: Front): Record<string, string> {
  return { ...front.health(), alerts: front.alerts ? "on" : "off" };
}

function isOne(header: string | string[] | undefined): header is string {
  return typeof header === "string" && header !== "";
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** The whole body; null where it is larger than the limit, of which no more than the limit is kept. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (Number(request.headers["content-length"] ?? 0) > limit) return null;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function turnedAway(front: Front, request: IncomingMessage, status: number, reason: string): Answer {
  front.log({ status, reason, delivery: deliveryOf(request) });
  return { status, body: { error: reason } };
}

function failed(front: Front, request: IncomingMessage, error: unknown): Answer {
  front.log({ status: 500, reason: "failed", delivery: deliveryOf(request), error });
  return { status: 500, body: { error: "Something failed here. The log has the details; please redeliver later." } };
}

function deliveryOf(request: IncomingMessage): string | undefined {
  const id = request.headers["x-github-delivery"];
  return isOne(id) ? id.slice(0, 100) : undefined;
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain" : "application/json";
  if (status === 413) response.setHeader("connection", "close");
  const own = { "content-type": type, "content-length": Buffer.byteLength(text) };
  response.writeHead(status, { ...headers, ...own }).end(text);
}
