/** The App as a process, and its endpoint for alerts. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { tokenFor } from "../../src/intake/token.ts";
import { createWorld } from "../world/world.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** The App with this environment and no other; in a folder without an `.env`. */
function run(env: Record<string, string>) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, ...env }, cwd: import.meta.dirname });
  running.push(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, output: () => output.join(""), ended };
}

const secret = "a secret of the test";

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The App, installed in `acme/shop` and listening. */
async function started() {
  const world = createWorld();
  world.repository("acme/shop");
  const { id, privateKey, webhookSecret } = world.app;
  const port = await freePort();
  const started = run({
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    ALERTS_SECRET: secret,
    GHE_HOST: new URL(await world.listen()).host,
    GHE_PROTOCOL: "http",
    PORT: String(port),
    HOST: "127.0.0.1",
    NODE_ENV: "production",
  });
  while (started.child.exitCode === null && !started.output().includes("Listening."))
    await new Promise((resolve) => setTimeout(resolve, 20));
  return { world, url: `http://127.0.0.1:${port}`, ...started };
}

test("a secret that could be guessed is refused in production, with what to do", async () => {
  const { ended, output } = run({
    APP_ID: "1",
    ALERTS_SECRET: "short",
    NODE_ENV: "production",
    WEBHOOK_SECRET: secret,
  });
  expect(await ended).toBe(1);
  expect(output()).toContain("ALERTS_SECRET is shorter than 16 characters");
  expect(output()).toContain("openssl rand -hex 32");
});

test("who has no token learns nothing, who has one of a strange repository is told, and neither is logged", async () => {
  const { world, url, child, ended, output } = await started();
  const send = (path: string) =>
    fetch(`${url}${path}`, { method: "POST", body: JSON.stringify({ title: "Confidential", status: "firing" }) });
  const strange = tokenFor(secret, { source: "generic", owner: "acme", repo: "strange" });

  const statuses = [
    await send("/alerts/generic/acme/shop"),
    await send(`/alerts/generic/acme/shop/${strange}`),
    await send(`/alerts/generic/acme/strange/${strange}`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([401, 401, 404]);
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: "ok", alerts: "on" });

  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  for (const word of [strange, "/alerts/", "Confidential"]) expect(output()).not.toContain(word);
  await world.close();
});

test("whoever waits as the process is ended gets an answer", async () => {
  const { world, url, child, ended } = await started();
  const token = tokenFor(secret, { source: "generic", owner: "acme", repo: "shop" });
  const body = JSON.stringify({ title: "Login is down", status: "firing", fingerprint: "login" });
  const answer = fetch(`${url}/alerts/generic/acme/shop/${token}`, { method: "POST", body });
  while (!world.requests.some(({ path }) => path === "/repos/acme/shop/installation"))
    await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill("SIGTERM");
  expect((await answer).status).toBe(200);
  expect(await ended).toBe(0);
  expect(world.issue(1).title).toBe("Login is down");
  await world.close();
});
