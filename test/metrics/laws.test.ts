/** What holds for the metrics of any incidents, tried on thousands of made-up ones; and the reference case. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationNames, severities } from "../../src/incident/incident.ts";
import { metricsSchema } from "../../src/metrics/metrics.ts";
import type { MetricsInput } from "../../src/metrics/of.ts";
import { readLines, writeLines } from "../../src/record/lines.ts";
import { type IncidentRecord, recordSchema } from "../../src/record/record.ts";
import { recorded, referenceIncident } from "../record/records.ts";
import { incident, inWindow, metrics } from "./incidents.ts";

const minute = fc
  .integer({ min: 0, max: 800 * 24 * 60 })
  .map((ago) => new Date(Date.UTC(2026, 10, 20, 15, 30) - ago * 60_000).toISOString().slice(0, 16).replace("T", " "));
const known = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
  fc.constantFrom("not applicable" as const, "inconsistent" as const, undefined),
);
const severity = fc.constantFrom(...severities, null);

const made = fc
  .record({
    declared: minute,
    restored: fc.option(minute, { nil: undefined, freq: 5 }),
    reviewed: fc.option(minute, { nil: undefined }),
    durations: fc.tuple(...durationNames.map(() => known)),
    highest: severity,
    final: severity,
    state: fc.constantFrom("recovered", "recovered", "recovered", "open", "withdrawn", "merged"),
    drill: fc.constantFrom(false, false, false, true),
    services: fc.array(fc.constantFrom("web", "login", "api"), { maxLength: 3 }),
    detectedBy: fc.constantFrom("customers", "monitoring", "staff", "partner", null),
    reopened: fc.integer({ min: 0, max: 2 }),
    deployment: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ declared, restored, reviewed, durations, highest, final, deployment, ...more }) => {
    const told = Object.fromEntries(durationNames.map((name, index) => [name, durations[index]]));
    return incident({
      declared,
      ...(restored === undefined ? {} : { restored }),
      ...(reviewed === undefined ? {} : { reviewed }),
      durations: told,
      more: {
        ...more,
        severity: { highest, final, history: [] },
        changes: [{ kind: "deployment", ref: "1", effect: "hurt", deployments: [deployment] }],
      },
    });
  });
const incidents = fc.array(made, { maxLength: 60 });

const configured: Partial<MetricsInput> = {
  zone: "Europe/Berlin",
  targets: [
    { duration: "timeToAcknowledge", severity: "sev1", withinMinutes: 5, share: 90 },
    { duration: "timeToRecover", severity: "sev2", ratio: 0.5 },
  ],
  downtime: { hourlyCost: 500, environments: ["production"] },
  deployments: Array.from({ length: 9 }, (_, index) => ({
    id: index + 1,
    sha: "c0ffee",
    environment: "production",
    createdAt: `2026-0${index + 1}-01T12:00:00Z`,
  })),
};

const runs = { numRuns: 25 };

describe("the metrics of any incidents", () => {
  it("are what the schema says, and JSON keeps them", () => {
    fc.assert(
      fc.property(incidents, (records) => {
        const found = metrics(records, configured);
        expect(metricsSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
      }),
      runs,
    );
  });

  it("do not depend on the order of the records", () => {
    const shuffled = incidents.chain((records) =>
      fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
    );
    fc.assert(
      fc.property(shuffled, ([records, others]) => {
        expect(JSON.stringify(metrics(others, configured))).toBe(JSON.stringify(metrics(records, configured)));
      }),
      runs,
    );
  });

  it("are the same whether the records were read in one run or in two, through the files of the wiki", () => {
    fc.assert(
      fc.property(incidents, fc.infiniteStream(fc.boolean()), (records, coin) => {
        const { first = [], later = [] } = Object.groupBy(records, () => (coin.next().value ? "first" : "later"));
        const kept = [...(readLines(writeLines(first)) ?? []), ...later];
        expect(metrics(kept, configured)).toEqual(metrics(records, configured));
      }),
      runs,
    );
  });

  it("do not depend on the time of the day", () => {
    fc.assert(
      fc.property(incidents, fc.integer({ min: 0, max: 24 * 60 - 1 }), (records, minutes) => {
        // The day in Berlin, from midnight on.
        const now = Date.UTC(2026, 10, 19, 23, minutes);
        expect(metrics(records, { ...configured, now })).toEqual(metrics(records, configured));
      }),
      runs,
    );
  });

  it.each(["severities", "sources"] as const)("add up: the %s to the total", (part) => {
    fc.assert(
      fc.property(incidents, (records) => {
        for (const { total, [part]: groups } of metrics(records, configured).windows) {
          expect(sum(groups.map(({ count }) => count))).toBe(total.count);
          expect(sum(groups.map(({ restored }) => restored))).toBe(total.restored);
          expect(sum(groups.map(({ durations }) => durations.impact.n))).toBe(total.durations.impact.n);
        }
      }),
      runs,
    );
  });

  it("add up: the bands to the values", () => {
    fc.assert(
      fc.property(incidents, (records) => {
        const all = metrics(records, configured).windows.flatMap(({ total }) => Object.values(total.durations));
        for (const { n, bands } of all) expect(bands ? sum(bands) : n).toBe(n);
      }),
      runs,
    );
  });

  it("have values or statistics, never both, and no statistic of fewer than five", () => {
    fc.assert(
      fc.property(incidents, (records) => {
        const all = metrics(records, configured).windows.flatMap(({ total, severities: groups }) => [total, ...groups]);
        for (const { n, values, median, p90, mean, change } of all.flatMap(({ durations }) =>
          Object.values(durations),
        )) {
          if (n < 5) expect([values?.length, median, p90, mean, change]).toEqual([n, ...Array(4).fill(undefined)]);
          else
            expect(values === undefined && median !== undefined && p90 !== undefined && mean !== undefined).toBe(true);
        }
      }),
      runs,
    );
  });

  it("do not change by what leaves the counts, but for noise", () => {
    const gone = fc.constantFrom("withdrawn" as const, "merged" as const);
    fc.assert(
      fc.property(incidents, made, gone, (records, other, state) => {
        const without = (all: readonly IncidentRecord[]) =>
          metrics(all, configured).windows.map(({ noise: _noise, ...window }) => window);
        expect(without([...records, { ...other, state }])).toEqual(without(records));
      }),
      runs,
    );
  });

  it("leave the records as they were", () => {
    const records = [3, 1, 2].map((number) => incident({ restored: "2026-11-10 12:00", more: { number } }));
    const before = structuredClone(records);
    metrics(records, configured);
    expect(records).toEqual(before);
    expect(records.map((record) => recordSchema.safeParse(record).success)).toEqual([true, true, true]);
  });
});

describe("what they were made with", () => {
  it("is named", () => {
    expect(metrics([], { ...configured, holidays: ["2026-12-25"] }).madeWith).toEqual({
      now: "2026-11-19T23:00:00Z",
      zone: "Europe/Berlin",
      holidays: ["2026-12-25"],
      targets: configured.targets,
      deployments: 9,
      resamples: 10_000,
      seeds: "FNV-1a (32 bits) of window/group/duration, such as 30/total/timeToRecover",
    });
  });
});

describe("the reference case", () => {
  const window = inWindow(metrics([recorded(referenceIncident())], { now: Date.UTC(2026, 2, 11, 12) }), 30);

  it.each([
    ["timeToDetect", 240],
    ["timeToDeclare", 120],
    ["timeToAcknowledge", 180],
    ["timeToRecover", 960],
    ["firstRecovery", 960],
    ["impact", 1_200],
  ] as const)("has the %s", (name, seconds) => {
    expect(window.total.durations[name]).toMatchObject({ n: 1, coverage: 1, values: [seconds] });
  });

  it("is one sev2 of the service login, that customers detected", () => {
    expect([window.severities, window.services, window.sources].map(([group]) => group?.name)).toEqual([
      "sev2",
      "login",
      "customers",
    ]);
    expect(window.total).toMatchObject({ count: 1, reopened: 0, detectedByCustomers: { n: 1, of: 1 } });
  });

  it("has three people, one page that reached greg in a minute, and entries by what they did", () => {
    expect(window.coordination).toMatchObject({ incidents: 1, medianPeople: 3, medianToReach: 60 });
    expect(sum(window.entries.map(({ positive }) => positive))).toBe(5);
    expect(sum(window.entries.map(({ negative }) => negative))).toBe(3);
    expect(sum(window.entries.map(({ neutral }) => neutral))).toBe(2);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
