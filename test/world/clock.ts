/** The world's clock: it stands still until somebody moves it. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../src/incident/incident.ts";

export class Clock {
  #now: Instant;

  /** @param now an instant, or ISO 8601 text with a zone such as `2026-03-10T16:00:00Z` */
  constructor(now: Instant | string) {
    this.#now = instantOf(now);
  }

  now(): Instant {
    return this.#now;
  }

  /** The time as GitHub writes it down: whole seconds. */
  stamp(): Instant {
    return Math.floor(this.#now / 1000) * 1000;
  }

  /** Moves to an instant, or to ISO 8601 text with a zone; backwards too. */
  set(to: Instant | string): void {
    this.#now = instantOf(to);
  }

  /** Moves on by so many milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }
}

/** The instant of ISO 8601 text with a zone. */
export const instantOf = (time: Instant | string): Instant =>
  typeof time === "number" ? time : Temporal.Instant.from(time).epochMilliseconds;

/** An instant as GitHub's APIs write it, UTC to the second: `2026-03-10T16:00:00Z`. */
export const iso = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
