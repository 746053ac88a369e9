/** SVG to PNG, on as many threads as the machine has for it. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** What a thread answers. */
export type Drawn = { png: Uint8Array } | { fault: string };

interface Picture {
  svg: string;
  resolve: (png: Uint8Array) => void;
  reject: (error: Error) => void;
}

/** A thread takes about 50 MB: more of them would cost more than the time is worth. */
const mostThreads = 4;
/** A picture leaves little behind: with a small nursery it is cleared away sooner. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/** Draws figures, without a font: their words become outlines. No thread runs before the first picture is asked for. */
export class Rasteriser {
  readonly #worker: URL;
  readonly #wasm: string;
  readonly #waiting: Picture[] = [];
  readonly #idle: Worker[] = [];
  /** The threads, each with the picture that it draws. */
  readonly #threads = new Map<Worker, Picture | null>();

  /** `wasm` is resvg's WebAssembly, `worker` this folder's `rasterise-worker`, as source or bundled. */
  constructor(options: { wasm: URL | string; worker: URL }) {
    this.#worker = options.worker;
    this.#wasm = String(options.wasm);
  }

  /** The PNG of the SVG. Rejects with what is wrong with this picture; others go on. */
  png(svg: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ svg, resolve, reject });
      this.#next();
    });
  }

  /** Ends the threads; pictures that are not drawn yet are rejected. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("The figure was not drawn: drawing was ended."));
    const threads = [...this.#threads.keys()];
    // A picture that comes now would let go of the thread, and the process could end before the thread has.
    for (const thread of threads) thread.removeAllListeners("message");
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const thread = this.#idle.pop() ?? this.#start();
    const picture = thread && this.#waiting.shift();
    if (!picture) return;
    this.#threads.set(thread, picture);
    // Only a thread that draws keeps the process alive.
    thread.ref();
    thread.postMessage(picture.svg);
  }

  #start(): Worker | null {
    if (this.#threads.size >= Math.min(availableParallelism(), mostThreads)) return null;
    const thread = new Worker(this.#worker, { workerData: this.#wasm, resourceLimits, execArgv: [] });
    this.#threads.set(thread, null);
    thread.on("message", (drawn: Drawn) => this.#finish(thread, drawn));
    thread.on("error", (error) => this.#end(thread, error.message));
    thread.on("exit", () => this.#end(thread, "its thread has ended"));
    return thread;
  }

  #finish(thread: Worker, drawn: Drawn): void {
    const picture = this.#threads.get(thread);
    this.#threads.set(thread, null);
    this.#idle.push(thread);
    thread.unref();
    if ("png" in drawn) picture?.resolve(drawn.png);
    else picture?.reject(notDrawn(drawn.fault));
    this.#next();
  }

  /** A thread that broke takes only its own picture with it: another one starts for the next. */
  #end(thread: Worker, reason: string): void {
    this.#threads.get(thread)?.reject(notDrawn(reason));
    this.#threads.delete(thread);
    const idle = this.#idle.indexOf(thread);
    if (idle >= 0) this.#idle.splice(idle, 1);
    this.#next();
  }
}

function notDrawn(reason: string): Error {
  return new Error(`The figure was not drawn: ${reason}`);
}
