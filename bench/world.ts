/** The world for measurements: seen through the port, and by an App that is a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createProbot } from "probot";
import type { SourceName } from "../src/alerts/alert.ts";
import { belongingLabels } from "../src/config.ts";
import { githubApp } from "../src/github/app.ts";
import { Octokit } from "../src/github/octokit.ts";
import type { GitHub } from "../src/github/port.ts";
import { tokenFor } from "../src/intake/token.ts";
import type { World } from "../test/world/world.ts";

/** The world's first repository, through the App's own port. */
export async function githubOf(world: World): Promise<GitHub> {
  const { id, privateKey, webhookSecret } = world.app;
  const baseUrl = `${world.url}/api/v3`;
  const overrides = { appId: id, privateKey, secret: webhookSecret, baseUrl, Octokit, logLevel: "fatal" as const };
  const probot = createProbot({ env: {}, overrides });
  const labelsOf = (text: string | null) => belongingLabels(text);
  const app = githubApp({ authenticate: (installation) => probot.auth(installation), labelsOf });
  const [repository] = await app.repositories();
  if (!repository) throw new Error("The App sees no repository");
  return app.in(repository);
}

const alertsSecret = "a secret of the measurements";

/** Where the source sends alerts about `acme/shop` to a served App. */
export function alertsUrl(url: string, source: SourceName): string {
  return `${url}/alerts/${source}/acme/shop`;
}

/** What the source sends along, so that it is let in there. */
export function alertHeaders(source: SourceName): Record<string, string> {
  const token = tokenFor(alertsSecret, { source, owner: "acme", repo: "shop" });
  return { authorization: `Bearer ${token}`, "content-type": "application/json" };
}

/** A server that is a process of its own, so that it shares no event loop with who measures it. */
export interface Served {
  url: string;
  pid: number;
  end: () => Promise<void>;
}

/** Starts a program of this repository in the world's environment, and waits until it answers. */
export async function serve(world: World, program: URL, port: number): Promise<Served> {
  const { id, privateKey, webhookSecret } = world.app;
  const env = {
    PATH: process.env.PATH ?? "",
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    ALERTS_SECRET: alertsSecret,
    GHE_HOST: new URL(world.url).host,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: String(port),
    LOG_LEVEL: "error" as const,
    NODE_ENV: "production",
  };
  const child = spawn(process.execPath, [fileURLToPath(program)], { env, stdio: ["ignore", "ignore", "inherit"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  return { url, pid: child.pid ?? 0, end: () => ended(child) };
}

/** Without a drain: what is under way is of no interest any more. */
async function ended(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await fetch(`${url}/ping`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`The server at ${url} ended before it answered`);
}
