/** Failures on demand: which requests of the App's go wrong, and how. */
import type { SeenRequest } from "./requests.ts";

export type Failure =
  | { does: "answer"; status: 500 | 502 | 503 }
  /** 429; seconds. */
  | { does: "limit"; retryAfter: number }
  /** GitHub's secondary limit, a 403; seconds. */
  | { does: "secondary limit"; retryAfter: number }
  | { does: "delay"; ms: number }
  /** The connection ends before anything was done. */
  | { does: "drop before" }
  /** It is done, and the connection ends without an answer. */
  | { does: "drop after" }
  /** As when the process is cut: nothing is done, and no connection is taken until `heal`. */
  | { does: "stop" };

export type Fault = Failure & {
  /** Which requests; every one of the App's where it is left out. */
  when?: (request: SeenRequest) => boolean;
  /** The first of these to fail, from 1. */
  nth?: number;
  /** How many fail from there on; 1 where it is left out. */
  times?: number;
};

export class Faults {
  #armed: { fault: Fault; seen: number }[] = [];
  #stopped = false;

  add(fault: Fault): void {
    this.#armed.push({ fault, seen: 0 });
  }

  heal(): void {
    this.#armed = [];
    this.#stopped = false;
  }

  /** What goes wrong with the request; the rule that was made first wins. */
  strike(request: SeenRequest): Failure | null {
    if (!request.byApp) return null;
    if (this.#stopped) return { does: "stop" };
    const due = this.#armed.filter((armed) => isDue(armed, request))[0]?.fault ?? null;
    if (due?.does === "stop") this.#stopped = true;
    return due;
  }
}

function isDue(armed: { fault: Fault; seen: number }, request: SeenRequest): boolean {
  const { when, nth = 1, times = 1 } = armed.fault;
  if (when && !when(request)) return false;
  armed.seen += 1;
  return armed.seen >= nth && armed.seen < nth + times;
}

/** The answer of a failure that answers. */
export function failedAnswer(
  failure: Failure,
): { status: number; headers: Record<string, string>; body: object } | null {
  if (failure.does === "answer") return { status: failure.status, headers: {}, body: { message: "Server Error" } };
  if (failure.does === "limit") return limited(429, failure.retryAfter, "API rate limit exceeded");
  if (failure.does === "secondary limit") {
    return limited(
      403,
      failure.retryAfter,
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    );
  }
  return null;
}

function limited(status: number, retryAfter: number, message: string) {
  const documentation_url = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
  return { status, headers: { "retry-after": String(retryAfter) }, body: { message, documentation_url } };
}
