/** The course of a recovery: where the line is at every entry. */
import { describe, expect, it } from "vitest";
import type { IncidentRecord } from "../../src/record/record.ts";
import { type Course, courseOf } from "../../src/report/figure/points.ts";
import { at, entry, record, reference, stated } from "./figure-records.ts";

const minutes = 60_000;

function course(told: IncidentRecord): Course {
  const found = courseOf(told);
  if (!found) throw new Error("There is nothing to draw.");
  return found;
}

/** `16:04 negative 0`: time, what it is, and the level in hundredths. */
function line(told: IncidentRecord): string[] {
  return course(told).points.map(({ at: instant, is, impact, level }) => {
    const clock = new Date(instant).toISOString().slice(11, 16);
    return `${clock} ${is === "entry" ? (impact ?? "unmarked") : is} ${Math.round(level * 100)}`;
  });
}

function moments(told: IncidentRecord): string[] {
  return course(told).moments.map(
    ({ name, at: instant }) => `${new Date(instant).toISOString().slice(11, 16)} ${name}`,
  );
}

describe("the course of the reference case", () => {
  it("has the durations of the case between its moments", () => {
    const drawn = course(reference);
    const when = Object.fromEntries(drawn.moments.map((moment) => [moment.name, moment.at]));
    const { started = 0, detected = 0, acknowledged = 0, restored = 0 } = when;
    expect((detected - started) / minutes).toBe(4);
    expect((acknowledged - detected) / minutes).toBe(3);
    expect((restored - detected) / minutes).toBe(16);
    expect((drawn.to - drawn.from) / minutes).toBe(20);
  });

  it("goes from the top at 16:00 to the bottom at 16:20, down at what helped and up at what hurt", () => {
    expect(line(reference)).toEqual([
      "16:00 start 0",
      "16:04 negative 0",
      "16:06 positive 33",
      "16:07 positive 67",
      "16:10 negative 33",
      "16:12 neutral 33",
      "16:14 negative 0",
      "16:15 positive 33",
      "16:16 neutral 33",
      "16:18 positive 67",
      "16:20 restoration 100",
      "16:20 positive 100",
    ]);
  });

  it("has the phases of the response, and none of what came after it", () => {
    expect(course(reference).phases.map(({ phase }) => phase)).toEqual(["detection", "response and remediation"]);
  });

  it("leaves out what was said at the review", () => {
    expect(course(reference).left).toEqual({ before: 0, after: reference.timeline.length - 10 });
  });
});

describe("the line", () => {
  it("is at the bottom between a restoration and the reopening, and at the top again after it", () => {
    const told = record({
      intervals: [
        ["09:00", "09:30"],
        ["10:00", "10:20"],
      ],
      timeline: [entry("09:10", "positive"), entry("09:40", "negative"), entry("10:00"), entry("10:10", "positive")],
    });
    expect(line(told)).toEqual([
      "09:00 start 0",
      "09:10 positive 50",
      "09:30 restoration 100",
      "09:40 negative 100",
      "10:00 reopening 0",
      "10:00 unmarked 0",
      "10:10 positive 50",
      "10:20 restoration 100",
    ]);
    expect(moments(told)).toEqual(["09:30 restored", "10:00 reopened", "10:20 restored"]);
  });

  it("ends at the last thing that happened while the incident is open, and is not restored", () => {
    const told = record({
      state: "open",
      intervals: [[null]],
      moments: { detected: stated("16:04"), declared: stated("16:05") },
      timeline: [entry("16:10", "positive"), entry("16:52")],
    });
    expect(line(told)).toEqual(["16:04 start 0", "16:10 positive 50", "16:52 unmarked 50"]);
    expect(course(told).restored).toBe(false);
  });

  it("never goes back in time, whatever the order of intervals that people stated", () => {
    const told = record({
      intervals: [
        ["09:50", "09:30"],
        ["09:20", "10:00"],
        ["11:00", "10:40"],
      ],
      moments: { detected: stated("09:10") },
      timeline: [entry("09:15", "positive")],
    });
    const instants = course(told).points.map((point) => point.at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(line(told).at(-1)).toBe("10:40 restoration 100");
  });

  it("never reaches the bottom before the restoration, however much helped", () => {
    const helped = Array.from({ length: 50 }, (_, index) => entry(`16:${10 + (index % 40)}`, "positive"));
    const levels = course(record({ intervals: [["16:00", "17:00"]], timeline: helped })).points.map(
      ({ level }) => level,
    );
    expect(levels.at(-1)).toBe(1);
    expect(Math.max(...levels.slice(0, -1))).toBeCloseTo(0.87, 2);
  });
});

describe("the span", () => {
  it("leaves out entries before the start and after the restoration, and counts them", () => {
    const timeline = [entry("15:00"), entry("16:10"), entry("2026-04-02T10:00:00Z"), entry("2026-04-03T10:00:00Z")];
    const told = record({ intervals: [["16:00", "16:30"]], timeline });
    expect(line(told)).toEqual(["16:00 start 0", "16:10 unmarked 0", "16:30 restoration 100"]);
    expect(course(told).left).toEqual({ before: 1, after: 2 });
  });

  it("takes an entry in the same minute as an end for one at that end", () => {
    const timeline = [entry("2026-03-10T16:30:40Z", "positive"), entry("2026-03-10T16:31:00Z")];
    const told = record({ intervals: [["16:00", "16:30"]], timeline });
    expect(line(told)).toEqual(["16:00 start 0", "16:30 restoration 100", "16:30 positive 100"]);
    expect(course(told).left).toEqual({ before: 0, after: 1 });
  });

  it("begins at the detection where the start is stated after the restoration", () => {
    const told = record({
      intervals: [["16:40", "16:20"]],
      moments: { started: stated("16:40"), detected: stated("16:04") },
    });
    expect(line(told)).toEqual(["16:04 start 0", "16:20 restoration 100"]);
    expect(moments(told)).toEqual(["16:04 detected", "16:20 restored"]);
  });

  it("begins at the declaration, or the first entry, where neither start nor detection is known", () => {
    expect(line(record({ intervals: [[null, "16:20"]], moments: { declared: stated("16:06") } }))[0]).toBe(
      "16:06 start 0",
    );
    expect(line(record({ intervals: [[null, "16:20"]], timeline: [entry("16:08")] }))[0]).toBe("16:08 start 0");
  });

  it("leaves out a declaration that came after the recovery", () => {
    const told = record({ intervals: [["16:00", "16:20"]], moments: { declared: stated("18:00") } });
    expect(moments(told)).toEqual(["16:20 restored"]);
  });

  it("cuts ranges and phases to it", () => {
    const told = record({
      intervals: [["16:00", "16:20"]],
      moments: { started: stated("16:00", { range: [at("15:50"), at("16:10")] }) },
      phases: [
        ["detection", "15:30", "16:10"],
        ["response", "16:10"],
      ],
    });
    const [from, to] = [Date.parse(at("16:00")), Date.parse(at("16:20"))];
    expect(course(told).moments[0]?.range).toEqual([from, Date.parse(at("16:10"))]);
    expect(course(told).phases).toEqual([
      { phase: "detection", from, to: Date.parse(at("16:10")) },
      { phase: "response", from: Date.parse(at("16:10")), to },
    ]);
  });
});

describe("there is no course", () => {
  it.each([
    ["of a withdrawn incident", record({ state: "withdrawn", intervals: [["16:00", "16:20"]] })],
    ["of a merged incident", record({ state: "merged", intervals: [["16:00", "16:20"]] })],
    ["where nothing is known", record({})],
    ["where only one instant is known", record({ intervals: [[null]], moments: { declared: stated("16:00") } })],
    [
      "where start and restoration are the same",
      record({ intervals: [["16:00", "16:00"]], timeline: [entry("16:00")] }),
    ],
  ])("%s", (_, told) => {
    expect(courseOf(told)).toBeNull();
  });
});
