/** The cost of downtime: of deployments that an incident names as a hurting change. */
import { describe, expect, it } from "vitest";
import type { IncidentRecord } from "../../src/record/record.ts";
import { incident, instant, inWindow, metrics, type Told } from "./incidents.ts";

const deployments = Array.from({ length: 30 }, (_, index) => ({
  id: index + 1,
  sha: "c0ffee",
  environment: "production",
  createdAt: instant("2026-11-10 08:00"),
}));

function hurt(seconds: number, ids: number[], { more, ...told }: Told = {}): IncidentRecord {
  const changes: IncidentRecord["changes"] = [{ kind: "pull request", ref: "#3", effect: "hurt", deployments: ids }];
  const durations = { timeToRecover: seconds };
  return incident({ restored: "2026-11-10 12:00", durations, ...told, more: { changes, ...more } });
}

function cost(records: readonly IncidentRecord[], more: Parameters<typeof metrics>[1] = {}) {
  const downtime = { hourlyCost: 1_000, environments: ["production"] };
  return inWindow(metrics(records, { downtime, deployments, ...more }), 30).cost;
}

describe("the cost of downtime", () => {
  it("is failing deployments, each once, times the mean time to recover, times the hourly cost", () => {
    const records = [hurt(1_800, [1, 2]), hurt(5_400, [2, 3, 2])];
    expect(cost(records)).toEqual({
      hourlyCost: 1_000,
      deployments: 30,
      failed: 3,
      changeFailureRate: 0.1,
      deploymentsPerDay: 1,
      meanTimeToRecover: 1,
      n: 2,
      cost: 3_000,
      interval: null,
    });
  });

  it("has an interval from five incidents on, that repeats", () => {
    const records = [600, 1_200, 1_800, 3_600, 10_800].map((seconds, index) => hurt(seconds, [index + 1]));
    const found = cost(records);
    expect(found).toMatchObject({ failed: 5, n: 5, meanTimeToRecover: 1, cost: 5_000 });
    expect(cost(records)).toEqual(found);
    // The 2.5% and 97.5% quantiles of all 3,125 resamples.
    expect(found?.interval).toEqual([1_500, 10_166.67]);
  });

  it.each([
    [
      "helped",
      hurt(600, [1], { more: { changes: [{ kind: "commit", ref: "c", effect: "helped", deployments: [1] }] } }),
    ],
    [
      "is not said to have hurt",
      hurt(600, [1], { more: { changes: [{ kind: "commit", ref: "c", effect: null, deployments: [1] }] } }),
    ],
    ["hurt a drill", hurt(600, [1], { more: { drill: true } })],
    ["hurt what was withdrawn", hurt(600, [1], { more: { state: "withdrawn" } })],
    ["went elsewhere", hurt(600, [99])],
  ])("takes no deployment for failing that %s", (_name, record) => {
    expect(cost([record])).toMatchObject({
      failed: 0,
      changeFailureRate: 0,
      n: 0,
      meanTimeToRecover: null,
      cost: null,
    });
  });

  it("is not known while the failing one is not recovered from", () => {
    const open = incident({
      more: { changes: [{ kind: "deployment", ref: "1", effect: "hurt", deployments: [1] }] },
    });
    expect(cost([open])).toMatchObject({ failed: 1, n: 0, meanTimeToRecover: null, cost: null, interval: null });
  });

  it("is not known where nothing was deployed in the window", () => {
    const old = deployments.map((one) => ({ ...one, createdAt: instant("2026-10-01 08:00") }));
    expect(cost([hurt(600, [1])], { deployments: old })).toEqual({
      hourlyCost: 1_000,
      deployments: 0,
      failed: 0,
      changeFailureRate: null,
      deploymentsPerDay: null,
      meanTimeToRecover: null,
      n: 0,
      cost: null,
      interval: null,
    });
  });

  it("counts the days since the first deployment where the window is all", () => {
    const downtime = { hourlyCost: 1_000, environments: ["production"] };
    const all = inWindow(metrics([], { downtime, deployments: [...deployments, ...deployments] }), null);
    expect(all.cost).toMatchObject({ deployments: 30, deploymentsPerDay: 2.72727 });
  });

  it("is not told where nobody said what an hour costs", () => {
    expect(cost([hurt(600, [1])], { downtime: { environments: ["production"] } })).toBeNull();
  });
});
