/** The world of another process, seen from here. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Order, Told } from "./remote-world.ts";
import { room } from "./room.ts";

export class RemoteWorld {
  readonly #process: ChildProcess;
  url = "";
  /** A job's. */
  token = "";

  private constructor() {
    const env = { PATH: process.env.PATH ?? "", TMPDIR: room };
    this.#process = fork(new URL("./remote-world.ts", import.meta.url), { env, execArgv: [] });
    process.once("exit", () => this.#process.kill("SIGKILL"));
  }

  /** A world with so many incidents of old times, and so many action items of the newest of them. */
  static async begin(incidents: number, items = 0): Promise<RemoteWorld> {
    const world = new RemoteWorld();
    Object.assign(world, await world.ask({ do: "begin", incidents, items }));
    return world;
  }

  async ask<K extends Order["do"]>(order: Extract<Order, { do: K }>): Promise<Told[K]> {
    const answered = once(this.#process, "message");
    this.#process.send(order);
    const [answer] = await answered;
    return answer;
  }

  async end(): Promise<void> {
    const exited = once(this.#process, "exit");
    this.#process.send({ do: "end" });
    await exited;
  }
}
