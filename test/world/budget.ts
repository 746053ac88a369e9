/** Rate limits: how much of the hour somebody has left, requests of REST and points of GraphQL apart. */

/** As headers and `/rate_limit` tell it. */
export interface Budget {
  limit: number;
  remaining: number;
  used: number;
  /** Epoch seconds of the real clock, which is the one that clients wait by. */
  reset: number;
}

export type Resource = "core" | "graphql";

const HOUR = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

/** What one holder may use up of one resource in an hour. */
export class Allowance {
  readonly #limit: number;
  #used = 0;
  #reset = now() + HOUR;
  #enforced: boolean;

  /** @param mode people's and installations' are only counted, unless a test sets them */
  constructor(limit: number, mode: "counted" | "enforced") {
    this.#limit = limit;
    this.#enforced = mode === "enforced";
  }

  get budget(): Budget {
    this.#turn();
    const remaining = Math.max(this.#limit - this.#used, 0);
    return { limit: this.#limit, remaining, used: this.#used, reset: this.#reset };
  }

  /** Whether the next request is refused. */
  get isSpent(): boolean {
    return this.#enforced && this.budget.remaining === 0;
  }

  spend(points: number): void {
    this.#turn();
    this.#used += points;
  }

  /** Leaves so much, until so many seconds of real time from now; from now on it is enforced. */
  set({ remaining, resetIn = HOUR }: { remaining: number; resetIn?: number }): void {
    this.#used = this.#limit - remaining;
    this.#reset = now() + resetIn;
    this.#enforced = true;
  }

  /** A new hour begins with nothing used. */
  #turn(): void {
    if (now() < this.#reset) return;
    this.#used = 0;
    this.#reset = now() + HOUR;
  }
}

export class Budgets {
  #allowances = new Map<string, Allowance>();

  /** The allowance of a login; a job's is its repository's, and less. */
  of(who: string, repository: string | null, resource: Resource): Allowance {
    const key = `${resource} ${who} ${repository ?? ""}`;
    const known = this.#allowances.get(key);
    if (known) return known;
    const fresh = repository === null ? new Allowance(5000, "counted") : new Allowance(1000, "enforced");
    this.#allowances.set(key, fresh);
    return fresh;
  }
}

/** The headers that every answer carries. */
export const budgetHeaders = ({ limit, remaining, used, reset }: Budget, resource: Resource) => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-used": String(used),
  "x-ratelimit-reset": String(reset),
  "x-ratelimit-resource": resource,
});
