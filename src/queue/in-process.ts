/** The queue without anything to install: in the memory of this process. What a crash loses, the passes at start mend. */
import PQueue from "p-queue";
import { demandedWait, TerminalError } from "../error.ts";
import type { ObservedIssue } from "../github/observed.ts";
import type { IncidentRef } from "../github/port.ts";
import type { Instant, Milliseconds } from "../incident/incident.ts";
import { type AlarmClock, Alarms } from "./alarms.ts";
import { type Job, keyOf, type Pass, type Queue } from "./queue.ts";

export interface InProcessOptions {
  /** Passes at the same time, over different incidents. */
  concurrency: number;
  /** Rest between two passes over the same incident, in milliseconds: longer while hints keep coming. */
  rests: readonly [number, ...number[]];
  /** Waits before another try of a failed pass, in milliseconds; after the last, the pass is given up. */
  retries: readonly number[];
  /** By which incidents are woken. */
  clock: AlarmClock;
  /** Told about each failed pass. */
  onError: (job: Job, error: unknown, next: "retry" | "given up") => void;
}

export const inProcessDefaults: Omit<InProcessOptions, "clock" | "onError"> = {
  concurrency: 200,
  rests: [1_000, 1_500, 2_000],
  retries: [1_000, 2_000, 5_000, 15_000, 60_000, 300_000],
};

/** Where one incident stands. It is forgotten once it has rested without another hint. */
interface Turn {
  job: Job;
  /** The issue as it was read when the first pass was asked for. */
  seen: ObservedIssue | undefined;
  /** Another pass was asked for since the last one began. */
  due: boolean;
  /** Passes in a row without a quiet rest between them. */
  row: number;
  failures: number;
  /** What it waits for; undefined while its pass is active or about to be. */
  timer?: NodeJS.Timeout | undefined;
  /** Until when it has to wait at least, whoever asks; by `performance.now()`. */
  until: Milliseconds;
}

/** A hint that comes during a long wait shortens it: GitHub may be well again. */
const longestWait: Milliseconds = 15_000;

/** A queue in this process that runs `pass`. */
export function inProcessQueue(pass: Pass, options: InProcessOptions): Queue {
  const turns = new Map<string, Turn>();
  const active = new PQueue({ concurrency: options.concurrency });
  let draining = false;

  function start(key: string, turn: Turn): void {
    clearTimeout(turn.timer);
    turn.timer = undefined;
    void active.add(() => run(key, turn));
  }

  async function run(key: string, turn: Turn): Promise<void> {
    const { seen } = turn;
    turn.due = false;
    turn.seen = undefined;
    try {
      await pass(turn.job, seen);
      turn.failures = 0;
      rest(key, turn, restAfter(turn));
    } catch (error) {
      retry(key, turn, error);
    }
  }

  function restAfter(turn: Turn): number {
    return options.rests[Math.min(turn.row++, options.rests.length - 1)] ?? 0;
  }

  function retry(key: string, turn: Turn, error: unknown): void {
    const wait = error instanceof TerminalError ? undefined : options.retries[turn.failures++];
    const next = wait === undefined || draining ? "given up" : "retry";
    options.onError(turn.job, error, next);
    if (wait === undefined || draining) turn.failures = 0;
    else turn.due = true;
    const demanded = demandedWait(error, Date.now());
    turn.until = performance.now() + Math.max(demanded, Math.min(wait ?? 0, longestWait));
    rest(key, turn, Math.max(wait ?? 0, demanded));
  }

  /** The wait for another try ends no later than it has to. */
  function hasten(key: string, turn: Turn): void {
    if (turn.timer === undefined || turn.failures === 0) return;
    clearTimeout(turn.timer);
    rest(key, turn, Math.max(0, turn.until - performance.now()));
  }

  function rest(key: string, turn: Turn, ms: number): void {
    if (draining) {
      if (turn.due) start(key, turn);
      else turns.delete(key);
      return;
    }
    turn.timer = setTimeout(() => rested(key, turn), ms);
  }

  function rested(key: string, turn: Turn): void {
    if (turn.due) start(key, turn);
    else turns.delete(key);
  }

  const alarms = new Alarms<IncidentRef>(options.clock, (visit) => add(visit));

  function add(job: Job, seen?: ObservedIssue): void {
    const key = keyOf(job);
    const turn = turns.get(key);
    if (turn) {
      Object.assign(turn, { due: true, job });
      hasten(key, turn);
    }
    if (turn || draining) return;
    const first: Turn = { job, seen, due: true, row: 0, failures: 0, until: 0 };
    turns.set(key, first);
    start(key, first);
  }

  function wake({ installation, owner, repo, number }: IncidentRef, at: Instant | null): void {
    const incident = { installation, owner, repo, number };
    if (!draining) alarms.set(keyOf(incident), incident, at);
  }

  return {
    add,
    wake,
    async idle() {
      while (active.size > 0 || active.pending > 0 || [...turns.values()].some(({ due }) => due)) {
        await active.onIdle();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async drain() {
      draining = true;
      alarms.clear();
      for (const [key, turn] of turns) {
        if (turn.timer !== undefined) rested(key, turn);
        clearTimeout(turn.timer);
      }
      await active.onIdle();
    },
  };
}
