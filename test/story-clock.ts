/** The world's clock with alarms: nothing rings but where a story lets time go by. */
import type { Instant } from "../src/incident/incident.ts";
import type { AlarmClock } from "../src/queue/alarms.ts";
import type { Clock } from "./world/clock.ts";

interface Alarm {
  at: Instant;
  ring: () => void;
}

export class StoryClock implements AlarmClock {
  readonly #clock: Clock;
  /** In the order in which they were set. */
  readonly #alarms = new Set<Alarm>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): Instant {
    return this.#clock.now();
  }

  at(at: Instant, ring: () => void): () => void {
    const alarm = { at, ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** When the next alarm rings; null where none is set. */
  next(): Instant | null {
    return this.#first()?.at ?? null;
  }

  /** Moves on to the next alarm, and rings it. */
  ring(): void {
    const first = this.#first();
    if (!first) return;
    this.#alarms.delete(first);
    this.#clock.set(Math.max(first.at, this.now()));
    first.ring();
  }

  #first(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) if (!first || alarm.at < first.at) first = alarm;
    return first;
  }
}
