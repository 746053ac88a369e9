/** How fast webhooks are answered while GitHub is slow, against a bare Probot handler on the same machine. */
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createWorld, type World } from "../test/world/world.ts";
import { type Measurement, median } from "./measurement.ts";
import { serve } from "./world.ts";

const rounds = 5;
const secondsOfARound = 2;
/** Bytes of a usual `issue_comment` webhook. */
const usualSize = 12_700;

export async function webhooks(): Promise<Measurement[]> {
  const world = createWorld();
  world.person("gary", { role: "write", member: true });
  world.repository("acme/shop");
  await world.listen();
  const payload = await payloadOf(world);
  world.latency = 500;
  const bare = await serve(world, new URL("./bare-probot.ts", import.meta.url), 4101);
  const app = await serve(world, new URL("../src/main.ts", import.meta.url), 4102);
  const load = await loading(payload, world.app.webhookSecret);
  for (const { url } of [bare, app]) await load.on(url);
  const runs = [];
  for (let n = 0; n < rounds; n += 1) runs.push({ bare: await load.on(bare.url), app: await load.on(app.url) });
  await Promise.all([bare.end(), app.end(), load.end()]);
  await world.close();
  const failed = runs.reduce((sum, run) => sum + run.app.failed + run.bare.failed, 0);
  const throughput = median(runs.map((run) => run.app.throughput)) / median(runs.map((run) => run.bare.throughput));
  const p99 = median(runs.map((run) => run.app.p99)) / median(runs.map((run) => run.bare.p99));
  return [
    {
      what: "Webhooks answered a second, against bare Probot",
      value: throughput,
      unit: "times",
      limit: { least: 0.7 },
    },
    { what: "Their p99, against bare Probot", value: p99, unit: "times", limit: { most: 3 } },
    { what: "Webhooks not answered with success", value: failed, unit: "webhooks", limit: { most: 0 } },
  ];
}

/** A comment on an incident, as the world's GitHub tells it, filled up to the usual size. */
async function payloadOf(world: World): Promise<string> {
  world.deliverTo("http://127.0.0.1:1/");
  world.webhooks.hold();
  const gary = world.as("gary");
  const number = await gary.openIssue({ title: "Login is down", labels: ["incident"] });
  await gary.comment(number, "I see errors too.");
  let payload = "";
  await world.webhooks.release((held) => {
    payload = held.findLast(({ event }) => event === "issue_comment")?.payload ?? "";
    return [];
  });
  const filled = JSON.parse(payload);
  filled.comment.body += " ".repeat(usualSize - Buffer.byteLength(payload));
  return JSON.stringify(filled);
}

const autocannon = fileURLToPath(import.meta.resolve("autocannon"));
const run = promisify(execFile);

/** A load generator in a process of its own, which sends the same signed payload over ten connections. */
async function loading(payload: string, secret: string) {
  const folder = await mkdtemp(join(tmpdir(), "sooner-bench-"));
  const file = join(folder, "payload.json");
  await writeFile(file, payload);
  const headers = {
    "content-type": "application/json",
    "x-github-event": "issue_comment",
    "x-github-delivery": "00000000-0000-4000-8000-000000000001",
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`,
  };
  const options = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
  const always = ["--json", "-c", "10", "-d", String(secondsOfARound), "-m", "POST", "-i", file, ...options];
  return {
    async on(url: string) {
      const { stdout } = await run(process.execPath, [autocannon, ...always, `${url}/api/github/webhooks`]);
      const { requests, latency, non2xx, errors } = JSON.parse(stdout);
      return {
        throughput: requests.average as number,
        p99: latency.p99 as number,
        failed: (non2xx + errors) as number,
      };
    },
    end: () => rm(folder, { recursive: true }),
  };
}
