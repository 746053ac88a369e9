/** Durations over many incidents: what enters the statistics, what is counted beside it, and what a change proves. */
import { describe, expect, it } from "vitest";
import { incident, inWindow, metrics, restoredOn, severity } from "./incidents.ts";

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe("the figures of a duration", () => {
  it("are the values where there are fewer than five", () => {
    const { total } = inWindow(metrics(restoredOn("2026-11-10", [900, 60, 240, 60])), 30);
    expect(total.durations.timeToRecover).toEqual({
      n: 4,
      notRecorded: 0,
      notApplicable: 0,
      inconsistent: 0,
      coverage: 1,
      values: [60, 60, 240, 900],
    });
  });

  it("are statistics from five on", () => {
    const { total } = inWindow(metrics(restoredOn("2026-11-10", [60, 3_600, 60, 86_400, 60])), 30);
    expect(total.durations.timeToRecover).toEqual({
      n: 5,
      notRecorded: 0,
      notApplicable: 0,
      inconsistent: 0,
      coverage: 1,
      median: 60,
      p90: 53_280,
      mean: 18_036,
      bands: [3, 0, 0, 1, 0, 1],
    });
  });

  it("agree with R", () => {
    const { median, p90, mean } = inWindow(metrics(restoredOn("2026-11-10", ten)), 30).total.durations.impact;
    expect([median, p90, mean]).toEqual([5.5, 9.1, 5.5]);
  });

  it("put the end of a band into the next one", () => {
    const ends = [0, 899, 900, 1_799, 1_800, 3_599, 3_600, 10_799, 10_800, 86_399, 86_400];
    expect(inWindow(metrics(restoredOn("2026-11-10", ends)), 30).total.durations.impact.bands).toEqual([
      2, 2, 2, 2, 2, 1,
    ]);
  });

  it("are those of nothing where there is nothing", () => {
    expect(inWindow(metrics([]), 30).total.durations.impact).toEqual({
      n: 0,
      notRecorded: 0,
      notApplicable: 0,
      inconsistent: 0,
      coverage: null,
      values: [],
    });
  });
});

describe("what was not recorded", () => {
  const records = [
    incident({ restored: "2026-11-10 12:00", durations: { timeToDetect: 0 } }),
    incident({ restored: "2026-11-10 12:00", durations: { timeToDetect: "inconsistent" } }),
    incident({ restored: "2026-11-10 12:00", durations: { timeToDetect: "not applicable" } }),
    incident({ restored: "2026-11-10 12:00" }),
  ];

  it("is counted beside the values, never as 0", () => {
    expect(inWindow(metrics(records), 30).total.durations.timeToDetect).toEqual({
      n: 1,
      notRecorded: 1,
      notApplicable: 1,
      inconsistent: 1,
      coverage: 0.333333,
      values: [0],
    });
  });

  it("takes in the incidents declared in the window and not yet restored, whose values wait for the restoration", () => {
    const open = incident({ declared: "2026-11-11 12:00", durations: { timeToDetect: 300, firstRecovery: 60 } });
    const older = incident({ declared: "2026-10-01 12:00", durations: { timeToDetect: 300 } });
    const { total } = inWindow(metrics([...records, open, older]), 30);
    expect(total.durations.timeToDetect).toEqual({
      n: 1,
      notRecorded: 1,
      notApplicable: 1,
      inconsistent: 1,
      unrestored: 1,
      coverage: 0.5,
      values: [0],
    });
    expect(total.durations.timeToRecover).toMatchObject({ n: 0, notRecorded: 5, coverage: 0, values: [] });
  });

  it("takes in what recovered nobody knows when", () => {
    const recovered = incident({ declared: "2026-11-11 12:00", more: { state: "recovered" } });
    const { total } = inWindow(metrics([recovered]), 30);
    expect(total).toMatchObject({ count: 1, restored: 0 });
    expect(total.durations.timeToRecover).toMatchObject({ n: 0, notRecorded: 1, coverage: 0 });
  });

  it("takes in a reopened incident, which is in no statistic until it is restored again", () => {
    const reopened = incident({
      restored: "2026-11-10 12:00",
      durations: { firstRecovery: 60 },
      more: { state: "open", reopened: 1 },
    });
    const { total } = inWindow(metrics([reopened]), 30);
    expect(total).toMatchObject({ count: 1, reopened: 1, restored: 0 });
    expect(total.durations.firstRecovery).toMatchObject({ n: 0, values: [] });
  });
});

describe("a change against the window before", () => {
  /** 30 days to 20 November begin on 22 October; those before on 22 September. */
  const now = (seconds: readonly number[]) => restoredOn("2026-10-22", seconds);
  const earlier = (seconds: readonly number[]) => restoredOn("2026-09-22", seconds);
  const change = (records: Parameters<typeof metrics>[0]) =>
    inWindow(metrics(records), 30).total.durations.timeToRecover.change;

  it("is the ratio of the medians, with an interval that says whether chance explains it", () => {
    expect(change([...now([60, 120, 240, 600, 900]), ...earlier([60, 120, 300, 600, 3_600])])).toEqual({
      previous: { n: 5, median: 300 },
      ratio: 0.8,
      interval: [0.0666667, 7.5],
      seed: 3284506232,
      told: false,
    });
  });

  it("is told where the interval lies on one side of 1", () => {
    const faster = change([...now(ten), ...earlier(ten.map((value) => value * 100))]);
    expect(faster).toMatchObject({ ratio: 0.01, told: true });
    expect(faster?.interval[1]).toBeLessThan(1);
    const slower = change([...now(ten.map((value) => value * 100)), ...earlier(ten)]);
    expect(slower).toMatchObject({ ratio: 100, told: true });
    expect(slower?.interval[0]).toBeGreaterThan(1);
  });

  it("is none for equal values, and its interval is 1", () => {
    expect(change([...now([60, 60, 60, 60, 60]), ...earlier([60, 60, 60, 60, 60])])).toMatchObject({
      ratio: 1,
      interval: [1, 1],
      told: false,
    });
  });

  it("stays finite where chance makes the median before 0", () => {
    const found = change([...now([0, 0, 60, 60, 60]), ...earlier([0, 0, 60, 60, 60])]);
    expect(found).toMatchObject({ ratio: 1, interval: [0, 120], told: false });
  });

  it.each([
    ["four values now", [1, 2, 3, 4], [1, 2, 3, 4, 5]],
    ["four values before", [1, 2, 3, 4, 5], [1, 2, 3, 4]],
    ["a median of 0 before", [1, 2, 3, 4, 5], [0, 0, 0, 4, 5]],
  ])("is not given with %s", (_name, values, previous) => {
    expect(change([...now(values), ...earlier(previous)])).toBeUndefined();
  });

  it("looks back exactly as many days", () => {
    const tooEarly = restoredOn("2026-09-21", ten);
    expect(change([...now(ten), ...tooEarly])).toBeUndefined();
    expect(change([...now(ten), ...tooEarly, ...earlier([5, 5, 5, 5, 5])])?.previous).toEqual({ n: 5, median: 5 });
  });

  it("is given for the total and for the severity of a target, in windows that have one before", () => {
    const records = [...now(ten), ...earlier(ten)];
    const target = { duration: "impact", severity: "sev2", ratio: 0.5 } as const;
    const found = metrics(records, { targets: [target] });
    const changes = ({ severities, services, sources }: (typeof found.windows)[number]) =>
      [severities, services, sources].map(([group]) => group?.durations.impact.change !== undefined);
    expect(changes(inWindow(found, 30))).toEqual([true, false, false]);
    expect(changes(inWindow(metrics(records), 30))).toEqual([false, false, false]);
    expect(inWindow(found, null).total.durations.impact.change).toBeUndefined();
  });

  it("stays what it is when another group joins", () => {
    const target = { duration: "impact", severity: "sev2", ratio: 0.5 } as const;
    const other = { duration: "impact", severity: "sev1", ratio: 0.5 } as const;
    const sev1 = { severity: severity("sev1") };
    const sev2s = [...now(ten), ...earlier([3, 4, 5, 6, 7, 8, 9])];
    const sev1s = [...restoredOn("2026-10-22", ten, sev1), ...restoredOn("2026-09-22", ten, sev1)];
    const group = (found: ReturnType<typeof metrics>) =>
      inWindow(found, 30).severities.find(({ name }) => name === "sev2");
    const alone = group(metrics(sev2s, { targets: [target] }));
    expect(alone?.durations.impact.change).toBeDefined();
    expect(group(metrics([...sev1s, ...sev2s], { targets: [other, target] }))).toEqual(alone);
  });
});
