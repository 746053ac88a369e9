/** The figure: SVG with our own words, text for those who do not see it, and a size that has an end. */
import { describe, expect, it } from "vitest";
import type { IncidentRecord } from "../../src/record/record.ts";
import { lineOf, marksOf } from "../../src/report/figure/marks.ts";
import { courseOf } from "../../src/report/figure/points.ts";
import { type Figure, figureOf } from "../../src/report/figure.ts";
import { at, crowd, entry, record, reference, stated } from "./figure-records.ts";

function figure(told: IncidentRecord, zone = "UTC"): Figure {
  const drawn = figureOf(told, zone);
  if (!drawn) throw new Error("There is nothing to draw.");
  return drawn;
}

/** All words in the picture, in order. */
function wordsOf({ svg }: Figure): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words ?? "");
}

/** How many marks of each colour there are, the legend's included. */
function marksIn({ svg }: Figure): number {
  return [...svg.matchAll(/transform="translate/g)].length;
}

describe("the figure of the reference case", () => {
  it("says what it shows", () => {
    expect(wordsOf(figure(reference))).toEqual([
      "Incident 12: the way to recovery",
      "detection",
      "response and remediation",
      "impaired",
      "restored",
      "16:00",
      "16:05",
      "16:10",
      "16:15",
      "16:20",
      "Tue 10 Mar 2026 · UTC",
      "Acknowledged 16:07",
      "Declared 16:06",
      "Detected 16:04",
      "Impact began about 16:00",
      "Restored 16:20",
      "helped (5)",
      "hurt (3)",
      "no effect (2)",
    ]);
  });

  it("tells it to those who do not see it", () => {
    expect(figure(reference, "Europe/Berlin").alt).toBe(
      "Response to incident 12 on Tue 10 Mar 2026 from 17:00 to 17:20 Europe/Berlin (UTC+01:00) (20 min): " +
        "5 entries helped, 3 entries hurt, 2 entries had no effect. " +
        "Impact began about 17:00, detected 17:04, declared 17:06, acknowledged 17:07, restored 17:20. " +
        "Phases: detection 4 min, response and remediation 16 min.",
    );
  });

  it("has a mark for each entry, and one for each kind in the legend", () => {
    expect(marksIn(figure(reference))).toBe(10 + 3);
  });

  it("is the same every time", () => {
    expect(figure(reference)).toEqual(figure(structuredClone(reference)));
  });
});

describe("the figure", () => {
  it("holds nothing that people wrote", () => {
    const told = record({
      title: "<script>登录</script>",
      intervals: [["16:00", "16:20"]],
      timeline: [entry("16:10", "positive")],
    });
    const { svg, alt } = figure(told);
    expect(svg).not.toMatch(/登录|script|cathy|&(?!amp;|lt;|gt;)/);
    expect(alt).not.toMatch(/登录|script|cathy/);
  });

  it("says that an open incident is not restored, and how its moments were stated", () => {
    const told = record({
      state: "open",
      intervals: [["16:00"]],
      moments: {
        started: stated("16:00", { range: [at("15:50"), at("16:10")] }),
        detected: stated("16:04", { approximate: true }),
      },
      timeline: [entry("16:30")],
    });
    expect(figure(told).alt).toBe(
      "Response to incident 12 on Tue 10 Mar 2026 from 16:00 to 16:30 UTC (30 min), not restored by then: 1 entry not marked. " +
        "Impact began 16:00–16:10, detected about 16:04.",
    );
  });

  it("says what it leaves out", () => {
    const timeline = [entry("15:59"), entry("16:10"), entry("2026-04-01T10:00:00Z"), entry("2026-04-01T11:00:00Z")];
    const told = record({ intervals: [["16:00", "16:20"]], timeline });
    expect(wordsOf(figure(told)).at(-1)).toBe("Not drawn: 1 entry before it, 2 entries after it.");
  });

  it("names the phases that are too short for their names below their bands", () => {
    const told = record({
      intervals: [["16:00", "20:00"]],
      phases: [
        ["detection", "16:00", "16:01"],
        ["triage", "16:01", "16:02"],
        ["investigation", "16:02", "20:00"],
      ],
    });
    expect(wordsOf(figure(told)).slice(1, 4)).toEqual(["investigation", "triage", "detection"]);
    expect(figure(told).height).toBe(figure(record({ intervals: [["16:00", "20:00"]] })).height + 3 * 19);
  });

  it("names ten moments at most, the last restoration among them", () => {
    const intervals = Array.from({ length: 12 }, (_, hour): [string, string] => {
      const two = String(hour).padStart(2, "0");
      return [`${two}:00`, `${two}:20`];
    });
    const said = wordsOf(figure(record({ intervals })));
    expect(said.filter((words) => /^(Restored|Reopened) /.test(words))).toHaveLength(10);
    expect(said).toContain("Restored 11:20");
    expect(said.at(-1)).toBe("13 more moments without a label.");
  });
});

describe("the line", () => {
  it("stays at its level until shortly before the next point, and jumps where the incident is reopened", () => {
    const told = record({
      intervals: [
        ["08:00", "09:40"],
        ["12:00", "18:00"],
      ],
      timeline: [entry("10:00", null)],
    });
    const course = courseOf(told);
    const line = course ? lineOf(course) : [];
    expect(line.map(({ at: instant, level }) => `${new Date(instant).toISOString().slice(11, 16)} ${level}`)).toEqual([
      "08:00 0",
      "09:16 0",
      "09:40 1",
      "10:00 1",
      "12:00 1",
      "12:00 0",
      "17:36 0",
      "18:00 1",
    ]);
  });

  it("keeps its peaks where thousands of points fall on the same few pixels", () => {
    const timeline = Array.from({ length: 3_000 }, (_, index) =>
      entry("16:05", index < 2_000 ? "positive" : "negative"),
    );
    const course = courseOf(record({ intervals: [["16:00", "17:00"]], timeline }));
    const line = course ? lineOf(course) : [];
    expect(line.length).toBeLessThan(20);
    expect(Math.max(...line.slice(0, -1).map(({ level }) => level))).toBeCloseTo(0.87, 2);
  });
});

describe("many entries", () => {
  it("become one mark where they fall together and did the same, larger than the others", () => {
    const timeline = [...Array.from({ length: 5 }, () => entry("16:05", "positive")), entry("16:05", "negative")];
    const told = record({ intervals: [["16:00", "20:00"]], timeline });
    const course = courseOf(told);
    expect(course && marksOf(course).map(({ impact, count }) => [impact, count])).toEqual([
      ["positive", 5],
      ["negative", 1],
    ]);
    expect(wordsOf(figure(told))).toContain("6 entries in 2 marks: a larger mark stands for more of them.");
  });

  it.each([200, 2_000, 10_000])("of %i at most 60 marks are drawn, and none is lost", (count) => {
    const told = record({ intervals: [["08:00", "20:00"]], timeline: crowd(count, 4) });
    const course = courseOf(told);
    if (!course) throw new Error("There is nothing to draw.");
    const marks = marksOf(course);
    expect(marks.length).toBeLessThanOrEqual(60);
    expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(count);
    expect(figure(told).svg.length).toBeLessThan(20_000);
  });

  it("stand on the line, each kind at its own place", () => {
    const course = courseOf(record({ intervals: [["08:00", "20:00"]], timeline: crowd(10_000, 4) }));
    if (!course) throw new Error("There is nothing to draw.");
    const marks = marksOf(course);
    expect(new Set(marks.map((mark) => mark.at)).size).toBe(marks.length);
    const levels = marks.toSorted((a, b) => a.at - b.at).map(({ level }) => level);
    expect(levels[0]).toBeLessThan(0.05);
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  });
});
