/** Checkly: all values are text, "" is absent, the time is the run's, and Handlebars writes texts as HTML does. */
import { expect, test } from "vitest";
import { checkly } from "../../../src/alerts/sources/checkly.ts";

const message = {
  check_id: "9f3e-1",
  alert_type: "ALERT_FAILURE",
  check_name: "Login &amp; basket",
  alert_title: "Check &quot;Login &amp; basket&quot; has failed",
  started_at: "2026-11-20T14:02:03.000Z",
  result_link: "https://app.checklyhq.com/checks/9f3e-1/results?id&#x3D;77",
  group_name: "Shop",
  tags: "service:login,critical-path",
};

test("a check that fails: since when, nobody knows", () => {
  expect(checkly.read(message, {})).toEqual({
    alerts: [
      {
        source: "checkly",
        fingerprint: "9f3e-1",
        status: "firing",
        severity: null,
        service: "login",
        rule: "Login & basket",
        title: "Login & basket fails",
        text: 'Check "Login & basket" has failed',
        startedAt: null,
        endedAt: null,
        acknowledged: null,
        alerted: [],
        link: "https://app.checklyhq.com/checks/9f3e-1/results?id=77",
        labels: { group: "Shop", service: "login", "critical-path": "" },
      },
    ],
  });
});

test.each([
  ["ALERT_FAILURE", "firing"],
  ["ALERT_FAILURE_REMAIN", "firing"],
  ["ALERT_FAILURE_DEGRADED", "firing"],
  ["ALERT_DEGRADED", "firing"],
  ["ALERT_DEGRADED_REMAIN", "firing"],
  ["ALERT_DEGRADED_FAILURE", "firing"],
  ["ALERT_RECOVERY", "resolved"],
  ["ALERT_DEGRADED_RECOVERY", "resolved"],
  ["alert_recovery", "resolved"],
])("%s is %s", (alert_type, status) => {
  const endedAt = status === "resolved" ? Date.UTC(2026, 10, 20, 14, 2, 3) : null;
  expect(checkly.read({ ...message, alert_type }, {})).toMatchObject({
    alerts: [{ fingerprint: "9f3e-1", status, startedAt: null, endedAt, title: "Login & basket fails" }],
  });
});

test("a certificate that runs out is an alert of its own", () => {
  expect(checkly.read({ ...message, alert_type: "ALERT_SSL" }, {})).toMatchObject({
    alerts: [
      { fingerprint: "9f3e-1/certificate", status: "firing", title: "The certificate of Login & basket runs out" },
    ],
  });
});

test.each(["NO_ALERT", "TEST", ""])("says nothing: %j", (alert_type) => {
  expect(checkly.read({ ...message, alert_type }, {})).toEqual({
    nothing: "A message about no failure and no recovery.",
  });
});

test("the template that is documented, filled in", () => {
  const [, template = ""] = /`(\{.*\})`/.exec(checkly.setUp.join("\n")) ?? [];
  const variables: Record<string, string> = { CHECK_ID: "9f3e-1", ALERT_TYPE: "ALERT_FAILURE", TAGS: "service:login" };
  const body: unknown = JSON.parse(template.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => variables[name] ?? ""));
  expect(checkly.read(body, {})).toMatchObject({
    alerts: [{ fingerprint: "9f3e-1", status: "firing", service: "login" }],
  });
});

test("empty text is absent", () => {
  const empty = { check_name: "", alert_title: "", started_at: "", result_link: "", group_name: "", tags: "" };
  expect(checkly.read({ ...message, ...empty, alert_type: "ALERT_RECOVERY" }, {})).toMatchObject({
    alerts: [{ title: "Check 9f3e-1 fails", endedAt: null, link: null, service: null }],
  });
});

test("the template that Checkly begins with", () => {
  const body = {
    event: "Login has failed",
    alert_type: "ALERT_FAILURE",
    check_id: "9f3e-1",
    check_error_message: "",
    run_location: "Singapore",
    started_at: "2026-11-20T14:02:03.544Z",
    tags: "",
    link: "https://app.checklyhq.com/checks/9f3e-1/check-sessions/77",
    region: "",
  };
  expect(checkly.read(body, {})).toMatchObject({
    alerts: [{ fingerprint: "9f3e-1", text: "Login has failed", link: body.link }],
  });
});

test("a template of the user's own, with the variables as names", () => {
  const body = { CHECK_ID: "9f3e-1", ALERT_TYPE: "ALERT_FAILURE", CHECK_NAME: "Login", RUN_LOCATION: "Frankfurt" };
  expect(checkly.read(body, {})).toMatchObject({ alerts: [{ fingerprint: "9f3e-1", rule: "Login" }] });
});

test.each([
  ["no check", { ...message, check_id: "" }, "check_id: "],
  ["no type", { ...message, alert_type: undefined }, "alert_type: "],
  ["a list", [message], "the body: "],
])("can't be read: %s", (_what, body, field) => {
  const read = checkly.read(body, {});
  expect("invalid" in read && read.invalid.startsWith(field)).toBe(true);
});
