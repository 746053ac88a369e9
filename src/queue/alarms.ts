/** Alarms by the wall clock: a name and an instant each, with one timer for all of them. */
import type { Instant, Milliseconds } from "../incident/incident.ts";

/** What alarms go by. */
export interface AlarmClock {
  now(): Instant;
  /** Calls back once it is so late, never before and never at once; gives what takes that back. */
  at(instant: Instant, ring: () => void): () => void;
}

/** Longest time between two looks at the clock: a machine that slept, or whose clock was set, is late by no more. */
const glance: Milliseconds = 1_000;

export interface WallClockOptions {
  now?: () => Instant;
  /** Rings so much later, in milliseconds: processes that differ in it don't ring in the same instant. */
  lateness?: Milliseconds;
}

/** The clock on the wall. Its timers keep no process alive, and look again and again, as waits don't count while a machine sleeps. */
export function wallClock({ now = () => Date.now(), lateness = 0 }: WallClockOptions = {}): AlarmClock {
  return {
    now,
    at(instant, ring) {
      const left = () => instant + lateness - now();
      const watch = () => setTimeout(look, Math.min(Math.max(left(), 0), glance)).unref();
      let timer = watch();
      function look(): void {
        if (left() <= 0) ring();
        else timer = watch();
      }
      return () => clearTimeout(timer);
    },
  };
}

interface Alarm<Subject> {
  at: Instant;
  subject: Subject;
}

/** At most one alarm for each name. */
export class Alarms<Subject> {
  readonly #clock: AlarmClock;
  readonly #ring: (subject: Subject) => void;
  readonly #alarms = new Map<string, Alarm<Subject>>();
  /** When the clock calls back, which may be earlier than need be. */
  #watched: { until: Instant; stop: () => void } | null = null;

  /** `ring` is told the subject of each alarm whose time has come, in the order of their times. */
  constructor(clock: AlarmClock, ring: (subject: Subject) => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Sets the alarm of this name, in the place of any before; null takes it back. */
  set(name: string, subject: Subject, at: Instant | null): void {
    if (at === null) this.#alarms.delete(name);
    else {
      this.#alarms.set(name, { at, subject });
      this.#watch(at);
    }
  }

  /** Takes all of them back. */
  clear(): void {
    this.#alarms.clear();
    this.#watched?.stop();
    this.#watched = null;
  }

  #watch(until: Instant): void {
    if (this.#watched && this.#watched.until <= until) return;
    this.#watched?.stop();
    this.#watched = { until, stop: this.#clock.at(until, () => this.#look()) };
  }

  #look(): void {
    this.#watched = null;
    const now = this.#clock.now();
    const due: Alarm<Subject>[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const [name, alarm] of this.#alarms) {
      if (alarm.at > now) next = Math.min(next, alarm.at);
      else if (this.#alarms.delete(name)) due.push(alarm);
    }
    if (next < Number.POSITIVE_INFINITY) this.#watch(next);
    for (const { subject } of due.sort((a, b) => a.at - b.at)) this.#ring(subject);
  }
}
