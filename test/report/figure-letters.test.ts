/** Words as outlines: which letters there are, how wide they are, and that fewer curves draw the same. */
import { describe, expect, it } from "vitest";
import { fewer, relative } from "../../scripts/outlines.ts";
import { glyphs } from "../../src/report/figure/glyphs.ts";
import { widthOf, words } from "../../src/report/figure/letters.ts";
import { outlined } from "../../src/report/figure/outlined.ts";
import { figureOf } from "../../src/report/figure.ts";
import { crowd, record, reference, stated } from "./figure-records.ts";

describe("words", () => {
  it("are text in the figure, and a path as soon as it is drawn", () => {
    const text = words("l-", { x: 10, y: 20, size: 20, fill: "#123456" });
    expect(text).toBe('<text x="10" y="20" text-anchor="start" font-size="20" fill="#123456">l-</text>');
    expect(outlined(`<svg>${text}</svg>`)).toBe(
      '<svg><path fill="#123456" transform="matrix(0.02 0 0 0.02 10.00 20)" ' +
        'd="M0 0m165-728l0 728l-88 0l0-728l88 0zM242 0m390-351l0 81l-320 0l0-81l320 0z"/></svg>',
    );
  });

  it.each([
    ["start", "100.00"],
    ["middle", "95.92"],
    ["end", "91.84"],
  ] as const)("have their %s at x", (anchor, left) => {
    expect(outlined(words("I/", { x: 100, y: 0, anchor }))).toContain(`matrix(0.013 0 0 0.013 ${left} 0)`);
  });

  it("leave out letters that there is no outline of", () => {
    const bare = outlined(words("ab", { x: 0, y: 0 }));
    expect(outlined(words('a<\u{1f525}&登"b', { x: 0, y: 0 }))).toBe(bare);
  });

  it("raise the colon of a clock, and no other", () => {
    const raised = glyphs["∶"]?.[1] ?? "none";
    expect(outlined(words("16:05", { x: 0, y: 0 }))).toContain(raised);
    expect(outlined(words("Incident 12: on", { x: 0, y: 0 }))).not.toContain(raised);
  });

  it("are as wide as their letters together", () => {
    expect(widthOf("", 13)).toBe(0);
    expect(widthOf("ll", 10)).toBeCloseTo(4.84, 5);
    expect(widthOf("Acknowledged 16:07", 13)).toBeCloseTo(128.1, 1);
  });
});

describe("outlines", () => {
  const told = record({
    intervals: [["2026-10-24T10:00:00Z", "2026-10-26T10:00:00Z"]],
    moments: { started: stated("2026-10-24T10:00:00Z", { approximate: true }) },
    timeline: crowd(200, 60),
  });
  const svg = [reference, told].map((one) => figureOf(one, "Europe/Berlin")?.svg ?? "").join("");

  it("are there for every letter that a figure says, in any zone", () => {
    const said = [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
    const letters = [...said, ...Intl.supportedValuesOf("timeZone")].flatMap((text) => [...text]);
    expect(said.length).toBeGreaterThan(30);
    expect([...new Set(letters)].filter((letter) => !(letter in glyphs))).toEqual([]);
  });

  it("stand for all words of a figure", () => {
    expect(outlined(svg)).not.toContain("<text");
  });

  it("are told point by point from the one before", () => {
    const square = [
      ["M", [10, 10]],
      ["L", [20, 10]],
      ["L", [20, 25]],
      ["Z", []],
      ["M", [0, 5]],
    ] as const;
    expect(relative(square).map(([name, numbers]) => name + numbers.join(" "))).toEqual([
      "m10 10",
      "l10 0",
      "l0 15",
      "z",
      "m-10 -5",
    ]);
  });

  it("have one curve for two that are its halves", () => {
    const halves = [
      ["q", [50, 0, 75, 25]],
      ["q", [25, 25, 25, 75]],
    ] as const;
    expect(fewer(halves)).toEqual([["q", [100, 0, 100, 100]]]);
  });

  it.each([
    ["a corner", [50, 0, 75, 25], [-25, 25, 25, 75]],
    ["a turn the other way", [50, 0, 75, 25], [25, 25, 75, 25]],
    ["another curve than both", [500, 0, 750, 100], [250, 100, 250, 900]],
  ])("keep %s", (_, one, other) => {
    const curves = [
      ["q", one],
      ["q", other],
    ] as const;
    expect(fewer(curves)).toEqual(curves);
  });

  it("keep what lies between curves", () => {
    const commands = [
      ["m", [0, 0]],
      ["q", [50, 0, 75, 25]],
      ["l", [0, 10]],
      ["q", [25, 25, 25, 75]],
      ["z", []],
    ] as const;
    expect(fewer(commands)).toEqual(commands);
  });
});
