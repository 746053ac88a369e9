/** How fast alerts are answered in a storm of repeats, against webhooks on the same server, and what a body of 1 MB takes. */
import { createWorld } from "../test/world/world.ts";
import { genericAlert, groupOf } from "./alert-messages.ts";
import { Load, type Loaded, webhookHeaders } from "./load.ts";
import { type Measurement, median } from "./measurement.ts";
import { usualPayload } from "./webhooks.ts";
import { alertHeaders, alertsUrl, serve } from "./world.ts";

const rounds = 5;
const port = 4104;
/** The most that the endpoint takes, in bytes. */
const largest = 1024 * 1024;

export async function endpoint(): Promise<Measurement[]> {
  const world = createWorld();
  world.person("gary", { role: "write", member: true });
  world.repository("acme/shop");
  await world.listen();
  const payload = await usualPayload(world);
  const { url, end } = await serve(world, new URL("../src/main.ts", import.meta.url), port);
  const alert = JSON.stringify(genericAlert(1));
  await sent(url, "generic", alert);
  const webhooks = new Load(payload, webhookHeaders(payload, world.app.webhookSecret));
  const alerts = new Load(alert, alertHeaders("generic"));
  const runs: { webhooks: Loaded; alerts: Loaded }[] = [];
  for (let n = 0; n <= rounds; n += 1) {
    const round = {
      webhooks: await webhooks.on(`${url}/api/github/webhooks`),
      alerts: await alerts.on(alertsUrl(url, "generic")),
    };
    if (n > 0) runs.push(round);
  }
  const body = await ofLargestBody(url);
  await end();
  await world.close();
  return [...against(runs), ...body];
}

function against(runs: readonly { webhooks: Loaded; alerts: Loaded }[]): Measurement[] {
  const of = (which: (loaded: Loaded) => number) =>
    median(runs.map((run) => which(run.alerts))) / median(runs.map((run) => which(run.webhooks)));
  return [
    {
      what: "Repeats of an alert answered a second, against webhooks",
      value: of(({ throughput }) => throughput),
      unit: "times",
      limit: { least: 0.7 },
    },
    { what: "Their p99, against webhooks", value: of(({ p99 }) => p99), unit: "times", limit: { most: 1.5 } },
    {
      what: "Repeats not answered with success",
      value: runs.reduce((sum, run) => sum + run.alerts.failed, 0),
      unit: "repeats",
      limit: { most: 0 },
    },
  ];
}

/** As many alerts of Alertmanager's as 1 MB holds: new ones at first, then the same again. */
async function ofLargestBody(url: string): Promise<Measurement[]> {
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
  const bytesOfOne = JSON.stringify(groupOf("4", upTo(100))).length / 100;
  const count = Math.floor((largest * 0.98) / bytesOfOne);
  const body = JSON.stringify(groupOf("4", upTo(count)));
  const first = await withPings(url, () => sent(url, "alertmanager", body));
  const repeats = [];
  for (let n = 0; n < rounds; n += 1) repeats.push((await withPings(url, () => sent(url, "alertmanager", body))).time);
  return [
    { what: `Until 1 MB of ${count} new alerts is answered`, value: first.time, unit: "ms", limit: { most: 8_000 } },
    { what: "Longest wait for a ping meanwhile", value: first.longestPing, unit: "ms", limit: { most: 1_000 } },
    { what: "Until the same again is answered", value: median(repeats), unit: "ms", limit: { most: 250 } },
  ];
}

/** How long it takes, and what others wait meanwhile; in milliseconds. */
async function withPings(url: string, act: () => Promise<void>): Promise<{ time: number; longestPing: number }> {
  let isOver = false;
  const pinging = longestPing(url, () => isOver);
  const start = performance.now();
  await act();
  const time = performance.now() - start;
  isOver = true;
  return { time, longestPing: await pinging };
}

async function longestPing(url: string, isOver: () => boolean): Promise<number> {
  let longest = 0;
  while (!isOver()) {
    const start = performance.now();
    await (await fetch(`${url}/ping`)).text();
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

/** @throws Error where it isn't taken */
async function sent(url: string, source: "generic" | "alertmanager", body: string): Promise<void> {
  const response = await fetch(alertsUrl(url, source), { method: "POST", headers: alertHeaders(source), body });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`Alerts were answered with ${response.status}: ${text}`);
}
