/** CloudEvents 1.0: structured, batched and binary, with the envelope's words where the data has none. */
import { describe, expect, test } from "vitest";
import { cloudevents } from "../../../src/alerts/sources/cloudevents.ts";

const event = {
  specversion: "1.0",
  id: "d-1",
  source: "/monitoring/eu",
  type: "com.acme.alert.firing",
  subject: "login-errors",
  time: "2026-11-20T14:02:03Z",
  datacontenttype: "application/json",
};
const data = { fingerprint: "login", status: "firing", title: "Logins fail", service: "login", severity: "critical" };

test("structured: the data in the generic form", () => {
  expect(cloudevents.read({ ...event, data }, {})).toEqual({
    alerts: [
      {
        source: "cloudevents",
        fingerprint: "login",
        status: "firing",
        severity: "critical",
        service: "login",
        rule: "com.acme.alert",
        title: "Logins fail",
        text: "",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
        endedAt: null,
        acknowledged: null,
        alerted: [],
        link: null,
        labels: {},
      },
    ],
  });
});

describe("an event without data", () => {
  const seen = { fingerprint: "/monitoring/eu/login-errors", rule: "com.acme.alert", title: "login-errors" };

  test("fires by its type", () => {
    expect(cloudevents.read({ ...event, severitytext: "WARNING" }, {})).toMatchObject({
      alerts: [
        { ...seen, status: "firing", severity: "warning", startedAt: Date.UTC(2026, 10, 20, 14, 2, 3), endedAt: null },
      ],
    });
  });

  test("ends by its type, whatever its id", () => {
    const over = { ...event, id: "d-2", type: "com.acme.alert.resolved", time: "2026-11-20T14:31:00Z", data: null };
    expect(cloudevents.read(over, {})).toMatchObject({
      alerts: [{ ...seen, status: "resolved", startedAt: null, endedAt: Date.UTC(2026, 10, 20, 14, 31) }],
    });
  });
});

test("without a subject the title tells two of one source apart", () => {
  const told = { ...event, subject: undefined, data: { status: "firing", title: "Logins fail" } };
  expect(cloudevents.read(told, {})).toMatchObject({ alerts: [{ fingerprint: "/monitoring/eu/Logins fail" }] });
});

test("data in base64", () => {
  const encoded = Buffer.from(JSON.stringify({ ...data, title: "Anmeldung gestört" })).toString("base64");
  expect(cloudevents.read({ ...event, data_base64: encoded }, {})).toMatchObject({
    alerts: [{ title: "Anmeldung gestört" }],
  });
});

test("batched: each of them", () => {
  const batch = [
    { ...event, data },
    { ...event, type: "com.acme.alert.resolved", subject: "basket" },
  ];
  expect(cloudevents.read(batch, {})).toMatchObject({
    alerts: [
      { fingerprint: "login", status: "firing" },
      { fingerprint: "/monitoring/eu/basket", status: "resolved" },
    ],
  });
  expect(cloudevents.read([], {})).toEqual({ nothing: "A batch without events." });
});

describe("binary: the attributes are headers", () => {
  const headers = {
    "content-type": "application/json",
    "ce-specversion": "1.0",
    "ce-id": "d-1",
    "ce-source": "/monitoring/eu",
    "ce-type": "com.acme.alert.firing",
    "ce-subject": "Anmeldung%20gest%C3%B6rt",
    "ce-time": "2026-11-20T14:02:03Z",
  };

  test("the body is the data", () => {
    expect(cloudevents.read({ service: "login" }, headers)).toMatchObject({
      alerts: [
        {
          fingerprint: "/monitoring/eu/Anmeldung gestört",
          title: "Anmeldung gestört",
          service: "login",
          startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
        },
      ],
    });
  });

  test("a sign of percent that stands for itself", () => {
    expect(cloudevents.read({}, { ...headers, "ce-subject": "5% of logins" })).toMatchObject({
      alerts: [{ title: "5% of logins" }],
    });
  });

  test("no type", () => {
    expect(cloudevents.read({}, { ...headers, "ce-type": undefined })).toEqual({
      invalid: "type: expected string, received undefined",
    });
  });
});

describe("what can't be read names its field", () => {
  test.each([
    ["another version", { ...event, specversion: "0.3", data }, "specversion: must be 1.0"],
    ["no envelope", data, "specversion: must be 1.0"],
    ["no source", { ...event, source: undefined }, "source: expected string, received undefined"],
    ["no status anywhere", { ...event, type: "com.acme.alert" }, "data.status: expected string, received undefined"],
    [
      "a wrong time",
      { ...event, data: { ...data, startedAt: "soon" } },
      "data.startedAt: must be a time such as 2026-11-20T14:02:00Z",
    ],
    ["data that is text", { ...event, data: "Logins fail" }, "data: expected record, received string"],
    ["base64 of no JSON", { ...event, data_base64: "bm9uZQ==" }, "data_base64: must be JSON in base64"],
    [
      "the second of a batch",
      [
        { ...event, data },
        { ...event, type: "" },
      ],
      "1.type: must not be empty",
    ],
  ])("%s", (_what, body, invalid) => expect(cloudevents.read(body, {})).toEqual({ invalid }));
});
