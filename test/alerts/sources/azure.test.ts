/** Azure Monitor's common alert schema: seven digits of a second, its own severities, and what differs by kind of alert. */
import { describe, expect, test } from "vitest";
import { azure } from "../../../src/alerts/sources/azure.ts";

const essentials = {
  alertId: "/subscriptions/5f1c/providers/Microsoft.AlertsManagement/alerts/0a91",
  alertRule: "shop-web-5xx",
  severity: "Sev1",
  signalType: "Metric",
  monitorCondition: "Fired",
  monitoringService: "Platform",
  alertTargetIDs: ["/subscriptions/5f1c/resourcegroups/shop/providers/microsoft.web/sites/shop-web"],
  configurationItems: ["shop-web"],
  targetResourceGroup: "shop",
  originAlertId: "5f1c_shop_microsoft.insights_metricAlerts_shop-web-5xx_77",
  firedDateTime: "2026-11-20T14:02:03.1234567Z",
  description: "More than 5% of answers are 5xx",
  essentialsVersion: "1.0",
  alertContextVersion: "1.0",
  investigationLink: "https://portal.azure.com/#view/Investigation/0a91",
};

function message(
  more: object = {},
  context: object | null = { conditionType: "SingleResourceMultipleMetricCriteria" },
) {
  return {
    schemaId: "azureMonitorCommonAlertSchema",
    data: { essentials: { ...essentials, ...more }, alertContext: context },
  };
}

test("a metric alert that fires", () => {
  const body = message();
  expect(azure.read({ ...body, data: { ...body.data, customProperties: { service: "login", tier: 1 } } }, {})).toEqual({
    alerts: [
      {
        source: "azure",
        fingerprint: "/subscriptions/5f1c/providers/Microsoft.AlertsManagement/alerts/0a91",
        status: "firing",
        severity: "sev1",
        service: "login",
        rule: "shop-web-5xx",
        title: "shop-web-5xx",
        text: "More than 5% of answers are 5xx",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 123),
        endedAt: null,
        acknowledged: null,
        alerted: [],
        link: "https://portal.azure.com/#view/Investigation/0a91",
        labels: { resource: "shop-web", resourceGroup: "shop", service: "login", tier: "1" },
      },
    ],
  });
});

test("its end is the same alert, with both of its times", () => {
  const body = message({ monitorCondition: "Resolved", resolvedDateTime: "2026-11-20T14:31:00.7654321Z" });
  expect(azure.read(body, {})).toMatchObject({
    alerts: [
      {
        fingerprint: essentials.alertId,
        status: "resolved",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 123),
        endedAt: Date.UTC(2026, 10, 20, 14, 31, 0, 765),
      },
    ],
  });
});

describe("other kinds of alerts", () => {
  test("an activity log alert, without a resource, a description or custom properties", () => {
    const body = message(
      { configurationItems: [], description: "", targetResourceGroup: null, investigationLink: "" },
      null,
    );
    expect(azure.read({ ...body, data: { ...body.data, customProperties: null } }, {})).toMatchObject({
      alerts: [{ service: null, text: "", link: null }],
    });
  });

  test("a Prometheus rule's alert has its labels and its summary", () => {
    const context = { labels: { app: "login", cluster: "west" }, annotations: { summary: "Logins fail" } };
    expect(azure.read(message({ description: null, severity: "Sev3" }, context), {})).toMatchObject({
      alerts: [{ severity: "sev3", service: "login", text: "Logins fail", labels: { cluster: "west" } }],
    });
  });
});

test("a log query's alert has the dimensions and the custom properties of its rule", () => {
  const context = {
    conditionType: "LogQueryCriteria",
    properties: { service: "login" },
    condition: {
      allOf: [{ searchQuery: "Heartbeat", dimensions: [{ name: "Computer", value: "web-1" }] }],
    },
  };
  expect(azure.read(message({ signalType: "Log" }, context), {})).toMatchObject({
    alerts: [{ service: "login", labels: { resource: "shop-web", Computer: "web-1", service: "login" } }],
  });
});

test("what Azure tells of its own services names none of yours", () => {
  const context = { channels: "Admin", properties: { title: "Virtual machines", service: "Virtual Machines" } };
  expect(azure.read(message({ monitoringService: "ServiceHealth" }, context), {})).toMatchObject({
    alerts: [{ service: null, labels: { resource: "shop-web" } }],
  });
});

test("the test of an action group is no alert, and an alert of a rule that is called a test is one", () => {
  const alertId = "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.AlertsManagement/alerts/12";
  const body = message({ alertId, alertRule: "test-metricAlertRule", description: "Alert rule description" });
  expect(azure.read(body, {})).toEqual({ nothing: "It is the action group's test." });
  expect(azure.read(message({ alertRule: "test-shop" }), {})).toMatchObject({ alerts: [{ rule: "test-shop" }] });
});

describe("what can't be read", () => {
  test.each([
    [
      "the older schema of its own",
      { schemaId: "AzureMonitorMetricAlert", data: { status: "Activated" } },
      "data.essentials: ",
    ],
    ["no alert's id", message({ alertId: undefined }), "data.essentials.alertId: "],
    ["no condition", message({ monitorCondition: undefined }), "data.essentials.monitorCondition: "],
    ["another condition", message({ monitorCondition: "Maybe" }), "data.essentials.monitorCondition: "],
    ["no object", "Fired", "the body: "],
  ])("%s", (_what, body, field) => {
    const read = azure.read(body, {});
    expect("invalid" in read && read.invalid.startsWith(field)).toBe(true);
  });
});
