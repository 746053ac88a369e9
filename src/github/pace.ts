/** How fast one installation may go: within GitHub's limits, and never slowed down by another installation. */
import PQueue from "p-queue";
import type { Call, Send } from "./send.ts";

/** GitHub allows about 80 requests a minute that create or change text; half a second more, as some travel faster than others. */
const CONTENT = { intervalCap: 80, interval: 60_500, strict: true, concurrency: 4 } as const;
/** Requests in flight for an installation, those above among them. */
const ALL = { concurrency: 10 } as const;

interface Lanes {
  content: PQueue;
  all: PQueue;
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
      return through(lanes, call, () => send(call)).finally(() => lanes.forget.refresh());
    };
  }

  /** How many installations are remembered. */
  get size(): number {
    return this.#lanes.size;
  }

  #open(installation: number): Lanes {
    const lanes: Lanes = {
      content: new PQueue(CONTENT),
      all: new PQueue(ALL),
      forget: setTimeout(() => this.#close(installation, lanes), CONTENT.interval).unref(),
    };
    this.#lanes.set(installation, lanes);
    return lanes;
  }

  #close(installation: number, { content, all, forget }: Lanes): void {
    const isIdle = [content, all].every((lane) => lane.size === 0 && lane.pending === 0);
    if (isIdle) this.#lanes.delete(installation);
    else forget.refresh();
  }
}

/** Whatever has its turn as content goes ahead of the rest: its minute has begun. */
function through<T>({ content, all }: Lanes, { kind }: Call, work: () => Promise<T>): Promise<T> {
  const isContent = kind === "create" || kind === "edit";
  return isContent ? content.add(() => all.add(work, { priority: 1 })) : all.add(work);
}
