/** `POST /alerts/SOURCE/OWNER/REPO`: lets senders in by their token, reads what they say, and answers once GitHub has it. */
import type { IncomingHttpHeaders } from "node:http";
import type { Alert } from "../alerts/alert.ts";
import type { Source } from "../alerts/source.ts";
import { sourceNamed } from "../alerts/sources.ts";
import { GitHubError, TerminalError } from "../error.ts";
import type { Instant, Milliseconds } from "../incident/incident.ts";
import { isSame, isSigned, type Signing } from "./signature.ts";
import { type Fetch, isEnvelope, type Outcome, snsThrough } from "./sns.ts";
import { isRepository, tokenFor } from "./token.ts";

/** What became of alerts. */
export type Taken =
  /** GitHub has them: on these incidents, or on none as they needed none. */
  | { state: "recorded"; incidents: number[] }
  /** The App isn't installed there. */
  | { state: "no such repository" }
  | { state: "later"; seconds: number };

export interface AlertIntake {
  /** The secret that the tokens are derived from. */
  secret: string;
  signing: Signing;
  /** Takes alerts to GitHub. Resolves once they are there. */
  take: (repository: { owner: string; repo: string }, alerts: Alert[]) => Promise<Taken>;
  /** Asks Amazon for its certificates. */
  fetch?: Fetch;
  now?: () => Instant;
}

export interface AlertRequest {
  method: string;
  /** Path and query, as they came. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface AlertAnswer {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown>;
  /** For the log: nothing of path, token or message, but the address by which an operator confirms a subscription. */
  line?: { reason: string; error?: unknown };
}

/** How long a sender is kept waiting. Most give up after 10 seconds, and would not know whether to send again. */
const answerWithin: Milliseconds = 9_000;
/** After how many seconds senders may try again, where GitHub has not said. */
const tryAgainAfter = 30;

/** Whether the request is for this endpoint. */
export function isForAlerts(url: string): boolean {
  return segmentsOf(url)[0] === "alerts";
}

export type AlertEndpoint = (request: AlertRequest) => Promise<AlertAnswer>;

/** The endpoint; without an intake, it says that alerts are switched off. Never throws. */
export function alertEndpoint(intake: AlertIntake | null): AlertEndpoint {
  if (!intake) return async () => turnedAway(404, "Alerts are switched off here: ALERTS_SECRET is not set.");
  const { take, fetch = globalThis.fetch, now = Date.now } = intake;
  const sns = snsThrough(fetch);
  return async (request) => {
    const { method, headers, body } = request;
    if (method !== "POST") return { ...turnedAway(405, "Alerts are sent by POST."), headers: { allow: "POST" } };
    const entrance = entranceOf(request, intake.secret);
    if (!entrance) return wrongToken;
    const { source, repository } = entrance;
    if (!isSigned(source.name, intake.signing, { headers, body, now: now() })) return wrongSignature;
    const message = parsed(body);
    if (message === undefined) return turnedAway(422, "The body is not JSON.");
    const taking = takeMessage({ source, message, headers, sns, take: (alerts) => take(repository, alerts) });
    return within(answerWithin, taking).catch((error: unknown) => failed(error, now()));
  };
}

const wrongToken = notLetIn(
  "Address and token don't fit together. `npm run alert-url -- SOURCE OWNER/REPO` prints both.",
);
const wrongSignature = notLetIn("The sender's own signature is missing, too old, or made with another secret.");
const notAmazons = notLetIn("The message is not signed by Amazon SNS.");
const notInstalled = turnedAway(404, "The App is not installed in this repository.");

interface Entrance {
  source: Source;
  repository: { owner: string; repo: string };
}

/** Where a request may go; null where its token is for another place. Which places there are makes no difference. */
function entranceOf({ url, headers }: AlertRequest, secret: string): Entrance | null {
  const [, name = "", owner = "", repo = "", inPath = "", ...more] = segmentsOf(url);
  const source = sourceNamed(name);
  if (!source || !isRepository({ owner, repo }) || more.length > 0) return null;
  const expected = tokenFor(secret, { source: source.name, owner, repo });
  const isRight = [bearerOf(headers), inPath].some((token) => isSame(token, expected));
  return isRight ? { source, repository: { owner, repo } } : null;
}

/** The path's parts, decoded. Slashes too many are passed over, as those of an address that was put together by hand. */
function segmentsOf(url: string): string[] {
  const [path = ""] = url.split("?", 1);
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map(decoded);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function bearerOf({ authorization = "" }: IncomingHttpHeaders): string {
  return /^bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? "";
}

/** Undefined where it is not JSON. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

interface Message {
  source: Source;
  message: unknown;
  headers: IncomingHttpHeaders;
  sns: (body: unknown) => Promise<Outcome>;
  take: (alerts: Alert[]) => Promise<Taken>;
}

async function takeMessage({ source, message, headers, sns, take }: Message): Promise<AlertAnswer> {
  if (source.name === "cloudwatch" && isEnvelope(message)) {
    const outcome = await sns(message);
    if (outcome.state !== "notification") return answerOf(outcome);
  }
  const reading = source.read(message, headers);
  if ("invalid" in reading)
    return turnedAway(
      422,
      reading.invalid,
      `A message for ${source.name} can't be read. Its sender was told which field is wrong.`,
    );
  if ("nothing" in reading) return done([], reading.nothing);
  if (reading.alerts.length === 0) return done([]);
  const taken = await take(reading.alerts);
  if (taken.state === "recorded") return done(taken.incidents);
  if (taken.state === "later") return later(taken.seconds);
  return notInstalled;
}

function answerOf(outcome: Exclude<Outcome, { state: "notification" }>): AlertAnswer {
  if (outcome.state === "done") return done([], outcome.line);
  if (outcome.state === "later") return later(tryAgainAfter, { reason: outcome.line, error: outcome.error });
  return notAmazons;
}

/** @throws where it takes longer; what comes of it after that is for the sender's next try to find done. */
async function within<Value>(limit: Milliseconds, promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("GitHub has not answered in time")), limit);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function failed(error: unknown, now: Instant): AlertAnswer {
  if (error instanceof TerminalError) return notInstalled;
  const retryAt = error instanceof GitHubError ? error.retryAt : null;
  const seconds = retryAt === null ? tryAgainAfter : Math.max(1, Math.ceil((retryAt - now) / 1_000));
  return later(seconds, { reason: "An alert could not be taken to GitHub.", error });
}

function done(incidents: number[], reason?: string): AlertAnswer {
  return { status: 200, body: { ok: true, incidents }, ...(reason === undefined ? {} : { line: { reason } }) };
}

function later(seconds: number, line?: AlertAnswer["line"]): AlertAnswer {
  const error = "This can't be recorded right now. Please send it again later.";
  const headers = { "retry-after": String(seconds) };
  return { status: 503, headers, body: { error }, line: line ?? { reason: "Alerts have to wait." } };
}

function turnedAway(status: number, error: string, reason = error): AlertAnswer {
  return { status, body: { error }, line: { reason } };
}

function notLetIn(error: string): AlertAnswer {
  return { ...turnedAway(401, error), headers: { "www-authenticate": "Bearer" } };
}
