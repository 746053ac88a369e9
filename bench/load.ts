/** A load generator in a process of its own, which sends the same message over ten connections. */
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { room } from "./room.ts";

const seconds = 2;
const autocannon = fileURLToPath(import.meta.resolve("autocannon"));
const run = promisify(execFile);

export interface Loaded {
  /** Requests answered a second. */
  throughput: number;
  /** In milliseconds. */
  p99: number;
  /** Requests not answered with success. */
  failed: number;
}

export class Load {
  readonly #options: string[];

  constructor(message: string, headers: Readonly<Record<string, string>>) {
    const file = join(mkdtempSync(join(room, "load-")), "message.json");
    writeFileSync(file, message);
    const told = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
    this.#options = ["--json", "-c", "10", "-d", String(seconds), "-m", "POST", "-i", file, ...told];
  }

  async on(url: string): Promise<Loaded> {
    const { stdout } = await run(process.execPath, [autocannon, ...this.#options, url]);
    const { requests, latency, non2xx, errors } = JSON.parse(stdout);
    return { throughput: requests.average, p99: latency.p99, failed: non2xx + errors };
  }
}

/** What GitHub sends with a comment. */
export function webhookHeaders(payload: string, secret: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-github-event": "issue_comment",
    "x-github-delivery": "00000000-0000-4000-8000-000000000001",
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`,
  };
}
