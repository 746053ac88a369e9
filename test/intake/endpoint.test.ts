/** The endpoint for alerts: who is let in, what is turned away, and that senders are told only what is so. */
import { createHmac, createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Alert, SourceName } from "../../src/alerts/alert.ts";
import { GitHubError, TerminalError } from "../../src/error.ts";
import {
  type AlertIntake,
  type AlertRequest,
  alertEndpoint,
  isForAlerts,
  type Taken,
} from "../../src/intake/endpoint.ts";
import { tokenFor } from "../../src/intake/token.ts";

const secret = "a secret of the test";
const now = Date.parse("2026-03-10T16:00:00Z");
const tokenOf = (source: SourceName = "generic", owner = "acme", repo = "shop") =>
  tokenFor(secret, { source, owner, repo });
const bearer = (token = tokenOf()) => ({ authorization: `Bearer ${token}` });

const down = { fingerprint: "login", status: "firing", title: "Login is down" };

/** The endpoint, and what reached it. */
function open(options: Partial<AlertIntake> = {}) {
  const taken: { repository: string; alerts: Alert[] }[] = [];
  const endpoint = alertEndpoint({
    secret,
    signing: {},
    now: () => now,
    fetch: () => Promise.reject(new Error("Nobody is to be asked")),
    take: async ({ owner, repo }, alerts) => {
      taken.push({ repository: `${owner}/${repo}`, alerts });
      return { state: "recorded", incidents: [12] };
    },
    ...options,
  });
  const send = (request: Partial<AlertRequest> = {}, body: unknown = down) =>
    endpoint({
      method: "POST",
      url: "/alerts/generic/acme/shop",
      headers: bearer(),
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      ...request,
    });
  return { send, taken };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("an alert with its token", () => {
  test("is taken to GitHub, and answered with its incidents", async () => {
    const { send, taken } = open();
    expect(await send()).toEqual({ status: 200, body: { ok: true, incidents: [12] } });
    expect(taken).toMatchObject([
      { repository: "acme/shop", alerts: [{ fingerprint: "login", title: "Login is down" }] },
    ]);
  });

  const token = tokenOf();
  test.each([
    ["in the path", { url: `/alerts/generic/acme/shop/${token}`, headers: {} }],
    [
      "in the path, beside a header of something between us",
      { url: `/alerts/generic/acme/shop/${token}`, headers: bearer("x") },
    ],
    ["with the scheme in lower case", { headers: { authorization: `bearer  ${token}` } }],
    ["at an address in other case", { url: "/alerts/Generic/ACME/Shop" }],
    ["at an address by the source's other name", { url: "/alerts/json/acme/shop" }],
    ["at an address with a slash too many", { url: "//alerts/generic//acme/shop/" }],
    ["at an address with a query", { url: "/alerts/generic/acme/shop?from=here" }],
    ["at an address that is encoded", { url: "/alerts/generic/%61cme/shop" }],
    ["as plain text", { headers: { ...bearer(), "content-type": "text/plain; charset=UTF-8" } }],
  ])("is taken %s", async (_, request) => {
    const { send, taken } = open();
    expect(await send(request)).toMatchObject({ status: 200 });
    expect(taken).toHaveLength(1);
  });

  test("goes without asking GitHub where it tells of nothing", async () => {
    const { send, taken } = open();
    const request = { url: "/alerts/uptime-kuma/acme/shop", headers: bearer(tokenOf("uptime-kuma")) };
    const ping = { heartbeat: null, monitor: null, msg: "My Notification Testing" };
    expect(await send(request, ping)).toMatchObject({
      status: 200,
      body: { ok: true, incidents: [] },
      line: { reason: expect.any(String) },
    });
    expect(taken).toEqual([]);
  });
});

describe("the answer is the same, whether the repository exists or not", () => {
  test.each<[string, Partial<AlertRequest>]>([
    ["no token", { headers: {} }],
    ["another token", { headers: bearer("x".repeat(43)) }],
    ["an empty token", { headers: { authorization: "Bearer " } }],
    ["the secret itself", { headers: bearer(secret) }],
    ["another scheme", { headers: { authorization: `Basic ${tokenOf()}` } }],
    ["another source's token", { headers: bearer(tokenOf("grafana")) }],
    ["another repository's token", { headers: bearer(tokenOf("generic", "acme", "api")) }],
    ["another owner's token", { headers: bearer(tokenOf("generic", "other")) }],
    ["a source that nobody knows", { url: "/alerts/nagios/acme/shop" }],
    ["no repository", { url: "/alerts/generic/acme" }],
    ["nothing at all", { url: "/alerts" }],
    ["a part too many", { url: `/alerts/generic/acme/shop/${tokenOf()}/more` }],
    [
      "a slash within the repository",
      { url: "/alerts/generic/acme/shop%2F..", headers: bearer(tokenOf("generic", "acme", "shop/..")) },
    ],
    [
      "a repository that can't be",
      { url: "/alerts/generic/acme/%2E%2E", headers: bearer(tokenOf("generic", "acme", "..")) },
    ],
    ["an address that is encoded badly", { url: "/alerts/generic/acme/%ff" }],
  ])("to a request with %s", async (_, request) => {
    const { send, taken } = open();
    const reason = "Address and token don't fit together. `npm run alert-url -- SOURCE OWNER/REPO` prints both.";
    expect(await send(request)).toEqual({
      status: 401,
      headers: { "www-authenticate": "Bearer" },
      body: { error: reason },
      line: { reason },
    });
    expect(taken).toEqual([]);
  });

  test("and only who has the token learns that the App isn't installed there", async () => {
    const { send } = open({ take: async () => ({ state: "no such repository" }) });
    expect(await send({ headers: {} })).toMatchObject({ status: 401 });
    expect(await send()).toMatchObject({
      status: 404,
      body: { error: "The App is not installed in this repository." },
    });
  });
});

describe("what can't be read", () => {
  test.each([
    ["no JSON", "{ half", "The body is not JSON."],
    ["an empty body", "", "The body is not JSON."],
    ["JSON that is no object", "1", "the body"],
    ["a field that is missing", { fingerprint: "login" }, "status"],
    ["an alert among several that lacks a field", { alerts: [down, { ...down, status: "?" }] }, "alerts.1.status"],
  ])("is turned away, and the field named: %s", async (_, body, named) => {
    const { send, taken } = open();
    expect(await send({}, body)).toMatchObject({ status: 422, body: { error: expect.stringContaining(named) } });
    expect(taken).toEqual([]);
  });

  test("is turned away only after the token", async () => {
    expect(await open().send({ headers: {} }, "{ half")).toMatchObject({ status: 401 });
  });

  test("leaves nothing of itself in the log", async () => {
    const { line } = await open().send({}, { ...down, status: "confidential" });
    expect(line).toEqual({ reason: "A message for generic can't be read. Its sender was told which field is wrong." });
  });
});

test("anything but a POST is told so", async () => {
  for (const method of ["GET", "HEAD", "PUT", "DELETE"])
    expect(await open().send({ method })).toMatchObject({ status: 405, headers: { allow: "POST" } });
});

test("without a secret, alerts are switched off, and that is all that is said", async () => {
  const endpoint = alertEndpoint(null);
  for (const method of ["GET", "POST"]) {
    const answer = await endpoint({ method, url: "/alerts/generic/acme/shop", headers: bearer(), body: Buffer.of() });
    expect(answer).toMatchObject({
      status: 404,
      body: { error: "Alerts are switched off here: ALERTS_SECRET is not set." },
    });
  }
});

test.each([
  ["/alerts", true],
  ["/alerts/generic/acme/shop?x", true],
  ["//alerts//", true],
  ["/", false],
  ["/alertsx", false],
  ["/x/alerts", false],
  ["/?/alerts", false],
])("%s is for alerts: %s", (url, expected) => expect(isForAlerts(url)).toBe(expected));

describe("what GitHub can't take now", () => {
  const failing = (error: unknown) => open({ take: () => Promise.reject(error) });
  const limited = new GitHubError("GitHub's rate limit holds back", { status: 403, retryAt: now + 89_500 });
  const passed = new GitHubError("GitHub's rate limit holds back", { status: 403, retryAt: now - 1 });
  const lost = new GitHubError("GitHub did not answer", { status: null });

  test.each([
    ["is wanted again when GitHub wants it", limited, "90"],
    ["is wanted again at once where that time is over", passed, "1"],
    ["is wanted again soon where GitHub has not said", lost, "30"],
    ["is wanted again where the fault is ours", new Error("a fault"), "30"],
  ])("%s", async (_, error, seconds) => {
    expect(await failing(error).send()).toEqual({
      status: 503,
      headers: { "retry-after": seconds },
      body: { error: "This can't be recorded right now. Please send it again later." },
      line: { reason: "An alert could not be taken to GitHub.", error },
    });
  });

  test("is wanted again when the queue says", async () => {
    const { send } = open({ take: async () => ({ state: "later", seconds: 5 }) });
    expect(await send()).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  });

  test("is not wanted again where the App has been uninstalled", async () => {
    expect(await failing(new TerminalError("uninstalled")).send()).toMatchObject({ status: 404 });
  });

  test("does not keep a sender waiting for longer than nine seconds", async () => {
    vi.useFakeTimers();
    const { send } = open({ take: () => new Promise<Taken>(() => {}) });
    const answered = send();
    await vi.advanceTimersByTimeAsync(8_999);
    await expect(Promise.race([answered, Promise.resolve("waiting")])).resolves.toBe("waiting");
    await vi.advanceTimersByTimeAsync(1);
    expect(await answered).toMatchObject({ status: 503, headers: { "retry-after": "30" } });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a sender that signs", () => {
  const event = {
    event: {
      id: "01",
      event_type: "incident.triggered",
      occurred_at: "2026-03-10T16:00:00Z",
      data: { id: "PGR0VU2", type: "incident", title: "Login is down", status: "triggered" },
    },
  };
  const body = Buffer.from(JSON.stringify(event));
  const signature = (key: string) => `v1=${createHmac("sha256", key).update(body).digest("hex")}`;
  const request = (headers: Record<string, string>) => ({
    url: "/alerts/pagerduty/acme/shop",
    headers: { ...bearer(tokenOf("pagerduty")), ...headers },
    body,
  });

  test("is let in by both token and signature, where its secret is set", async () => {
    const { send, taken } = open({ signing: { pagerduty: ["theirs"] } });
    expect(await send(request({ "x-pagerduty-signature": signature("theirs") }))).toMatchObject({ status: 200 });
    expect(await send(request({ "x-pagerduty-signature": signature("other") }))).toMatchObject({ status: 401 });
    expect(await send(request({}))).toMatchObject({ status: 401 });
    const alone = { ...request({ "x-pagerduty-signature": signature("theirs") }), headers: {} };
    expect(await send(alone)).toMatchObject({ status: 401 });
    expect(taken).toHaveLength(1);
  });

  test("needs the token alone, where none is set", async () => {
    expect(await open().send(request({}))).toMatchObject({ status: 200 });
  });
});

describe("CloudWatch", () => {
  const read = (name: string) => readFileSync(new URL(`sns/${name}.pem`, import.meta.url), "utf8");
  const alarm = {
    AlarmName: "Login",
    AlarmArn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Login",
    NewStateValue: "ALARM",
    NewStateReason: "Threshold crossed",
    StateChangeTime: "2026-03-10T16:00:00.000+0000",
    OldStateValue: "OK",
  };
  const unsigned = {
    Type: "Notification",
    MessageId: "22b80b92",
    TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
    Message: JSON.stringify(alarm),
    Timestamp: "2026-03-10T16:00:00.000Z",
  };
  const text = ["Message", "MessageId", "Timestamp", "TopicArn", "Type"] as const;
  const signer = createSign("RSA-SHA256").update(text.map((field) => `${field}\n${unsigned[field]}\n`).join(""));
  const envelope = {
    ...unsigned,
    SignatureVersion: "2",
    Signature: signer.sign(read("key"), "base64"),
    SigningCertURL: "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-75.pem",
  };
  const request = { url: "/alerts/cloudwatch/acme/shop", headers: bearer(tokenOf("cloudwatch")) };
  const amazon = { fetch: async () => new Response(read("certificate")) };

  test("is believed when Amazon has signed for it", async () => {
    const { send, taken } = open(amazon);
    expect(await send(request, envelope)).toMatchObject({ status: 200 });
    expect(taken).toMatchObject([{ alerts: [{ source: "cloudwatch", fingerprint: alarm.AlarmArn }] }]);
  });

  test("is not when it hasn't, even with the token", async () => {
    const { send, taken } = open(amazon);
    for (const body of [{ ...envelope, Message: "{}" }, unsigned])
      expect(await send(request, body)).toMatchObject({
        status: 401,
        body: { error: "The message is not signed by Amazon SNS." },
      });
    expect(taken).toEqual([]);
  });

  test("has to wait while Amazon can't be reached", async () => {
    expect(await open().send(request, envelope)).toMatchObject({ status: 503, headers: { "retry-after": "30" } });
  });

  test("is believed by its token where the alarm comes without an envelope", async () => {
    expect(await open().send(request, alarm)).toMatchObject({ status: 200 });
  });
});
