/** Targets: kept or missed, and with which certainty. */
import { describe, expect, it } from "vitest";
import type { Target } from "../../src/config.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { incident, inWindow, metrics, restoredOn, severity } from "./incidents.ts";

const result = (target: Target, records: readonly IncidentRecord[]) =>
  inWindow(metrics(records, { targets: [target] }), 30).targets[0];

describe("acknowledge sev1 within 5 minutes, 90%", () => {
  const target: Target = { duration: "timeToAcknowledge", severity: "sev1", withinMinutes: 5, share: 90 };
  const sev1 = { severity: severity("sev1") };
  const acknowledged = (...seconds: number[]) => restoredOn("2026-11-10", seconds, sev1);

  it("is met by nine of ten; the limit itself keeps it", () => {
    const found = result(target, acknowledged(0, 1, 2, 3, 4, 5, 6, 7, 300, 301));
    expect(found).toEqual({
      duration: "timeToAcknowledge",
      severity: "sev1",
      withinMinutes: 5,
      share: 0.9,
      state: "met",
      n: 10,
      kept: 9,
      reached: 0.9,
    });
  });

  it("is missed by eight of nine", () => {
    const found = result(target, acknowledged(1, 2, 3, 4, 5, 6, 7, 8, 301));
    expect(found).toMatchObject({ state: "missed", n: 9, kept: 8, reached: 0.888889 });
  });

  it("is not known where nothing of the severity was restored in the window", () => {
    const others = [...restoredOn("2026-11-10", [60]), ...restoredOn("2026-09-10", [60], sev1)];
    expect(result(target, others)).toMatchObject({ state: "not known", n: 0 });
  });

  const detected = "2026-11-10 12:00";
  it.each([
    ["that was restored within the limit is no miss", { detected, restored: "2026-11-10 12:05" }, { n: 1, kept: 1 }],
    ["that was restored later is a miss", { detected, restored: "2026-11-10 12:06" }, { n: 1, kept: 0 }],
    ["that was detected nobody knows when is a miss", { restored: "2026-11-10 12:05" }, { n: 1, kept: 0 }],
  ])("an incident without acknowledgement %s", (_name, told, expected) => {
    expect(result(target, [incident({ ...told, more: sev1 })])).toMatchObject(expected);
  });

  it("does not know of one that was acknowledged, and detected nobody knows when", () => {
    const unknown = incident({ acknowledged: "2026-11-10 12:04", restored: "2026-11-10 12:05", more: sev1 });
    expect(result(target, [unknown])).toMatchObject({ state: "not known", n: 0 });
  });
});

describe("recover sev2 50% faster", () => {
  const target: Target = { duration: "timeToRecover", severity: "sev2", ratio: 0.5 };
  const before = restoredOn("2026-10-10", [1_000, 1_100, 1_200, 1_300, 1_400]);
  const now = (...seconds: number[]) => [...before, ...restoredOn("2026-11-10", seconds)];

  it.each([
    ["met, and certain", [100, 110, 120, 130, 140], { state: "met", certain: true, reached: 0.1, n: 5 }],
    ["met at exactly half", [600, 600, 600, 600, 600], { state: "met", certain: true, reached: 0.5 }],
    ["met, and not certain", [100, 110, 600, 5_000, 6_000], { state: "met", certain: false, reached: 0.5 }],
    ["missed, though certainly faster", [700, 700, 700, 700, 700], { state: "missed", certain: true }],
  ])("is %s", (_name, seconds, expected) => {
    expect(result(target, now(...seconds))).toMatchObject(expected);
  });

  it("is not known with too few values, and never in the window of all", () => {
    expect(result(target, now(100, 110, 120, 130))).toEqual({ ...target, state: "not known", n: 4 });
    const all = inWindow(metrics(now(1, 2, 3, 4, 5), { targets: [target] }), null);
    expect(all.targets).toEqual([{ ...target, state: "not known", n: 10 }]);
  });
});
