import { describe, expect, it } from "vitest";
import { datadog } from "../../../src/alerts/sources/datadog.ts";

const key = "9bd4ac313a4d1e8fae2482df7b77628";
const told = {
  alert_cycle_key: "15812345678901234567",
  aggreg_key: key,
  alert_id: "4711",
  alert_transition: "Triggered",
  alert_priority: "P2",
  alert_type: "error",
  alert_scope: "availability-zone:eu-1a,service:login",
  event_title: "[P2] [Triggered] Logins fail",
  text_only_msg: "%%%\nHalf of all logins fail.\n%%%",
  date: "1795183323000",
  link: "https://app.datadoghq.com/monitors/4711",
  tags: "env:prod,monitor,service:login",
};
const at = Date.UTC(2026, 10, 20, 14, 2, 3);

const read = (changes: object) => datadog.read({ ...told, ...changes }, {});
const only = (changes: object) => {
  const reading = read(changes);
  return "alerts" in reading ? reading.alerts[0] : reading;
};

describe("Datadog", () => {
  it("tells of a monitor, in the payload that we ask for", () =>
    expect(read({})).toEqual({
      alerts: [
        {
          source: "datadog",
          fingerprint: "15812345678901234567",
          status: "firing",
          severity: "p2",
          service: "login",
          rule: "Logins fail",
          title: "Logins fail",
          text: "Half of all logins fail.",
          startedAt: at,
          endedAt: null,
          acknowledged: null,
          alerted: [],
          link: "https://app.datadoghq.com/monitors/4711",
          labels: { "availability-zone": "eu-1a", service: "login", env: "prod", monitor: "" },
        },
      ],
    }));

  it.each([
    ["Triggered", "firing", at],
    ["Re-Triggered", "firing", null],
    ["Warn", "firing", at],
    ["Re-Warn", "firing", null],
    ["No Data", "firing", at],
    ["Re-No Data", "firing", null],
    ["Renotify", "firing", null],
    ["Recovered", "resolved", null],
  ])("%s is %s", (alert_transition, status, startedAt) =>
    expect(only({ alert_transition })).toMatchObject({ status, startedAt }),
  );
  it("ends when it recovers", () =>
    expect(only({ alert_transition: "Recovered", alert_type: "success" })).toMatchObject({
      status: "resolved",
      endedAt: at,
    }));

  it.each([
    "[Triggered] Logins fail",
    "[Recovered] Logins fail",
    "[P2] [Recovered] Logins fail",
    "[Re-Triggered] Logins fail",
    "[Warn] Logins fail",
    "[Re-Warn] Logins fail",
    "[No data] Logins fail",
    "[Triggered on {host:web-1,service:login}] Logins fail",
    "[P1] [Re-Triggered on {host:web-1}] Logins fail",
    "Logins fail",
  ])("%s is always the same title", (event_title) =>
    expect(only({ event_title })).toMatchObject({ title: "Logins fail" }),
  );
  it("keeps other brackets of a title", () =>
    expect(only({ event_title: "[Triggered] [EU] Logins fail" })).toMatchObject({ title: "[EU] Logins fail" }));

  it.each([
    [{ alert_cycle_key: "" }, key],
    [{ alert_cycle_key: "$ALERT_CYCLE_KEY" }, key],
    [{ alert_cycle_key: null, aggreg_key: undefined }, "4711/availability-zone:eu-1a,service:login"],
    [{ alert_cycle_key: 158, aggreg_key: "" }, "158"],
  ])("finds a fingerprint: %j", (changes, fingerprint) => expect(only(changes)).toMatchObject({ fingerprint }));

  it.each([
    [{ alert_priority: "", alert_type: "warning" }, "warning"],
    [{ alert_priority: "$ALERT_PRIORITY", alert_type: "error" }, "error"],
    [{ alert_priority: "normal", alert_type: "error" }, "error"],
    [{ alert_priority: null, alert_type: "success" }, null],
    [{ alert_priority: "P1", alert_type: "success" }, "p1"],
  ])("takes the monitor's severity: %j", (changes, severity) => expect(only(changes)).toMatchObject({ severity }));

  it("goes without the rest", () => {
    const bare = {
      alert_cycle_key: "158",
      alert_transition: "Triggered",
      event_title: "$EVENT_TITLE",
      tags: "",
      link: "$LINK",
    };
    expect(datadog.read(bare, {})).toMatchObject({
      alerts: [
        {
          title: "A monitor without a name",
          rule: null,
          text: "",
          service: null,
          severity: null,
          startedAt: null,
          link: null,
          labels: {},
        },
      ],
    });
  });

  it("reads Datadog's own payload by the title", () => {
    const body = (prefix: string) => ({
      id: "8306082202796025694",
      last_updated: "1795183323000",
      event_type: "query_alert_monitor",
      title: `[${prefix}] Logins fail`,
      date: "1795183323000",
      org: { id: "352347", name: "acme" },
      body: "%%%\nHalf of all logins fail.\n%%%",
    });
    expect(datadog.read(body("Triggered on {service:login}"), {})).toMatchObject({
      alerts: [{ fingerprint: "Logins fail/service:login", status: "firing", startedAt: at }],
    });
    expect(datadog.read(body("Recovered on {service:login}"), {})).toMatchObject({
      alerts: [{ fingerprint: "Logins fail/service:login", status: "resolved", endedAt: at }],
    });
  });
  it("reads the variables under other names", () => {
    const body = {
      ALERT_CYCLE_KEY: "158",
      alert: { transition: "Recovered", title: "Logins fail", priority: "P3" },
      tags: ["service:login", "env:prod"],
    };
    expect(datadog.read(body, {})).toMatchObject({
      alerts: [{ fingerprint: "158", status: "resolved", severity: "p3", title: "Logins fail", service: "login" }],
    });
  });

  it("tells a monitor's groups apart by their scope, whatever their field is called", () => {
    const body = (scopes: string) => ({ monitor_id: "12", alert_transition: "Triggered", title: "Load", scopes });
    expect(datadog.read(body("host:a"), {})).toMatchObject({ alerts: [{ fingerprint: "12/host:a" }] });
    expect(datadog.read(body("host:b"), {})).toMatchObject({ alerts: [{ fingerprint: "12/host:b" }] });
  });

  it.each([
    { event_title: "[TEST] [Triggered] Logins fail" },
    { event_title: "[P1] [TEST] [Triggered on {host:a}] Logins fail" },
    {
      event_title: "[Triggered] [TEST] Logins fail",
      text_only_msg: "Look.\n\nTest notification triggered by jo@x.de.",
    },
  ])("takes a monitor's test for none: %j", (told) =>
    expect(read(told)).toEqual({ nothing: "It is a monitor's test." }),
  );
  it("takes your own monitor's name for what it is", () =>
    expect(read({ event_title: "[Triggered] [TEST] Logins fail" })).toMatchObject({ alerts: [{ status: "firing" }] }));

  it.each([
    ["text", "x", "the body: expected record, received string"],
    ["nothing", {}, "alert_cycle_key: must be $ALERT_CYCLE_KEY, or aggreg_key $AGGREG_KEY"],
    ["no transition", { alert_cycle_key: "158" }, "alert_transition: must be $ALERT_TRANSITION"],
    [
      "another transition",
      { alert_cycle_key: "158", alert_transition: "constructor" },
      "alert_transition: must be $ALERT_TRANSITION",
    ],
  ])("refuses %s", (_, body, invalid) => expect(datadog.read(body, {})).toEqual({ invalid }));

  it("is not slowed down by a long title", () => {
    const started = performance.now();
    only({ event_title: "[Triggered on {".repeat(50_000), text_only_msg: "[P1] ".repeat(100_000) });
    expect(performance.now() - started).toBeLessThan(500);
  });
});
