/** The signatures of those senders that sign. */
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSigned } from "../../src/intake/signature.ts";

const now = Date.parse("2026-03-10T16:00:00Z");
const seconds = now / 1_000;
const body = Buffer.from('{ "é": 1 }');
const hex = (secret: string, signed: string | Buffer = body) =>
  createHmac("sha256", secret).update(signed).digest("hex");
const ours = hex("ours");

const check = (source: "pagerduty" | "grafana" | "sentry" | "datadog", headers: Record<string, string | string[]>) =>
  isSigned(source, { [source]: ["former", "ours"] }, { headers, body, now });

test("where no secret is set, or the source signs nothing, nothing is asked for", () => {
  expect(isSigned("pagerduty", {}, { headers: {}, body, now })).toBe(true);
  expect(isSigned("pagerduty", { pagerduty: [] }, { headers: {}, body, now })).toBe(true);
  expect(check("datadog", {})).toBe(true);
});

describe("PagerDuty", () => {
  test.each([
    ["one", `v1=${ours}`, true],
    ["one of several, as while a secret is changed", `v1=${hex("other")}, v1=${ours}`, true],
    ["by one of our several secrets", `v1=${hex("former")}`, true],
    ["by another secret", `v1=${hex("other")}`, false],
    ["without its version", ours, false],
    ["of another version", `v2=${ours}`, false],
    ["cut short", `v1=${ours.slice(0, -1)}`, false],
    ["empty", "", false],
    ["very long", "v1=,".repeat(10_000), false],
  ])("a signature that is %s", (_, signature, expected) => {
    expect(check("pagerduty", { "x-pagerduty-signature": signature })).toBe(expected);
  });

  test("none", () => expect(check("pagerduty", {})).toBe(false));
});

describe("Grafana", () => {
  const timed = (time: string) => ({
    "x-grafana-alerting-timestamp": time,
    "x-grafana-alerting-signature": hex("ours", Buffer.concat([Buffer.from(`${time}:`), body])),
  });

  test.each([
    ["of the body", { "x-grafana-alerting-signature": ours }, true],
    ["of another body", { "x-grafana-alerting-signature": hex("ours", "{}") }, false],
    ["of time and body", timed(String(seconds)), true],
    ["five minutes old", timed(String(seconds - 300)), true],
    ["older than that", timed(String(seconds - 301)), false],
    ["from the future", timed(String(seconds + 301)), false],
    ["of a time that is none", timed("soon"), false],
    ["of another time", { ...timed(String(seconds)), "x-grafana-alerting-timestamp": String(seconds - 1) }, false],
    ["with its time left out", { "x-grafana-alerting-signature": timed("1")["x-grafana-alerting-signature"] }, false],
    ["missing", {}, false],
  ])("a signature that is %s", (_, headers, expected) => {
    expect(check("grafana", headers)).toBe(expected);
  });
});

describe("Sentry", () => {
  test.each([
    ["right", { "sentry-hook-signature": ours }, true],
    ["by another secret", { "sentry-hook-signature": hex("other") }, false],
    ["given twice", { "sentry-hook-signature": [ours, ours] }, false],
    ["missing", {}, false],
  ])("a signature that is %s", (_, headers, expected) => {
    expect(check("sentry", headers)).toBe(expected);
  });
});
