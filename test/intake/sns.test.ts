/** Amazon SNS: what is genuine, what is forged, and that nobody but Amazon is asked. */
import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isEnvelope, snsThrough } from "../../src/intake/sns.ts";

const read = (name: string) => readFileSync(new URL(`sns/${name}.pem`, import.meta.url), "utf8");
const [key, certificate] = [read("key"), read("certificate")];
const host = "https://sns.eu-west-1.amazonaws.com";
const certificateUrl = `${host}/SimpleNotificationService-7506a1e35b36ef5a444dd1a8e7cc3ed8.pem`;
const subscribeUrl = `${host}/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:alarms&Token=2336412f37`;

type Fields = Record<string, string | null>;

const notification: Fields = {
  Type: "Notification",
  MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
  TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
  Subject: 'ALARM: "Login" in EU (Ireland)',
  Message: '{"AlarmName":"Login","NewStateValue":"ALARM"}',
  Timestamp: "2026-03-10T16:00:00.000Z",
};
const subscription: Fields = {
  Type: "SubscriptionConfirmation",
  MessageId: "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
  Token: "2336412f37",
  TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
  Message: "You have chosen to subscribe to the topic.\nTo confirm, visit the SubscribeURL.",
  SubscribeURL: subscribeUrl,
  Timestamp: "2026-03-10T15:00:00.000Z",
};

/** As Amazon signs it: the fields by name in alphabetical order, each with its value on a line of its own. */
function signed(fields: Fields, { version = "1", by = key } = {}): Fields {
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\n${value}\n`);
  const signer = createSign(version === "1" ? "RSA-SHA1" : "RSA-SHA256").update(lines.join(""));
  const signature = signer.sign(by, "base64");
  return { ...fields, SignatureVersion: version, Signature: signature, SigningCertURL: certificateUrl };
}

/** Amazon, and what it was asked. */
function amazon(answers: Record<string, () => Response | Promise<Response>> = {}) {
  const asked: string[] = [];
  const all: typeof answers = {
    [certificateUrl]: () => new Response(certificate),
    [subscribeUrl]: () => new Response("<ok/>"),
    ...answers,
  };
  const check = snsThrough(async (url, { redirect, signal }) => {
    expect([redirect, signal]).toEqual(["error", expect.any(AbortSignal)]);
    asked.push(url);
    const answer = all[url];
    if (!answer) throw new Error("Nobody else is to be asked");
    return answer();
  });
  return { check, asked };
}

test("an envelope has a type and a topic; an alarm without one has neither", () => {
  expect(isEnvelope(signed(notification))).toBe(true);
  for (const body of [{ AlarmName: "Login" }, [], null, "Type TopicArn", 1]) expect(isEnvelope(body)).toBe(false);
});

describe("a notification", () => {
  test.each([
    ["by SHA-1", signed(notification)],
    ["by SHA-256", signed(notification, { version: "2" })],
    ["without a subject", signed({ ...notification, Subject: null })],
  ])("signed %s is genuine", async (_, message) => {
    expect(await amazon().check(message)).toEqual({ state: "notification" });
  });

  test("needs the certificate once", async () => {
    const { check, asked } = amazon();
    for (let n = 0; n < 3; n++) await check(signed({ ...notification, MessageId: String(n) }));
    expect(asked).toEqual([certificateUrl]);
  });

  const genuine = signed(notification);
  test.each<[string, object]>([
    ["its message changed", { ...genuine, Message: "{}" }],
    ["its subject taken away", { ...genuine, Subject: undefined }],
    ["its topic changed", { ...genuine, TopicArn: "arn:aws:sns:eu-west-1:1:other" }],
    ["a signature of the other version", { ...genuine, SignatureVersion: "2" }],
    ["a version that nobody knows", { ...genuine, SignatureVersion: "3" }],
    ["an empty signature", { ...genuine, Signature: "" }],
    ["no signature", { ...genuine, Signature: undefined }],
    ["a type that nobody knows", { ...genuine, Type: "Other" }],
  ])("with %s is forged", async (_, message) => {
    expect(await amazon().check(message)).toEqual({ state: "forged" });
  });

  test.each([
    "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-75.pem",
    "https://sns.eu-west-1.amazonaws.com.example.com/SimpleNotificationService-75.pem",
    "https://sns.eu-west-1.amazonaws.com@example.com/SimpleNotificationService-75.pem",
    "https://user@sns.eu-west-1.amazonaws.com/SimpleNotificationService-75.pem",
    "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-75.pem",
    "https://sns.eu-west-1.amazonaws.com\\@example.com/SimpleNotificationService-75.pem",
    "https://example.com/sns.eu-west-1.amazonaws.com/SimpleNotificationService-75.pem",
    "https://bucket.s3.amazonaws.com/SimpleNotificationService-75.pem",
    "https://sns.eu-west-1.amazonaws.com/other.pem",
    "https://sns.eu-west-1.amazonaws.com/a/SimpleNotificationService-75.pem",
    "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-75.pem?x=1",
    "https://snsxeu-west-1.amazonaws.com/SimpleNotificationService-75.pem",
    "file:///etc/passwd",
    "not an address",
  ])("whose certificate would be at %s is forged, and that is not fetched", async (SigningCertURL) => {
    const { check, asked } = amazon();
    expect(await check({ ...genuine, SigningCertURL })).toEqual({ state: "forged" });
    expect(asked).toEqual([]);
  });

  test("of China is Amazon's too", async () => {
    const address = "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-75.pem";
    const { check } = amazon({ [address]: () => new Response(certificate) });
    expect(await check({ ...genuine, SigningCertURL: address })).toEqual({ state: "notification" });
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ["is not answered", () => Promise.reject(new Error("timed out"))],
    ["is refused", () => new Response("AccessDenied", { status: 403 })],
    ["is answered with something else", () => new Response("<html>")],
    ["is answered without end", () => new Response("x".repeat(33_000))],
  ])("waits where the certificate %s, and passes once it is there", async (_, failing) => {
    const answers = [failing, () => new Response(certificate)];
    const { check } = amazon({ [certificateUrl]: () => (answers.shift() ?? failing)() });
    expect(await check(genuine)).toEqual({
      state: "later",
      line: "Amazon's certificate can't be had, so a message of Amazon SNS can't be checked.",
      error: expect.any(Error),
    });
    expect(await check(genuine)).toEqual({ state: "notification" });
  });
});

describe("a subscription", () => {
  const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

  test("is confirmed at Amazon", async () => {
    const { check, asked } = amazon();
    expect(await check(signed(subscription))).toEqual({
      state: "done",
      line: `Amazon SNS sends the alarms of ${topic} here from now on.`,
    });
    expect(asked).toEqual([certificateUrl, subscribeUrl]);
  });

  test("that was forged is not", async () => {
    const { check, asked } = amazon();
    expect(await check({ ...signed(subscription), Token: "another" })).toEqual({ state: "forged" });
    expect(asked).toEqual([certificateUrl]);
  });

  test("whose address is not Amazon's is not, whoever signed it", async () => {
    const { check, asked } = amazon();
    const message = signed({ ...subscription, SubscribeURL: "https://example.com/?Action=ConfirmSubscription" });
    expect(await check(message)).toEqual({ state: "forged" });
    expect(asked).toEqual([certificateUrl]);
  });

  test("that Amazon does not confirm is left to the operator", async () => {
    const { check } = amazon({ [subscribeUrl]: () => new Response("", { status: 500 }) });
    expect(await check(signed(subscription))).toEqual({
      state: "later",
      line: `The subscription to ${topic} could not be confirmed. If it is yours, open this address to confirm it: ${subscribeUrl}`,
      error: expect.any(Error),
    });
  });

  test("that can't be checked is left to the operator too, where its address is Amazon's", async () => {
    const failing = () => Promise.reject(new Error("no way out"));
    const { check, asked } = amazon({ [certificateUrl]: failing });
    expect(await check(signed(subscription))).toMatchObject({ line: expect.stringContaining(subscribeUrl) });
    const foreign = await check(signed({ ...subscription, SubscribeURL: "https://example.com/" }));
    expect(foreign).toMatchObject({ state: "later", line: expect.not.stringContaining("example.com") });
    expect(asked).toEqual([certificateUrl, certificateUrl]);
  });

  test("that ends is noted, and no address of it opened", async () => {
    const { check, asked } = amazon();
    expect(await check(signed({ ...subscription, Type: "UnsubscribeConfirmation" }))).toEqual({
      state: "done",
      line: `Amazon SNS sends the alarms of ${topic} here no longer.`,
    });
    expect(asked).toEqual([certificateUrl]);
  });
});
