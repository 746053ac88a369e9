import { describe, expect, it } from "vitest";
import { alertmanager } from "../../../src/alerts/sources/alertmanager.ts";

const firing = {
  status: "firing",
  labels: { alertname: "LoginErrors", severity: "Critical", service: "login", instance: "web-1:9100" },
  annotations: { summary: "Half of all logins fail", description: "5xx of /login is at 52 %." },
  startsAt: "2026-11-20T14:02:03.123456789Z",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus.example:9090/graph?g0.expr=x",
  fingerprint: "9b1c7f0e2a3d4c5b",
};
const ended = { ...firing, status: "resolved", endsAt: "2026-11-20T15:30:00.5+01:00", fingerprint: "aa55aa55aa55aa55" };

function group(...alerts: object[]) {
  return {
    version: "4",
    groupKey: "{}:{}",
    truncatedAlerts: 0,
    status: "firing",
    receiver: "sooner",
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager.example:9093",
    alerts,
  };
}

const read = (...alerts: object[]) => alertmanager.read(group(...alerts), {});
const first = (...alerts: object[]) => {
  const reading = read(...alerts);
  return "alerts" in reading ? reading.alerts[0] : reading;
};

describe("Alertmanager", () => {
  it("tells of alerts that fire and that have ended in one body", () => {
    expect(read(firing, ended)).toMatchObject({
      alerts: [
        {
          source: "alertmanager",
          fingerprint: "9b1c7f0e2a3d4c5b",
          status: "firing",
          severity: "critical",
          service: "login",
          rule: "LoginErrors",
          title: "Half of all logins fail",
          text: "5xx of /login is at 52 %.",
          startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 123),
          endedAt: null,
          acknowledged: null,
          alerted: [],
          link: "http://prometheus.example:9090/graph?g0.expr=x",
          labels: firing.labels,
        },
        { fingerprint: "aa55aa55aa55aa55", status: "resolved", endedAt: Date.UTC(2026, 10, 20, 14, 30, 0, 500) },
      ],
    });
  });

  it("takes an end in the future for what Prometheus guesses, as long as the alert fires", () =>
    expect(first({ ...firing, endsAt: "2026-11-20T14:06:03Z" })).toMatchObject({ status: "firing", endedAt: null }));
  it("knows no end where an ended alert says none", () =>
    expect(first({ ...ended, endsAt: "0001-01-01T00:00:00Z" })).toMatchObject({ status: "resolved", endedAt: null }));

  it("does with labels alone", () => {
    const bare = { status: "firing", labels: { alertname: "DiskFull", device: "sda" } };
    expect(first(bare)).toEqual({
      source: "alertmanager",
      fingerprint: expect.stringMatching(/^[\da-f]{32}$/),
      status: "firing",
      severity: null,
      service: null,
      rule: "DiskFull",
      title: "DiskFull",
      text: "",
      startedAt: null,
      endedAt: null,
      acknowledged: null,
      alerted: [],
      link: "http://alertmanager.example:9093",
      labels: bare.labels,
    });
    expect(first({ ...bare, fingerprint: "" })).toEqual(first(bare));
    const reordered = { device: "sda", alertname: "DiskFull" };
    expect(first({ ...bare, labels: reordered })).toEqual(first(bare));
  });

  it("takes no other address than the web's", () =>
    expect(first({ ...firing, generatorURL: "javascript:alert(1)" })).toMatchObject({
      link: "http://alertmanager.example:9093",
    }));

  it("keeps long descriptions, and cuts endless ones", () => {
    const described = (description: string) => first({ ...firing, annotations: { description } });
    expect(described("x".repeat(3_000))).toMatchObject({ text: "x".repeat(3_000), title: "LoginErrors" });
    expect(described("x".repeat(9_000))).toMatchObject({ text: `${"x".repeat(3_999)}…` });
  });

  it("has nothing to say of an empty group", () => expect(read()).toEqual({ nothing: "The group holds no alerts." }));

  it.each([
    ["null", null, "the body: expected object, received null"],
    ["a list", [firing], "the body: expected object, received array"],
    ["no alerts", { version: "4" }, "alerts: expected array, received undefined"],
    ["an alert that is none", group("x" as never), "alerts.0: expected object, received string"],
    [
      "no status",
      group(firing, { ...firing, status: undefined }),
      "alerts.1.status: expected string, received undefined",
    ],
    [
      "another status",
      group({ ...firing, status: "pending" }),
      'alerts.0.status: Invalid option: expected one of "firing"|"resolved"',
    ],
    [
      "nothing to tell it by",
      group({ status: "firing", labels: {} }),
      "alerts.0.fingerprint: must be there, or labels to tell the alert by",
    ],
  ])("refuses %s", (_, body, invalid) => expect(alertmanager.read(body, {})).toEqual({ invalid }));
});
