/** How many requests GitHub still allows, as its answers tell: counted on every answer, asked before every query. */
import type { Instant } from "../incident/incident.ts";
import type { Answer, Send } from "./send.ts";

/** What is left of one kind of requests: GitHub counts REST (`core`) and GraphQL (`graphql`) apart. */
interface Allowance {
  limit: number;
  remaining: number;
  /** When GitHub begins to count anew. */
  reset: Instant;
}

/** The part of a limit that is left to others, and to what a run still has to write; never less than so many requests. */
const RESERVE = 0.1;
const SMALLEST_RESERVE = 20;

/** Watches requests and the limits that their answers report. */
export class Budget {
  /** Requests sent so far. */
  requests = 0;
  readonly #now: () => Instant;
  readonly #allowances = new Map<string, Allowance>();

  constructor(now: () => Instant) {
    this.#now = now;
  }

  /** Sends as `send` does, and keeps count. */
  watch(send: Send): Send {
    return async (call) => {
      this.requests += 1;
      const answer = await send(call);
      this.#learn(answer);
      return answer;
    };
  }

  /** Whether what is left should be kept in reserve. */
  isShort(): boolean {
    return this.#short() !== undefined;
  }

  /** What is short, in words: `90 of 1,000 requests (graphql) are left until 17:00 UTC`; null where nothing is. */
  shortage(): string | null {
    const short = this.#short();
    if (!short) return null;
    const [resource, { limit, remaining, reset }] = short;
    const until = new Date(reset).toISOString().slice(11, 16);
    const counts = `${remaining} of ${limit.toLocaleString("en")} requests (${resource})`;
    return `only ${counts} are left until ${until} UTC`;
  }

  #short(): [string, Allowance] | undefined {
    const now = this.#now();
    return [...this.#allowances].find(([, { limit, remaining, reset }]) => {
      const reserve = Math.min(Math.max(limit * RESERVE, SMALLEST_RESERVE), limit);
      return reset > now && remaining < reserve;
    });
  }

  /** Answers to requests at the same time come in any order: within one hour the least is right. */
  #learn({ headers }: Answer): void {
    const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
      numberIn(headers[`x-ratelimit-${name}`]),
    );
    if (limit === undefined || remaining === undefined || reset === undefined) return;
    const resource = String(headers["x-ratelimit-resource"] ?? "core");
    const known = this.#allowances.get(resource);
    const told = { limit, remaining, reset: reset * 1000 };
    if (known && known.reset > told.reset) return;
    const least = known?.reset === told.reset ? Math.min(known.remaining, remaining) : remaining;
    this.#allowances.set(resource, { ...told, remaining: least });
  }
}

function numberIn(header: string | number | undefined): number | undefined {
  const number = header === undefined || header === "" ? Number.NaN : Number(header);
  return Number.isFinite(number) ? number : undefined;
}
