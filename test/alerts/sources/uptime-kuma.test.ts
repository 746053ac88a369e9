/** Uptime Kuma: four states, times in UTC that don't say so, and a test message without anything. */
import { describe, expect, test } from "vitest";
import { uptimeKuma } from "../../../src/alerts/sources/uptime-kuma.ts";

const monitor = {
  id: 7,
  name: "Login page",
  description: null,
  pathName: "Shop / Login page",
  url: "https://shop.example.com/login",
  hostname: null,
  port: null,
  type: "http",
  tags: [{ tag_id: 1, monitor_id: 7, name: "service", value: "login", color: "#DC2626" }],
};
const heartbeat = {
  monitorID: 7,
  status: 0,
  time: "2026-11-20 14:02:03.456",
  msg: "Request failed with status code 500",
  important: true,
  duration: 61,
  timezone: "Europe/Berlin",
  timezoneOffset: "+01:00",
  localDateTime: "2026-11-20 15:02:03",
};

function message(more: object = {}, of: object = {}) {
  return { heartbeat: { ...heartbeat, ...more }, monitor: { ...monitor, ...of }, msg: "[Login page] [Down] 500" };
}

test("a monitor that is down", () => {
  expect(uptimeKuma.read(message(), {})).toEqual({
    alerts: [
      {
        source: "uptime-kuma",
        fingerprint: "7",
        status: "firing",
        severity: null,
        service: "login",
        rule: "Login page",
        title: "Login page is down",
        text: "Request failed with status code 500",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 456),
        endedAt: null,
        acknowledged: null,
        alerted: [],
        link: "https://shop.example.com/login",
        labels: { service: "login" },
      },
    ],
  });
});

test("up again: the same alert, over", () => {
  expect(uptimeKuma.read(message({ status: 1, time: "2026-11-20 14:31:00", msg: "200 - OK" }), {})).toMatchObject({
    alerts: [
      {
        fingerprint: "7",
        status: "resolved",
        title: "Login page is down",
        startedAt: null,
        endedAt: Date.UTC(2026, 10, 20, 14, 31),
      },
    ],
  });
});

test("a ping has no address, and an older version no tags", () => {
  expect(uptimeKuma.read(message({}, { url: "https://", tags: undefined, name: null }), {})).toMatchObject({
    alerts: [{ link: null, service: null, title: "Monitor 7 is down" }],
  });
});

test.each([
  ["pending", message({ status: 2 }), "A monitor neither down nor up."],
  ["under maintenance", message({ status: 3 }), "A monitor neither down nor up."],
  [
    "the test message",
    { heartbeat: null, monitor: null, msg: "My Webhook Testing" },
    "A message about no monitor, such as the test message.",
  ],
])("says nothing: %s", (_what, body, nothing) => {
  expect(uptimeKuma.read(body, {})).toEqual({ nothing });
});

describe("what can't be read", () => {
  test.each([
    ["no heartbeat", { monitor, msg: "" }, "heartbeat: "],
    ["no monitor's id", message({}, { id: undefined }), "monitor.id: "],
    ["a state in words", message({ status: "down" }), "heartbeat.status: "],
  ])("%s", (_what, body, field) => {
    const read = uptimeKuma.read(body, {});
    expect("invalid" in read && read.invalid.startsWith(field)).toBe(true);
  });
});
