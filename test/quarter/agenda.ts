/** What people are going to do, by time. */
import type { Instant } from "../../src/incident/incident.ts";

export type Act = () => Promise<void>;

export class Agenda {
  /** The last one is the next one. */
  readonly #acts: { at: Instant; act: Act }[] = [];

  /** At the whole second; of the same one in the order in which they were noted. */
  note(at: Instant, act: Act): void {
    const second = Math.ceil(at / 1000) * 1000;
    const place = this.#acts.findIndex((other) => other.at <= second);
    this.#acts.splice(place < 0 ? this.#acts.length : place, 0, { at: second, act });
  }

  /** When the next one is; null where nothing is left. */
  next(): Instant | null {
    return this.#acts.at(-1)?.at ?? null;
  }

  /** Nobody does anything any more. */
  clear(): void {
    this.#acts.length = 0;
  }

  /** The next one, if its time has come. */
  take(now: Instant): Act | null {
    const next = this.#acts.at(-1);
    if (!next || next.at > now) return null;
    this.#acts.pop();
    return next.act;
  }
}
