/** Opsgenie: one action in a message, the same alert under its alias, and times in two units. */
import { describe, expect, test } from "vitest";
import { opsgenie } from "../../../src/alerts/sources/opsgenie.ts";

const alert = {
  alertId: "0b7a-1",
  alias: "login-errors",
  tinyId: "23",
  message: "Logins fail",
  description: "More than 5% of logins fail",
  priority: "P1",
  source: "Prometheus",
  entity: "eu-west",
  tags: ["service:login", "customers"],
  details: { runbook: "https://wiki.example.com/login", attempts: 3 },
  createdAt: 1795183323000,
  username: "gary@example.com",
  userId: "u-1",
};

/** As text, as a number of so many nanoseconds is no JavaScript number. */
function message(action: string, updatedAt: string, more: object = {}): unknown {
  const body = JSON.stringify({
    action,
    alert: { ...alert, ...more, updatedAt: 0 },
    source: { name: "web", type: "API" },
  });
  return JSON.parse(body.replace('"updatedAt":0', `"updatedAt":${updatedAt}`));
}

test("created", () => {
  expect(opsgenie.read(message("Create", "1795183323000000123"), {})).toEqual({
    alerts: [
      {
        source: "opsgenie",
        fingerprint: "login-errors",
        status: "firing",
        severity: "p1",
        service: "login",
        rule: null,
        title: "Logins fail",
        text: "More than 5% of logins fail",
        startedAt: 1795183323000,
        endedAt: null,
        acknowledged: null,
        alerted: [],
        link: null,
        labels: {
          service: "login",
          customers: "",
          entity: "eu-west",
          runbook: "https://wiki.example.com/login",
          attempts: "3",
        },
      },
    ],
  });
});

test.each([
  ["Acknowledge", { status: "firing", acknowledged: { at: 1795183500764, who: "gary@example.com" }, endedAt: null }],
  ["UnAcknowledge", { status: "firing", acknowledged: null }],
  ["Close", { status: "resolved", endedAt: 1795183500764, acknowledged: null }],
  ["Delete", { status: "resolved", endedAt: 1795183500764 }],
])("%s", (action, told) => {
  expect(opsgenie.read(message(action, "1795183500764002246"), {})).toMatchObject({
    alerts: [{ fingerprint: "login-errors", startedAt: 1795183323000, ...told }],
  });
});

test.each([
  "AddNote",
  "AddTags",
  "AssignOwnership",
  "TakeOwnership",
  "Escalate",
  "Snooze",
  "UpdatePriority",
  "CustomAction",
])("%s says nothing", (action) => {
  expect(opsgenie.read({ action, alert: {} }, {})).toEqual({
    nothing: "An action that doesn't say whether the alert stands.",
  });
});

describe("as little as it may say", () => {
  test.each([
    ["no alias", { alias: undefined }, "0b7a-1"],
    ["an empty alias", { alias: "" }, "0b7a-1"],
  ])("%s: the alert's id stands in", (_what, more, fingerprint) => {
    expect(opsgenie.read(message("Create", "1795183323000000000", more), {})).toMatchObject({
      alerts: [{ fingerprint }],
    });
  });

  test("no priority, tags, details or entity", () => {
    const more = { priority: undefined, tags: undefined, details: undefined, entity: "" };
    expect(opsgenie.read(message("Create", "1795183323000000000", more), {})).toMatchObject({
      alerts: [{ severity: null, service: null }],
    });
  });

  test("two long aliases that differ at their ends are two alerts", () => {
    const read = (end: string) => opsgenie.read(message("Create", "0", { alias: `${"a".repeat(400)}${end}` }), {});
    const [one, other] = [read("1"), read("2")].map((reading) =>
      "alerts" in reading ? reading.alerts[0]?.fingerprint : null,
    );
    expect(one).toMatch(/^.{1,200}$/);
    expect(one).not.toBe(other);
  });
});

test.each([
  ["no alert", { action: "Create" }, "alert: "],
  ["no id", { action: "Close", alert: { alias: "login-errors" } }, "alert.alertId: "],
  ["no action", { alert }, "action: "],
])("can't be read: %s", (_what, body, field) => {
  const read = opsgenie.read(body, {});
  expect("invalid" in read && read.invalid.startsWith(field)).toBe(true);
});
