import { describe, expect, it } from "vitest";
import { grafana } from "../../../src/alerts/sources/grafana.ts";

const alert = {
  status: "firing",
  labels: { alertname: "Queue too long", grafana_folder: "shop", service: "checkout", severity: "warning" },
  annotations: { summary: "Orders wait over a minute" },
  startsAt: "2026-11-20T15:02:03.157076+01:00",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "https://grafana.example/alerting/grafana/abc/view",
  fingerprint: "c0ffee00c0ffee00",
  silenceURL: "https://grafana.example/alerting/silence/new",
  dashboardURL: "",
  panelURL: "",
  values: { B: 44.2, C: 1 },
  valueString: "[ var='B' labels={} value=44.2 ]",
};
const group = (...alerts: object[]) => ({
  receiver: "sooner",
  status: "firing",
  orgId: 1,
  alerts,
  externalURL: "https://grafana.example/",
  version: "1",
  groupKey: "{}:{}",
  truncatedAlerts: 0,
  title: "[FIRING:1]",
  state: "alerting",
  message: "**Firing**",
});

const legacy = {
  dashboardId: 1,
  evalMatches: [{ value: 105, metric: "errors", tags: null }],
  message: "Too many errors",
  orgId: 1,
  panelId: 2,
  ruleId: 92,
  ruleName: "Checkout errors",
  ruleUrl: "https://grafana.example/d/x?tab=alert",
  state: "alerting",
  tags: { severity: "p2", app: "checkout" },
  title: "[Alerting] Checkout errors",
};

describe("Grafana", () => {
  it("tells what Alertmanager would", () =>
    expect(grafana.read(group(alert), {})).toMatchObject({
      alerts: [
        {
          source: "grafana",
          fingerprint: "c0ffee00c0ffee00",
          status: "firing",
          severity: "warning",
          service: "checkout",
          rule: "Queue too long",
          title: "Orders wait over a minute",
          startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 157),
          endedAt: null,
          link: "https://grafana.example/alerting/grafana/abc/view",
        },
      ],
    }));

  it.each([
    [{ generatorURL: "", panelURL: "https://grafana.example/panel" }, "https://grafana.example/panel"],
    [{ generatorURL: "", dashboardURL: "https://grafana.example/d" }, "https://grafana.example/d"],
    [{ generatorURL: "" }, "https://grafana.example/"],
  ])("finds a link where others are empty: %j", (links, link) =>
    expect(grafana.read(group({ ...alert, ...links }), {})).toMatchObject({ alerts: [{ link }] }),
  );

  it("knows the rule whose query finds nothing", () => {
    const labels = { alertname: "DatasourceNoData", rulename: "Queue too long" };
    expect(grafana.read(group({ ...alert, labels }), {})).toMatchObject({ alerts: [{ rule: "Queue too long" }] });
    expect(grafana.read(group({ ...alert, labels, annotations: {} }), {})).toMatchObject({
      alerts: [{ title: "Queue too long" }],
    });
  });

  it("takes its test for none", () => {
    const test = { ...alert, labels: { alertname: "TestAlert", instance: "Grafana" } };
    expect(grafana.read(group(test), {})).toEqual({ nothing: "The group holds no alerts but Grafana's test." });
  });

  it("takes your own rule of the test's name for what it is", () => {
    const own = { ...alert, labels: { alertname: "TestAlert", instance: "web-1" } };
    expect(grafana.read(group(own), {})).toMatchObject({ alerts: [{ rule: "TestAlert" }] });
  });

  describe("before version 9", () => {
    it("tells of a rule", () =>
      expect(grafana.read(legacy, {})).toEqual({
        alerts: [
          {
            source: "grafana",
            fingerprint: "rule/92",
            status: "firing",
            severity: "p2",
            service: "checkout",
            rule: "Checkout errors",
            title: "Checkout errors",
            text: "Too many errors",
            startedAt: null,
            endedAt: null,
            acknowledged: null,
            alerted: [],
            link: "https://grafana.example/d/x?tab=alert",
            labels: { severity: "p2", app: "checkout" },
          },
        ],
      }));
    it.each([
      ["alerting", "firing"],
      ["no_data", "firing"],
      ["ok", "resolved"],
    ])("%s is %s", (state, status) =>
      expect(grafana.read({ ...legacy, state }, {})).toMatchObject({ alerts: [{ fingerprint: "rule/92", status }] }),
    );
    it.each(["pending", "paused"])("%s is nothing", (state) =>
      expect(grafana.read({ ...legacy, state }, {})).toEqual({
        nothing: `The state ${state} says nothing about firing.`,
      }),
    );
    it("makes no longer fingerprint of a long id", () =>
      expect(grafana.read({ ...legacy, ruleId: "9".repeat(200) }, {})).toMatchObject({
        alerts: [{ fingerprint: expect.stringMatching(/^[\da-f]{32}$/) }],
      }));
    it("takes its test for none", () =>
      expect(grafana.read({ ...legacy, ruleId: 0, ruleName: "Test notification" }, {})).toEqual({
        nothing: "It is Grafana's test notification.",
      }));
  });

  it.each([
    [{}, "alerts: expected array, received undefined"],
    [group({ ...alert, status: null }), "alerts.0.status: expected string, received null"],
    [{ ...legacy, ruleId: null }, "ruleId: must be text that stays the same while the same thing is wrong"],
    [{ ...legacy, state: undefined }, "state: expected string, received undefined"],
  ])("refuses a half-filled body, %#", (body, invalid) => expect(grafana.read(body, {})).toEqual({ invalid }));
});
