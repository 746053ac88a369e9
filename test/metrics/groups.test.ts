/** Who counts, and in which group. */
import { describe, expect, it } from "vitest";
import type { Group } from "../../src/metrics/metrics.ts";
import { incident, inWindow, metrics, severity } from "./incidents.ts";

const counts = (groups: readonly Group[]) => groups.map(({ name, count }) => [name, count]);

describe("who counts", () => {
  const restored = "2026-11-10 12:00";
  const durations = { timeToRecover: 60, impact: 60 };
  it.each([
    ["an incident", {}, 1, 1],
    ["one that is withdrawn", { state: "withdrawn" }, 0, 0],
    ["one that went into another", { state: "merged", mergedInto: 7 }, 0, 0],
    ["one that ended as sev5", { severity: { ...severity("sev1"), final: "sev5" } }, 0, 0],
    ["one that was sev5 once", { severity: { ...severity(null), highest: "sev5" } }, 1, 1],
    ["a near miss", { nearMiss: true }, 1, 1],
    ["an imported one", { imported: true }, 1, 1],
    ["one that is reopened and open", { state: "open", reopened: 1 }, 1, 0],
    ["a drill", { drill: true }, 0, 0],
  ] as const)("%s", (_name, more, count, recovered) => {
    const { total } = inWindow(metrics([incident({ restored, durations, more })]), 30);
    expect([total.count, total.restored, total.durations.impact.n]).toEqual([count, recovered, recovered]);
  });

  it("drills count apart, unless they were withdrawn", () => {
    const drill = { drill: true } as const;
    const drills = [
      incident({ restored, durations, more: drill }),
      incident({ restored, durations, more: { ...drill, state: "withdrawn" } }),
    ];
    const window = inWindow(metrics(drills), 30);
    expect(window.drills).toMatchObject({ name: "drills", count: 1, restored: 1 });
    expect(window.drills.durations.timeToRecover.values).toEqual([60]);
    expect(counts(window.severities)).toEqual([]);
  });
});

describe("the groups", () => {
  it("by the highest severity are in its order, and leave out those with nothing", () => {
    const records = (["sev3", null, "sev1", "sev3"] as const).map((one) =>
      incident({ more: { severity: severity(one) } }),
    );
    expect(counts(inWindow(metrics(records), 30).severities)).toEqual([
      ["sev1", 1],
      ["sev3", 2],
      ["not set", 1],
    ]);
  });

  it("by service have an incident in each of its services, once; none is a group", () => {
    const records = [["web", "login", "web"], ["login"], [], ["api"]].map((services) =>
      incident({ more: { services } }),
    );
    expect(counts(inWindow(metrics(records), 30).services)).toEqual([
      ["login", 2],
      ["api", 1],
      ["none", 1],
      ["web", 1],
    ]);
  });

  it("by source end with those where it is not known", () => {
    const records = ([null, "staff", "monitoring", "customers", "customers"] as const).map((detectedBy) =>
      incident({ more: { detectedBy } }),
    );
    const window = inWindow(metrics(records), 30);
    expect(counts(window.sources)).toEqual([
      ["customers", 2],
      ["monitoring", 1],
      ["staff", 1],
      ["not known", 1],
    ]);
    expect(window.total.detectedByCustomers).toEqual({ n: 2, of: 4 });
  });

  it("take in one that was only restored in the window", () => {
    const old = incident({ declared: "2026-10-01 12:00", restored: "2026-11-10 12:00" });
    expect(inWindow(metrics([old]), 30).severities).toMatchObject([{ name: "sev2", count: 0, restored: 1 }]);
  });

  it("survive services named like what objects have", () => {
    const records = ["__proto__", "constructor"].map((service) => incident({ more: { services: [service] } }));
    expect(counts(inWindow(metrics(records), 30).services)).toEqual([
      ["__proto__", 1],
      ["constructor", 1],
    ]);
  });
});

describe("a group", () => {
  it("counts what was imported, reopened, and restored as its issue was closed", () => {
    const at = "2026-11-10T12:00:00Z";
    const stated = incident({ restored: "2026-11-10 12:00", more: { imported: true, reopened: 2 } });
    const closed = incident({ restored: "2026-11-10 12:00" });
    closed.moments.restored = { at, by: "inferred", from: "closing" };
    expect(inWindow(metrics([stated, closed]), 30).total).toMatchObject({
      count: 2,
      imported: 1,
      reopened: 1,
      restored: 2,
      restoredByClosing: 1,
    });
  });
});

describe("what is open now", () => {
  it("is of any window, with the days since the oldest was declared", () => {
    const records = [
      incident({ declared: "2024-03-01 23:00", more: { number: 4_000 } }),
      incident({ declared: "2026-11-19 12:00" }),
      incident({ declared: "2023-01-01 12:00", more: { drill: true } }),
      incident({ declared: "2023-01-01 12:00", more: { state: "withdrawn" } }),
      incident({ restored: "2023-01-01 12:00" }),
    ];
    expect(metrics(records).open).toEqual({
      count: 2,
      oldest: { number: 4_000, declaredAt: "2024-03-01T23:00:00Z", days: 994 },
    });
  });

  it("is nothing where nothing is", () => {
    expect(metrics([]).open).toEqual({ count: 0, oldest: null });
  });
});
