/** Rate limits: how many requests of the hour somebody has left. It is counted and told, never enforced; `world.fail` does that. */

export interface Budget {
  limit: number;
  remaining: number;
  used: number;
  /** Epoch seconds of the real clock, which is the one that clients wait by. */
  reset: number;
}

const HOUR = 3600;

export class Budgets {
  readonly #limit = 5000;
  readonly #reset = Math.floor(Date.now() / 1000) + HOUR;
  #used = new Map<string, number>();

  /** Counts a request. */
  spend(who: string): void {
    this.#used.set(who, (this.#used.get(who) ?? 0) + 1);
  }

  of(who: string): Budget {
    const used = this.#used.get(who) ?? 0;
    return { limit: this.#limit, remaining: Math.max(this.#limit - used, 0), used, reset: this.#reset };
  }
}

/** The headers that every answer carries. */
export const budgetHeaders = ({ limit, remaining, used, reset }: Budget, resource: "core" | "graphql") => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-used": String(used),
  "x-ratelimit-reset": String(reset),
  "x-ratelimit-resource": resource,
});
