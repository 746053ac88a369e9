/** The generic form: what it takes, what it takes for the same, and which field it complains about. */
import { describe, expect, test } from "vitest";
import { generic, readGeneric } from "../../../src/alerts/sources/generic.ts";

const whole = {
  fingerprint: "login-errors",
  status: "firing",
  severity: "Critical",
  service: "login",
  rule: "LoginErrors",
  title: "Logins fail",
  text: "5% of them",
  startedAt: "2026-11-20T14:02:03Z",
  acknowledged: { at: 1795183500, who: "gary" },
  alerted: ["mary", "gary"],
  link: "https://grafana.example.com/d/1",
  labels: { team: "web", attempt: 3 },
};

test("all of it", () => {
  expect(readGeneric(whole)).toEqual({
    alerts: [
      {
        source: "generic",
        fingerprint: "login-errors",
        status: "firing",
        severity: "critical",
        service: "login",
        rule: "LoginErrors",
        title: "Logins fail",
        text: "5% of them",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
        endedAt: null,
        acknowledged: { at: 1795183500000, who: "gary" },
        alerted: ["mary", "gary"],
        link: "https://grafana.example.com/d/1",
        labels: { team: "web", attempt: "3" },
      },
    ],
  });
});

test("the least of it, and null or empty for the rest", () => {
  const alert = {
    source: "generic",
    fingerprint: "7",
    status: "firing",
    severity: null,
    service: null,
    rule: null,
    title: "7",
    text: "",
    startedAt: null,
    endedAt: null,
    acknowledged: null,
    alerted: [],
    link: null,
    labels: {},
  };
  expect(readGeneric({ fingerprint: 7, status: "firing" })).toEqual({ alerts: [alert] });
  const empty = {
    severity: "",
    service: null,
    title: "",
    startedAt: "",
    endedAt: null,
    acknowledged: "",
    alerted: null,
  };
  expect(readGeneric({ fingerprint: "7", status: "firing", acknowledged: null })).toEqual({ alerts: [alert] });
  expect(readGeneric({ fingerprint: "7", status: "firing", ...empty, link: "javascript:alert(1)" })).toEqual({
    alerts: [alert],
  });
});

test.each(["0001-01-01T00:00:00Z", 0, "0"])("%j is no time", (zero) => {
  const read = readGeneric({ ...whole, startedAt: zero, acknowledged: { at: zero, who: null } });
  expect(read).toMatchObject({ alerts: [{ startedAt: null, acknowledged: null }] });
});

test("several, in different states", () => {
  const read = generic.read(
    { alerts: [whole, { ...whole, fingerprint: "b", status: "resolved", endedAt: 1795183500 }] },
    {},
  );
  expect(read).toMatchObject({
    alerts: [
      { fingerprint: "login-errors", status: "firing" },
      { fingerprint: "b", status: "resolved", endedAt: 1795183500000 },
    ],
  });
  expect(generic.read({ alerts: [] }, {})).toEqual({ nothing: "A message without alerts." });
});

test.each([
  ["open", "firing"],
  ["Triggered", "firing"],
  ["active", "firing"],
  ["ALERTING", "firing"],
  ["ok", "resolved"],
  ["closed", "resolved"],
  ["ended", "resolved"],
  ["recovered ", "resolved"],
  ["inactive", "resolved"],
])("%s is %s", (status, read) => {
  expect(readGeneric({ ...whole, status })).toMatchObject({ alerts: [{ status: read }] });
});

describe("without a fingerprint", () => {
  test("service and title are one, the same when it is over", () => {
    const said = { ...whole, fingerprint: undefined };
    expect(readGeneric(said)).toMatchObject({ alerts: [{ fingerprint: "login/Logins fail" }] });
    expect(readGeneric({ ...said, status: "resolved" })).toMatchObject({
      alerts: [{ fingerprint: "login/Logins fail" }],
    });
    expect(readGeneric({ ...said, service: "basket" })).toMatchObject({
      alerts: [{ fingerprint: "basket/Logins fail" }],
    });
  });
});

test("labels say what else is left out", () => {
  const labels = { app: "login", severity: "Warning", alertname: "LoginErrors" };
  expect(readGeneric({ fingerprint: "a", status: "firing", labels })).toMatchObject({
    alerts: [{ service: "login", severity: "warning", rule: "LoginErrors" }],
  });
});

describe("what can't be read names its field", () => {
  test.each([
    ["neither fingerprint nor title", { status: "firing" }, "fingerprint: must be there, or at least a title"],
    ["an empty one", { status: "firing", fingerprint: " " }, "fingerprint: must be there, or at least a title"],
    ["no status", { fingerprint: "a" }, "status: expected string, received undefined"],
    ["another status", { fingerprint: "a", status: "maybe" }, "status: must be firing or resolved"],
    ["no time", { ...whole, startedAt: "yesterday" }, "startedAt: must be a time such as 2026-11-20T14:02:00Z"],
    [
      "a day that isn't",
      { ...whole, endedAt: "2026-02-31T00:00:00Z" },
      "endedAt: must be a time such as 2026-11-20T14:02:00Z",
    ],
    [
      "the second of two",
      { alerts: [whole, { status: "firing" }] },
      "alerts.1.fingerprint: must be there, or at least a title",
    ],
    [
      "who took it up, without its time",
      { ...whole, acknowledged: { who: "gary" } },
      "acknowledged.at: must be there as well as who",
    ],
    ["several that are none", { alerts: "login" }, "alerts: expected array, received string"],
    ["nothing", {}, "status: expected string, received undefined"],
    ["a list", [whole], "the body: expected object, received array"],
    ["text", "firing", "the body: expected object, received string"],
    ["null", null, "the body: expected object, received null"],
  ])("%s", (_what, body, invalid) => expect(readGeneric(body)).toEqual({ invalid }));
});
