/** How fast webhooks are answered while GitHub is slow, against a bare Probot handler on the same machine. */
import { createWorld, type World } from "../test/world/world.ts";
import { Load, webhookHeaders } from "./load.ts";
import { type Measurement, median } from "./measurement.ts";
import { serve } from "./world.ts";

const rounds = 5;
/** Bytes of a usual `issue_comment` webhook. */
const usualSize = 12_700;

export async function webhooks(): Promise<Measurement[]> {
  const world = createWorld();
  world.person("gary", { role: "write", member: true });
  world.repository("acme/shop");
  await world.listen();
  const payload = await usualPayload(world);
  world.latency = 500;
  const bare = await serve(world, new URL("./bare-probot.ts", import.meta.url), 4101);
  const app = await serve(world, new URL("../src/main.ts", import.meta.url), 4102);
  const load = new Load(payload, webhookHeaders(payload, world.app.webhookSecret));
  const on = ({ url }: { url: string }) => load.on(`${url}/api/github/webhooks`);
  for (const server of [bare, app]) await on(server);
  const runs = [];
  for (let n = 0; n < rounds; n += 1) runs.push({ bare: await on(bare), app: await on(app) });
  await Promise.all([bare.end(), app.end()]);
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
export async function usualPayload(world: World): Promise<string> {
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
