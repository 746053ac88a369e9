/** The HTTP front: what is turned away, and that no answer tells what was sent or what failed. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AlertIntake } from "../src/intake/endpoint.ts";
import { tokenFor } from "../src/intake/token.ts";
import { createFront, type Delivery, type Front } from "../src/server.ts";

const secret = "a secret of the test";
const webhooks = "/api/github/webhooks";
type Line = Parameters<Front["log"]>[0];

async function open(receive: (delivery: Delivery) => Promise<void> = async () => {}, alerts?: AlertIntake) {
  const received: Delivery[] = [];
  const lines: Line[] = [];
  const server = createFront({
    secret,
    receive: async (delivery) => {
      received.push(delivery);
      await receive(delivery);
    },
    alerts: alerts ?? null,
    health: () => ({ github: "reached" }),
    log: (line) => lines.push(line),
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, received, lines };
}

const signed = (body: string, key = secret) => `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;

/** A webhook as GitHub sends it; a header that is null is left out. */
function webhook(body: string, headers: Record<string, string | null> = {}): RequestInit {
  const all = {
    "content-type": "application/json",
    "x-github-event": "issues",
    "x-github-delivery": "d-1",
    "x-hub-signature-256": signed(body),
    ...headers,
  };
  const given = Object.entries(all).filter((header): header is [string, string] => header[1] !== null);
  return { method: "POST", headers: Object.fromEntries(given), body };
}

const payload = JSON.stringify({ action: "opened", words: "confidential" });

test("a genuine webhook is handed over", async () => {
  const { url, received, lines } = await open();
  const answer = await fetch(`${url}${webhooks}`, webhook(payload));
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  expect(received).toEqual([{ id: "d-1", name: "issues", payload: { action: "opened", words: "confidential" } }]);
  expect(lines).toEqual([]);
});

test("so is one of a kind that nobody knows, and one with several million characters", async () => {
  const { url, received } = await open();
  const large = JSON.stringify({ words: "x".repeat(5_000_000) });
  await fetch(`${url}${webhooks}`, webhook(payload, { "x-github-event": "unheard_of" }));
  expect((await fetch(`${url}${webhooks}/`, webhook(large))).status).toBe(200);
  expect(received.map(({ name }) => name)).toEqual(["unheard_of", "issues"]);
});

const bad: [string, RequestInit, number, string][] = [
  ["no signature", webhook(payload, { "x-hub-signature-256": null }), 400, "This is not a signed GitHub webhook."],
  ["no event", webhook(payload, { "x-github-event": null }), 400, "This is not a signed GitHub webhook."],
  ["no delivery", webhook(payload, { "x-github-delivery": null }), 400, "This is not a signed GitHub webhook."],
  [
    "a broken signature",
    webhook(payload, { "x-hub-signature-256": "sha256=00" }),
    401,
    "The signature does not match.",
  ],
  [
    "a signature of SHA-1 alone",
    webhook(payload, { "x-hub-signature-256": "sha1=00" }),
    401,
    "The signature does not match.",
  ],
  [
    "another secret",
    webhook(payload, { "x-hub-signature-256": signed(payload, "another") }),
    401,
    "The signature does not match.",
  ],
  ["malformed JSON", webhook("{ confidential"), 400, "The payload is not a JSON object."],
  ["JSON that is no object", webhook('"confidential"'), 400, "The payload is not a JSON object."],
  ["an empty body", webhook(""), 401, "The signature does not match."],
];

test.each(bad)("a webhook with %s is turned away in one line", async (_, request, status, error) => {
  const { url, received, lines } = await open();
  const answer = await fetch(`${url}${webhooks}`, request);
  expect([answer.status, await answer.json()]).toEqual([status, { error }]);
  expect(received).toEqual([]);
  expect(lines).toEqual([
    { status, reason: error, delivery: request.headers && "x-github-delivery" in request.headers ? "d-1" : undefined },
  ]);
});

test("what fails within is said to the log, and to nobody else", async () => {
  const fault = new Error("a token and confidential words");
  const { url, lines } = await open(() => Promise.reject(fault));
  const answer = await fetch(`${url}${webhooks}`, webhook(payload));
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { error: "Something failed here. The log has the details; please redeliver later." },
  ]);
  expect(lines).toEqual([{ status: 500, reason: "failed", delivery: "d-1", error: fault }]);
});

test("a webhook larger than any of GitHub's is turned away before it is read", async () => {
  const { port, lines } = await open();
  const head = `POST ${webhooks} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000000\r\n\r\n`;
  expect(await answerTo(port, head)).toContain('{"error":"The body is larger than 25 MB."}');
  expect(lines).toEqual([{ status: 413, reason: "The body is larger than 25 MB.", delivery: undefined }]);
});

test.each([
  ["announced", "Content-Length: 1048577\r\n\r\n"],
  ["not announced", `Transfer-Encoding: chunked\r\n\r\n100001\r\n${"x".repeat(0x100001)}\r\n0\r\n\r\n`],
])("a body over 1 MB on our own routes is turned away: %s", async (_, rest) => {
  const { port, lines } = await open();
  const answer = await answerTo(port, `POST /healthz HTTP/1.1\r\nHost: localhost\r\n${rest}`);
  expect(answer).toContain("HTTP/1.1 413 ");
  expect(answer).toContain('{"error":"The body is larger than 1 MB."}');
  expect(lines).toEqual([{ status: 413, reason: "The body is larger than 1 MB.", delivery: undefined }]);
});

/** The whole answer to a request as it goes over the wire. */
async function answerTo(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {}); // The server may hang up while we still talk.
  socket.write(request);
  return text(socket);
}

test("ping and health answer; nothing else is there", async () => {
  const { url, lines } = await open();
  expect(await (await fetch(`${url}/ping`)).text()).toBe("PONG");
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({
    status: "ok",
    github: "reached",
    alerts: "off",
  });
  for (const path of ["/", "/admin", "//", "/%"]) expect((await fetch(`${url}${path}`)).status).toBe(404);
  expect((await fetch(`${url}${webhooks}`)).status).toBe(404);
  expect(lines).toHaveLength(5);
});

describe("alerts", () => {
  const token = tokenFor(secret, { source: "generic", owner: "acme", repo: "shop" });
  const alert = JSON.stringify({ fingerprint: "login", status: "firing", title: "Confidential" });
  const path = `/alerts/generic/acme/shop/${token}`;

  async function openToAlerts() {
    const taken: string[] = [];
    const take: AlertIntake["take"] = async ({ owner, repo }, alerts) => {
      taken.push(`${owner}/${repo}: ${alerts.map(({ fingerprint }) => fingerprint)}`);
      return { state: "recorded", incidents: [12] };
    };
    const front = await open(async () => {}, { secret, signing: {}, take });
    const post = (to: string, body: string) => fetch(`${front.url}${to}`, { method: "POST", body });
    return { ...front, taken, post };
  }

  test("are taken, and answered with their incidents", async () => {
    const { url, post, taken, lines } = await openToAlerts();
    const answer = await post(path, alert);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, incidents: [12] }]);
    expect([taken, lines]).toEqual([["acme/shop: login"], []]);
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ alerts: "on" });
  });

  test("are taken up to 1 MB", async () => {
    const { post, taken } = await openToAlerts();
    expect((await post(path, alert.padEnd(1024 * 1024))).status).toBe(200);
    expect((await post(path, alert.padEnd(1024 * 1024 + 1))).status).toBe(413);
    expect(taken).toHaveLength(1);
  });

  test("that are turned away leave neither path nor token nor words in the log", async () => {
    const { url, post, lines } = await openToAlerts();
    const other = path.replace("shop", "api");
    const statuses = [(await post(other, alert)).status, (await post(path, "{ half")).status];
    expect([...statuses, (await fetch(`${url}${path}`)).status]).toEqual([401, 422, 405]);
    expect(lines).toMatchObject([{ status: 401 }, { status: 422 }, { status: 405 }]);
    const said = JSON.stringify(lines);
    for (const word of [token, "acme", "Confidential", "half"]) expect(said).not.toContain(word);
  });

  test("come with headers in the answer where they have to", async () => {
    const { url, post } = await openToAlerts();
    expect((await post("/alerts/generic/acme/api", alert)).headers.get("www-authenticate")).toBe("Bearer");
    expect((await fetch(`${url}/alerts`)).headers.get("allow")).toBe("POST");
  });
});

test("a request that is cut short leaves the server as it was", async () => {
  const { url, port, received } = await open();
  const socket = connect(port, "127.0.0.1");
  socket.end(`POST ${webhooks} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf`);
  await text(socket);
  expect((await fetch(`${url}${webhooks}`, webhook(payload))).status).toBe(200);
  expect(received).toHaveLength(1);
});
