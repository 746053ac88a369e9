/** The world's webhooks: signed, to every endpoint, in GitHub's shapes; lost, doubled, late and reordered on demand. */
import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { createWorld, type World } from "./world.ts";

interface Received {
  event: string;
  headers: Record<string, unknown>;
  text: string;
  payload: Record<string, never>;
}

let world: World;
let gary: Client;
let endpoint: Server;
let endpointUrl: string;
let received: Received[];

beforeEach(async () => {
  received = [];
  world = createWorld();
  world.person("gary", { role: "write", member: true });
  world.person("olga");
  endpointUrl = await openEndpoint();
  world.deliverTo(endpointUrl);
  world.repository("acme/shop");
  await world.listen();
  gary = world.as("gary");
});

afterEach(async () => {
  await world.delivered();
  await world.close();
  expect(world.problems).toEqual([]);
  await new Promise((resolve) => endpoint.close(resolve));
});

async function openEndpoint(): Promise<string> {
  endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const event = String(request.headers["x-github-event"]);
      received.push({ event, headers: request.headers, text, payload: JSON.parse(text) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const address = endpoint.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

const told = () => received.map(({ event, payload: { action } }) => (action ? `${event}.${action}` : event));

test("tell of everything that people do, signed", async () => {
  await gary.openIssue({ title: "Login down", labels: ["incident", "sev2"], assignees: ["gary"] });
  await gary.editIssue(1, { title: "Login is down" });
  const comment = await gary.comment(1, "It fails.");
  await gary.editComment(comment, "It still fails.");
  await gary.deleteComment(comment);
  await gary.openIssue({ title: "child" });
  await gary.addSubIssue(1, 2);
  await gary.removeSubIssue(1, 2);
  await gary.unlabel(1, "sev2");
  await gary.unassign(1, "gary");
  await gary.close(1);
  await gary.reopen(1);
  const pullRequest = await gary.openPullRequest({ title: "Fix", labels: ["fix"] });
  await gary.mergePullRequest(pullRequest);
  await gary.dispatch("incident", { severity: "sev1" });
  world.push("gary", { "README.md": "hello" });
  await world.delivered();
  expect(told().sort()).toEqual(
    [
      "installation.created",
      "issues.opened",
      "issues.labeled",
      "issues.labeled",
      "issues.assigned",
      "issues.edited",
      "issue_comment.created",
      "issue_comment.edited",
      "issue_comment.deleted",
      "issues.opened",
      "sub_issues.sub_issue_added",
      "sub_issues.parent_issue_added",
      "sub_issues.sub_issue_removed",
      "sub_issues.parent_issue_removed",
      "issues.unlabeled",
      "issues.unassigned",
      "issues.closed",
      "issues.reopened",
      "pull_request.opened",
      "pull_request.labeled",
      "pull_request.closed",
      "repository_dispatch.incident",
      "push",
    ].sort(),
  );
  for (const { headers, text } of received) {
    const signature = createHmac("sha256", world.app.webhookSecret).update(text).digest("hex");
    expect(headers).toMatchObject({ "x-hub-signature-256": `sha256=${signature}`, "x-github-hook-id": "1" });
  }
  expect(new Set(received.map(({ headers }) => headers["x-github-delivery"])).size).toBe(received.length);
  expect(
    received.find(({ text }) => text.includes('"action":"edited","comment"') || text.includes("changes"))?.payload,
  ).toMatchObject({
    changes: { title: { from: "Login down" } },
    repository: { full_name: "acme/shop" },
    organization: { login: "acme" },
    installation: { id: 1 },
    sender: { login: "gary", type: "User" },
  });
  expect(world.deliveries.every(({ status, latencyMs }) => status === 200 && latencyMs > 0)).toBe(true);
});

test("tell of what the App does, by its bot", async () => {
  await gary.openIssue({ title: "x" });
  await world.asApp().comment(1, "Hello");
  await world.delivered();
  expect(received.at(-1)?.payload).toMatchObject({
    comment: { user: { login: "sooner[bot]", type: "Bot" }, performed_via_github_app: { slug: "sooner" } },
    sender: { login: "sooner[bot]", type: "Bot" },
  });
});

test("are lost, doubled, late, held back and reordered on demand, at every endpoint", async () => {
  await world.delivered();
  world.deliverTo(endpointUrl);
  world.webhooks.lose(({ action }) => action === "labeled");
  world.webhooks.double(({ action }) => action === "assigned");
  world.webhooks.delay(({ action }) => (action === "opened" ? 30 : 0));
  received.length = 0;
  await gary.openIssue({ title: "x", labels: ["sev1"], assignees: ["gary"] });
  await world.delivered();
  expect(told()).toEqual([...Array(4).fill("issues.assigned"), ...Array(2).fill("issues.opened")]);
  await world.webhooks.reset();
  world.webhooks.hold();
  received.length = 0;
  await gary.close(1);
  await gary.reopen(1);
  await world.delivered();
  expect(told()).toEqual([]);
  await world.webhooks.release((held) => held.reverse().slice(1));
  expect(told()).toEqual(["issues.reopened", "issues.closed", "issues.closed"]);
});

test("to nobody are noted as unanswered", async () => {
  world.deliverTo("http://127.0.0.1:9");
  await gary.openIssue({ title: "x" });
  await world.delivered();
  expect(world.deliveries.at(-1)).toMatchObject({ event: "issues", action: "opened" });
  expect(world.deliveries.filter(({ status }) => status === null)).toHaveLength(1);
});
