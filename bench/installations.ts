/** Whether installations wait for one another: five incidents at once, against a default Probot handler that comments on five issues. */
import { createProbot } from "probot";
import { createFront } from "../src/server.ts";
import { Story } from "../test/story.ts";
import { createWorld, type World } from "../test/world/world.ts";
import type { Measurement } from "./measurement.ts";

const owners = ["acme", "beta", "ceta", "delta", "echo"];

export async function installations(): Promise<Measurement[]> {
  const app = await ofApp();
  const probot = await ofProbot();
  const what = "Until the last of five installations has its card, against five comments by a default Probot handler";
  return [{ what, value: app / probot, unit: "times", limit: { most: 0.1 } }];
}

async function ofApp(): Promise<number> {
  const story = await Story.begin();
  for (const [n, owner] of owners.entries()) story.world.repository(`${owner}/site`, { installation: 100 + n });
  await story.world.as("gary").openIssue({ title: "The first one", labels: ["incident"] });
  await story.settled();
  const time = await untilWritten(story.world);
  await story.settled();
  await story.end();
  return time;
}

async function ofProbot(): Promise<number> {
  const world = createWorld();
  world.person("gary", { role: "write", member: true });
  for (const [n, owner] of owners.entries()) world.repository(`${owner}/site`, { installation: 100 + n });
  const baseUrl = `${await world.listen()}/api/v3`;
  const { id: appId, privateKey, webhookSecret: secret } = world.app;
  const probot = createProbot({ env: {}, overrides: { appId, privateKey, secret, baseUrl, logLevel: "fatal" } });
  await probot.ready();
  probot.on("issues.opened", async (context) => {
    await context.octokit.rest.issues.createComment(context.issue({ body: "Hello" }));
  });
  const receive = (delivery: unknown) => probot.receive(delivery as Parameters<typeof probot.receive>[0]);
  const server = createFront({ secret, receive, health: () => ({}), log: () => {} });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  world.deliverTo(`http://127.0.0.1:${address.port}/api/github/webhooks`);
  const time = await untilWritten(world);
  await world.delivered();
  server.close();
  await world.close();
  return time;
}

/** Opens an incident everywhere at once; milliseconds until each has a comment of the App's. */
async function untilWritten(world: World): Promise<number> {
  const start = performance.now();
  const text = { title: "Login is down", labels: ["incident"] };
  await Promise.all(owners.map((owner) => world.as("gary", `${owner}/site`).openIssue(text)));
  const isWritten = (owner: string) =>
    world.issue(1, `${owner}/site`).timeline.some(({ type }) => type === "IssueComment");
  while (!owners.every(isWritten)) await new Promise((resolve) => setTimeout(resolve, 10));
  return performance.now() - start;
}
