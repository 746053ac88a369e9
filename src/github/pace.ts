/** How fast one installation may go: within GitHub's limits, and never slowed down by another installation. */
import PQueue from "p-queue";
import type { Call, Send } from "./send.ts";

/** GitHub allows about 80 requests a minute that create or change text; half a second more, as some travel faster than others. */
const CONTENT = { intervalCap: 80, interval: 60_500, strict: true, concurrency: 4 } as const;
/** Together with those above, 10 requests in flight for an installation. */
const OTHER = { concurrency: 6 } as const;

interface Lanes {
  content: PQueue;
  other: PQueue;
  /** Forgets the lanes once they have been idle for a whole interval. */
  forget: NodeJS.Timeout;
}

/** Keeps the pace of every installation. Nothing waits below the limits; above them the first come is the first served. */
export class Pace {
  readonly #lanes = new Map<number, Lanes>();

  /** Sends as `send` does, at the installation's pace. */
  of(installation: number, send: Send): Send {
    return (call) => {
      const lanes = this.#lanes.get(installation) ?? this.#open(installation);
      return laneOf(lanes, call)
        .add(() => send(call))
        .finally(() => lanes.forget.refresh());
    };
  }

  /** How many installations are remembered. */
  get size(): number {
    return this.#lanes.size;
  }

  #open(installation: number): Lanes {
    const lanes: Lanes = {
      content: new PQueue(CONTENT),
      other: new PQueue(OTHER),
      forget: setTimeout(() => this.#close(installation, lanes), CONTENT.interval).unref(),
    };
    this.#lanes.set(installation, lanes);
    return lanes;
  }

  #close(installation: number, { content, other, forget }: Lanes): void {
    const isIdle = [content, other].every((lane) => lane.size === 0 && lane.pending === 0);
    if (isIdle) this.#lanes.delete(installation);
    else forget.refresh();
  }
}

function laneOf({ content, other }: Lanes, { kind }: Call): PQueue {
  return kind === "create" || kind === "edit" ? content : other;
}
