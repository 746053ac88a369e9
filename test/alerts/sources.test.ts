/** All sources by name. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalSchema, sourceNames } from "../../src/alerts/alert.ts";
import type { Headers, Source } from "../../src/alerts/source.ts";
import { cloudevents } from "../../src/alerts/sources/cloudevents.ts";
import { generic } from "../../src/alerts/sources/generic.ts";
import { sourceNamed, sources } from "../../src/alerts/sources.ts";

test("each name has its source", () => {
  expect(sources.map(({ name }) => name)).toEqual(sourceNames);
  expect(sourceNames.map((name) => sourceNamed(name)?.name)).toEqual(sourceNames);
});

test.each([
  ["AlertManager", "alertmanager"],
  ["google_cloud", "google-cloud"],
  ["gcp", "google-cloud"],
  ["sns", "cloudwatch"],
  ["aws", "cloudwatch"],
  ["azure-monitor", "azure"],
  ["betterstack", "better-stack"],
  ["UptimeKuma", "uptime-kuma"],
  ["cloud-events", "cloudevents"],
  ["json", "generic"],
])("%s is %s", (text, name) => expect(sourceNamed(text)?.name).toBe(name));

test.each(["", "github", "nagios", "constructor"])("%j is none", (text) => expect(sourceNamed(text)).toBeNull());

test("each says in four lines how it is set up, with its address", () => {
  for (const { title, setUp } of sources) {
    expect(setUp, title).toHaveLength(4);
    expect(setUp.join("\n"), title).toContain("URL");
  }
});

describe("whatever is sent", () => {
  const names = fc.constantFrom(
    ...["data", "alert", "alerts", "essentials", "attributes", "monitor", "heartbeat", "incident", "event", "Message"],
    ...["id", "alertId", "check_id", "fingerprint", "status", "state", "action", "alert_type", "event_type", "type"],
    ...["title", "labels", "tags", "startedAt", "specversion", "source", "toString", "constructor", "__proto__"],
  );
  const values = [fc.string(), fc.integer(), fc.double(), fc.constantFrom(null, true, "firing", "Create", "1.0")];
  const something = fc.oneof(fc.jsonValue(), fc.object({ key: names, values, maxDepth: 4 }));
  const headerNames = fc.constantFrom("ce-specversion", "ce-type", "ce-source", "ce-subject", "sentry-hook-resource");
  const headers = fc.dictionary(headerNames, fc.string());

  /** Read as it comes out of JSON; the answer is whole, and of this source. */
  function check(source: Source, body: unknown, told: Headers): void {
    const read = source.read(JSON.parse(JSON.stringify(body)), told);
    const alerts = "alerts" in read ? read.alerts : [];
    expect(Object.keys(read)).toHaveLength(1);
    for (const alert of alerts) {
      expect(arrivalSchema.parse({ ...alert, receivedAt: 0 })).toMatchObject({ source: source.name });
      expect(alert.fingerprint.length).toBeGreaterThan(0);
      expect(alert.fingerprint.length).toBeLessThanOrEqual(200);
    }
  }

  test.each(sources.map((source) => [source.name, source] as const))("%s answers", (_name, source) => {
    fc.assert(
      fc.property(something, headers, (body, told) => check(source, body, told)),
      { numRuns: 300 },
    );
  });

  test("in a field of an alert", () => {
    const fields = fc.constantFrom(
      "fingerprint",
      "title",
      "startedAt",
      "acknowledged",
      "alerted",
      "labels",
      "link",
      "data",
    );
    const property = fc.property(fields, something, (field, value) => {
      const alert = { fingerprint: "a", status: "firing", title: "Logins fail", [field]: value };
      check(generic, alert, {});
      check(cloudevents, { specversion: "1.0", source: "s", type: "t.firing", data: alert, [field]: value }, {});
    });
    fc.assert(property, { numRuns: 300 });
  });
});
