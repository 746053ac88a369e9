/** The App as a process: it starts over what is open, takes webhooks, drains when it is asked to end. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Story } from "../story.ts";

const main = resolve(import.meta.dirname, "../../src/main.ts");
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

interface Ended {
  code: number | null;
  output: string;
}

/** The App with this environment and no other; in a folder without an `.env`. */
function run(env: Record<string, string>): { child: ChildProcess; ended: Promise<Ended> } {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, ...env }, cwd: import.meta.dirname });
  running.push(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(String(chunk)));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code) => resolve({ code, output: output.join("") })),
  );
  return { child, ended };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("without a secret, it does not run in production, and says how to set it", async () => {
  const { code, output } = await run({ NODE_ENV: "production", APP_ID: "1" }).ended;
  expect(code).toBe(1);
  expect(output).toContain("WEBHOOK_SECRET is not set");
  expect(output).toContain("Webhook secret");
});

test("mends at start what it missed, takes a webhook, and ends a slow pass before it ends", async () => {
  const story = await Story.begin({ apps: 0 });
  const { world } = story;
  const gary = world.as("gary");
  const missed = await gary.openIssue({ title: "Missed", labels: ["sev3"] });
  const port = await freePort();
  const { id, privateKey, webhookSecret } = world.app;
  const env = {
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: new URL(world.url).host,
    GHE_PROTOCOL: "http",
    PORT: String(port),
    HOST: "127.0.0.1",
    NODE_ENV: "production",
  };
  const { child, ended } = run(env);
  await until(() => world.card(missed)?.includes('"pinned":true') ?? child.exitCode !== null);

  world.latency = 300;
  world.deliverTo(`http://127.0.0.1:${port}/api/github/webhooks`);
  const told = await gary.openIssue({ title: "Told", labels: ["sev2"] });
  await world.delivered();
  expect(world.deliveries.every(({ status }) => status === 200)).toBe(true);
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0 });
  expect(world.card(told)).toContain('"pinned":true');
  world.botSaid(told);
  await story.end();
});

test("a fresh process passes over what is open, and mends it", async () => {
  const story = await Story.begin({ apps: 0 });
  const gary = story.world.as("gary");
  const [first, second] = [
    await gary.openIssue({ title: "One", labels: ["incident"] }),
    await gary.openIssue({ title: "Two", labels: ["sev1"] }),
  ];
  await gary.comment(second, "/mitigated");
  await story.startApp();
  await story.settled();
  expect(story.world.card(first)).toContain("**declared**");
  expect(story.world.card(second)).toContain("**mitigated**");
  await story.end();
});
