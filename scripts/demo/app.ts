/** The App as people run it: `src/main.ts` in a process of its own, with nothing but its environment. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Instant } from "../../src/incident/incident.ts";
import type { World } from "../../test/world/world.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const clock = new URL("clock.ts", import.meta.url).href;

/** How long the App may take to reach GitHub, in milliseconds. */
const patience = 30_000;

const alertsSecret = "the secret of the demo's alerts";

/** The App at work. */
export interface RunningApp {
  /** Where it listens, without a slash at the end. */
  url: string;
  /** What the tokens of its alerts are derived from. */
  alertsSecret: string;
  /** Moves the App's clock to an instant, from where it goes on. */
  setTime(now: Instant): Promise<void>;
  /** Ends the process as its operator would, and resolves once it is gone. */
  stop(): Promise<void>;
}

/** Starts the App, installed in the world; resolves once it has reached it. @throws Error with its log where it doesn't start */
export async function startApp(world: World, tries = 3): Promise<RunningApp> {
  const port = await freePort();
  const process = fork(main, {
    env: environment(world, port),
    execArgv: ["--import", clock],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log: string[] = [];
  for (const stream of [process.stdout, process.stderr]) stream?.on("data", (text) => log.push(String(text)));
  if (await isReady(process, port)) {
    const url = `http://127.0.0.1:${port}`;
    world.deliverTo(`${url}/api/github/webhooks`);
    return { url, alertsSecret, setTime: (now) => tell(process, now), stop: () => stop(process) };
  }
  await stop(process);
  const wasTaken = log.some((text) => text.includes("EADDRINUSE")); // Somebody else was faster.
  if (wasTaken && tries > 1) return startApp(world, tries - 1);
  throw new Error(`The App did not start:\n${log.join("")}`);
}

function environment(world: World, port: number): NodeJS.ProcessEnv {
  const { id, privateKey, webhookSecret } = world.app;
  return {
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    ALERTS_SECRET: alertsSecret,
    GHE_HOST: new URL(world.url).host,
    GHE_PROTOCOL: "http",
    PORT: String(port),
    HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    DEMO_TIME: String(world.clock.now()),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port on 127.0.0.1.");
  return address.port;
}

async function isReady(process: ChildProcess, port: number): Promise<boolean> {
  for (const until = Date.now() + patience; Date.now() < until && process.exitCode === null; await sleep(50)) {
    if (await isHealthy(port)) return true;
  }
  return false;
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    return ((await answer.json()) as { github?: string }).github === "reached";
  } catch {
    return false; // It doesn't listen yet.
  }
}

function tell(process: ChildProcess, now: Instant): Promise<void> {
  return new Promise((resolve, reject) => process.send(now, (error) => (error ? reject(error) : resolve())));
}

async function stop(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill("SIGTERM");
  await once(process, "exit");
}
