/** An incident's record, figure by figure. */
import { describe, expect, it, test } from "vitest";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { Change, Incident } from "../../src/incident/incident.ts";
import type { Review } from "../../src/incident/review.ts";
import { type IssueRead, recordOf } from "../../src/record/of.ts";
import { recordSchema, yearOf } from "../../src/record/record.ts";
import { at, declared, story } from "../incident/events.ts";
import { fresh, reference } from "../words/reference.ts";
import { read, recorded, referenceIncident } from "./records.ts";

const record = recorded(referenceIncident());

describe("the reference case's record", () => {
  it("says what it is about", () => {
    const { updatedAt, labels, state, phase, drill, nearMiss, imported } = record;
    expect({ updatedAt, labels, state, phase, drill, nearMiss, imported }).toEqual({
      updatedAt: "2026-03-11T10:25:00Z",
      labels: ["incident", "sev2"],
      state: "recovered",
      phase: "analysis",
      drill: false,
      nearMiss: false,
      imported: false,
    });
  });

  it("has TTD 4 min, TTA 3 min, TTR 16 min and 20 min of impact, in seconds", () => {
    expect(record.durations).toEqual({
      timeToDetect: { state: "recorded", seconds: 240 },
      timeToDeclare: { state: "recorded", seconds: 120 },
      timeToAcknowledge: { state: "recorded", seconds: 180 },
      timeToRecover: { state: "recorded", seconds: 960 },
      firstRecovery: { state: "recorded", seconds: 960 },
      impact: { state: "recorded", seconds: 1_200 },
    });
  });

  it("has the moments with their provenance", () => {
    const issue = "https://github.com/acme/shop/issues/12";
    expect(record.moments).toEqual({
      started: {
        at: "2026-03-10T16:00:00Z",
        approximate: true,
        by: "stated",
        from: "comment",
        who: "gary",
        url: issue,
      },
      detected: { at: "2026-03-10T16:04:00Z", by: "stated", from: "comment", who: "gary", url: issue },
      declared: { at: "2026-03-10T16:06:00Z", by: "inferred", from: "declaration", who: "gary", url: issue },
      acknowledged: {
        at: "2026-03-10T16:07:00Z",
        by: "stated",
        from: "comment",
        who: "cathy",
        url: `${issue}#issuecomment-100`,
      },
      identified: null,
      restored: {
        at: "2026-03-10T16:20:00Z",
        by: "stated",
        from: "comment",
        who: "cathy",
        url: `${issue}#issuecomment-107`,
      },
      resolved: null,
      reviewed: null,
    });
  });

  it("has the interval and the phases, the last of which goes on", () => {
    expect(record.intervals).toEqual([{ from: "2026-03-10T16:00:00Z", to: "2026-03-10T16:20:00Z" }]);
    expect(record.phases).toEqual([
      {
        phase: "detection",
        from: "2026-03-10T16:00:00Z",
        to: "2026-03-10T16:04:00Z",
        state: "recorded",
        seconds: 240,
      },
      {
        phase: "response and remediation",
        from: "2026-03-10T16:04:00Z",
        to: "2026-03-10T16:20:00Z",
        state: "recorded",
        seconds: 960,
      },
      { phase: "analysis", from: "2026-03-10T16:20:00Z", state: "recorded" },
    ]);
  });

  it("has its entries, learnings and factors, and greg, who was reached within a minute", () => {
    expect(record.timeline).toHaveLength(10);
    expect(record.timeline[2]).toEqual({
      at: "2026-03-10T16:07:00Z",
      who: "cathy",
      kind: "task",
      impact: "positive",
      phase: "response and remediation",
      text: "I opened the login page: it shows an error.",
      url: "https://github.com/acme/shop/issues/12#issuecomment-100",
    });
    expect(record.learnings).toHaveLength(9);
    expect(record.factors).toContainEqual({ text: "The logs were kept.", effect: "helped" });
    expect(record.people).toContainEqual({
      who: "greg",
      joinedAt: "2026-03-10T16:15:00Z",
      pagedAt: "2026-03-10T16:14:00Z",
      pagedBy: "cathy",
      reachedAt: "2026-03-10T16:15:00Z",
      pages: [{ at: "2026-03-10T16:14:00Z", by: "cathy", reachedAt: "2026-03-10T16:15:00Z" }],
    });
  });

  it("keeps the summary for the public, which has its own page, and what only the card needs, to itself", () => {
    const ours = [
      "publicSummary",
      "contradictions",
      "issueState",
      "unconfirmedClosing",
      "stage",
      "declarer",
      "reviewPlan",
    ];
    expect(Object.keys(record).filter((name) => ours.includes(name))).toEqual([]);
  });
});

describe("alerts", () => {
  const link = "https://alerts.example/1";
  const alert: Incident["alerts"][number] = {
    source: "pagerduty",
    fingerprint: "Q1",
    title: "Login errors",
    severity: "P1",
    service: "login",
    startedAt: at("16:00"),
    receivedAt: at("16:01"),
    endedAt: at("16:20"),
    episodes: 2,
    acknowledged: { at: at("16:03"), who: "Cathy" },
    alerted: ["Cathy", "Greg"],
    inconsistent: null,
    link,
    url: "https://github.com/acme/shop/issues/12#issuecomment-99",
  };
  const unsaid = { service: null, startedAt: null, endedAt: null, acknowledged: null, alerted: [], link: null };
  const one = (more: Partial<typeof alert>, from: IssueRead = read) => {
    const made = recordOf({ ...reference, alerts: [{ ...alert, ...more }] }, from);
    expect(JSON.stringify(recordSchema.parse(made))).toBe(JSON.stringify(made));
    return made.alerts[0];
  };

  it("are told with their times, who was alerted, and who took them up", () => {
    expect(one({})).toStrictEqual({
      source: "pagerduty",
      fingerprint: "Q1",
      title: "Login errors",
      severity: "P1",
      service: "login",
      startedAt: "2026-03-10T16:00:00Z",
      receivedAt: "2026-03-10T16:01:00Z",
      endedAt: "2026-03-10T16:20:00Z",
      episodes: 2,
      actionable: true,
      acknowledgedAt: "2026-03-10T16:03:00Z",
      acknowledgedBy: "Cathy",
      alerted: ["Cathy", "Greg"],
      link,
    });
  });

  it("leave out what the sender doesn't say, and keep what can't be apart", () => {
    expect(one({ ...unsaid, severity: null, inconsistent: { startedAt: Date.UTC(1999, 0) } })).toStrictEqual({
      source: "pagerduty",
      fingerprint: "Q1",
      title: "Login errors",
      severity: null,
      receivedAt: "2026-03-10T16:01:00Z",
      episodes: 2,
      actionable: true,
      inconsistent: { startedAt: "1999-01-01T00:00:00Z" },
    });
    expect(one({ inconsistent: { endedAt: at("15:00") } })?.inconsistent).toEqual({ endedAt: "2026-03-10T15:00:00Z" });
    expect(one({ acknowledged: { at: at("16:03"), who: null } })).not.toHaveProperty("acknowledgedBy");
  });

  it("are not actionable where they were sent for information alone, by custom or by the configuration", () => {
    const mapped = {
      ...read.configuration,
      alerts: { ...read.configuration.alerts, severities: { p1: "info" as const } },
    };
    expect(one({ severity: "info" })?.actionable).toBe(false);
    expect(one({}, { ...read, configuration: mapped })?.actionable).toBe(false);
  });
});

describe("what is not known", () => {
  it("has no seconds, and never 0", () => {
    const { durations, intervals, moments } = recorded(fresh);
    expect(durations.timeToDetect).toStrictEqual({ state: "not recorded" });
    expect(durations.impact).toStrictEqual({ state: "not recorded" });
    expect(intervals).toStrictEqual([{ from: null }]);
    expect(moments.started).toBeNull();
  });

  it("is told from what is not applicable, and from what is inconsistent", () => {
    const missed = recorded(
      declared().comment("gary", "16:07", "/near-miss\n/started 16:00\n/detected 16:05").incident(),
    );
    expect(missed.durations.timeToDetect).toStrictEqual({ state: "not applicable" });
    const muddled = recorded(declared().comment("gary", "16:30", "/detected 16:20\n/mitigated 16:10").incident());
    expect(muddled.durations.timeToRecover).toStrictEqual({ state: "inconsistent" });
    expect(muddled.phases.find(({ phase }) => phase === "response and remediation")).toStrictEqual({
      phase: "response and remediation",
      from: "2026-03-10T16:20:00Z",
      to: "2026-03-10T16:10:00Z",
      state: "inconsistent",
    });
  });
});

describe("times", () => {
  const startedBy = (words: string) =>
    recorded(declared().comment("gary", "16:30", `/started ${words}`).incident()).moments.started;

  it("are rounded down to the second", () => {
    const { at: middle, range } = startedBy("16:00:00-16:00:01") ?? {};
    expect({ middle, range }).toEqual({
      middle: "2026-03-10T16:00:00Z",
      range: ["2026-03-10T16:00:00Z", "2026-03-10T16:00:01Z"],
    });
  });

  it("are in UTC, whatever zone they were said in", () => {
    expect(startedBy("17:00 +01:00")?.at).toBe("2026-03-10T16:00:00Z");
  });

  it("have a sign where their year has no four digits, so that the record can be read all the same", () => {
    const long = recorded(declared().comment("gary", "16:30", "/started 99999 months ago").incident());
    expect(long.moments.started?.at).toBe("-006308-12-10T16:30:00Z");
    expect(recordSchema.safeParse(long).success).toBe(true);
  });
});

test("an incident that was taken in from an old issue is imported", () => {
  expect(recorded({ ...reference, declaredBy: "import" }).imported).toBe(true);
  expect(recorded({ ...reference, declaredBy: "dispatch" }).imported).toBe(false);
});

test("a merged incident names the one it went into, which names it", () => {
  expect(recorded({ ...reference, state: "merged", phase: null, mergedInto: 7 })).toMatchObject({
    state: "merged",
    phase: null,
    mergedInto: 7,
  });
  expect(recorded({ ...reference, mergedFrom: [13, 14] }).mergedFrom).toEqual([13, 14]);
});

test("labels are lower case, sorted, and there once", () => {
  expect(recordOf(reference, { ...read, labels: ["SEV2", "Incident", "sev2"] }).labels).toEqual(["incident", "sev2"]);
});

test("a record goes with the year of its declaration, in UTC", () => {
  expect(yearOf(record)).toBe("2026");
  const declaredAt = (instant: string) => recorded(story({ at: instant, body: "/incident sev2" }).incident());
  expect([declaredAt("12-31 23:59:59"), declaredAt("01-01 00:00")].map(yearOf)).toEqual(["2026", "2026"]);
  expect(yearOf({ ...record, moments: { ...record.moments, declared: null } })).toBe("unknown");
});

describe("action items and the review", () => {
  const item: ActionItem = {
    number: 45,
    title: "More host monitoring",
    url: "https://github.com/acme/shop/issues/45",
    state: "declined",
    owners: ["greg"],
    priority: "high",
    question: "know sooner",
    createdAt: at("03-11 10:20"),
    firstDue: "2026-04-10",
    due: "2026-05-10",
    closedAt: at("03-12 09:00"),
    reason: "too dear",
    evidence: "It fired in the drill.",
    pullRequests: [{ number: 45, url: "https://github.com/acme/shop/pull/45", state: "merged" }],
  };
  const held: Review = {
    number: 44,
    url: "https://github.com/acme/shop/issues/44",
    due: "2026-03-11",
    facilitator: "dana",
    state: "not held",
    closedAt: at("03-11 10:25"),
    reason: "Nobody had the time.",
    written: { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" },
  };

  it("are told whole", () => {
    const { actionItems, review } = recorded({ ...reference, actionItems: [item], review: held });
    expect(actionItems).toEqual([{ ...item, createdAt: "2026-03-11T10:20:00Z", closedAt: "2026-03-12T09:00:00Z" }]);
    expect(review).toEqual({
      number: 44,
      due: "2026-03-11",
      facilitator: "dana",
      state: "not held",
      reason: "Nobody had the time.",
    });
  });

  it.each(["soon", "2026-02-30", "+010360-01-01", ""])("are not due on a day that is none: %j", (day) => {
    const { actionItems, review } = recorded({
      ...reference,
      actionItems: [{ ...item, firstDue: day }],
      review: { ...held, due: day },
    });
    expect([actionItems[0]?.firstDue, review?.due]).toEqual([null, null]);
  });
});

describe("the deployments of a change", () => {
  const sha = "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c";
  const other = "1f2e3d4fffffffffffffffffffffffffffffffff";
  const deployment = (id: number, commit: string) => ({
    id,
    sha: commit,
    environment: "production",
    createdAt: "2026-03-10T15:50:00Z",
  });
  const shipped: IssueRead = {
    ...read,
    deployments: [deployment(902, sha), deployment(901, sha), deployment(903, other)],
    mergeCommits: new Map([[9, other]]),
  };
  const deployments = (change: Pick<Change, "kind" | "ref">) =>
    recordOf({ ...reference, changes: [{ ...change, effect: "hurt" }] }, shipped).changes[0]?.deployments;

  it.each([
    ["a commit", { kind: "commit", ref: sha }, [901, 902]],
    ["the first 8 digits of a commit", { kind: "commit", ref: "1f2e3d4c" }, [901, 902]],
    ["the first 7 digits of a commit, which another shares", { kind: "commit", ref: "1f2e3d4" }, [901, 902, 903]],
    ["6 digits", { kind: "commit", ref: "1f2e3d" }, []],
    ["a commit that was not deployed", { kind: "commit", ref: "abcdef0" }, []],
    ["a branch", { kind: "commit", ref: "main" }, []],
    ["a pull request, by its merge commit", { kind: "pull request", ref: "#9" }, [903]],
    ["a pull request that was not merged", { kind: "pull request", ref: "#10" }, []],
    ["another repository's pull request", { kind: "pull request", ref: "acme/web#9" }, []],
    ["a deployment", { kind: "deployment", ref: "https://github.com/acme/shop/deployments/902" }, [902]],
    ["a deployment elsewhere", { kind: "deployment", ref: "https://github.com/acme/shop/deployments/904" }, []],
    ["an environment", { kind: "deployment", ref: "https://github.com/acme/shop/deployments/production" }, []],
  ] as const)("found by %s", (_, change, expected) => {
    expect(deployments(change)).toEqual(expected);
  });
});

test("10,000 entries take about 10 times as long as 1,000", () => {
  const long = (n: number): Incident => {
    const told = story({ body: "/incident sev2" });
    for (let k = 0; k < n; k += 1)
      told.comment("cathy", `03-11 0${k % 9}:00`, `Step ${k}.\n\n/change ${hexadecimal(k)}`);
    return told.incident();
  };
  const deployments = Array.from({ length: 10_000 }, (_, id) => ({
    id,
    sha: hexadecimal(id),
    environment: "production",
    createdAt: "2026-03-10T15:50:00Z",
  }));
  const quickest = (incident: Incident, shipped: IssueRead): number => {
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      recordOf(incident, shipped);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  const few = quickest(long(1_000), { ...read, deployments: deployments.slice(0, 1_000) });
  const many = quickest(long(10_000), { ...read, deployments });
  expect(many / few).toBeLessThan(30);
  expect(recordOf(long(10), { ...read, deployments }).changes.at(-1)?.deployments).toEqual([9]);
});

function hexadecimal(n: number): string {
  return (n * 2_654_435_761 + 1).toString(16).padStart(40, "0").slice(-40).split("").reverse().join("");
}
