/** Labels find rows on which neither words nor ticks lie on other words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelGap, type PlacedLabel, placed } from "../../src/report/figure/labels.ts";
import { widthOf } from "../../src/report/figure/letters.ts";

const right = 620;

function rows(labels: [number, string][]): string[] {
  const found = placed(
    labels.map(([x, text]) => ({ x, text })),
    13,
    right,
  );
  return labels.map(([, text]) => {
    const label = found.find((one) => one.text === text);
    return `${text} ${label?.row} ${label?.anchor}`;
  });
}

type Sized = PlacedLabel & { from: number; to: number };

function sized(label: PlacedLabel): Sized {
  const width = widthOf(label.text, 13) + 2 * labelGap;
  const from = label.anchor === "end" ? label.x - width : label.x;
  return { ...label, from, to: from + width };
}

/** Whether their words lie on each other, or the tick of the other runs through the words of the one. */
function collide(one: Sized, other: Sized): boolean {
  if (one.row === other.row) return one.from < other.to && other.from < one.to;
  return one.row < other.row && one.from < other.x && other.x < one.to;
}

describe("labels", () => {
  it("share a row where they have room", () => {
    expect(
      rows([
        [20, "Impact began"],
        [200, "Detected"],
        [400, "Declared"],
      ]),
    ).toEqual(["Impact began 0 start", "Detected 0 start", "Declared 0 start"]);
  });

  it("climb where they have none, the earliest the highest", () => {
    expect(
      rows([
        [20, "Impact began"],
        [24, "Detected"],
        [28, "Declared"],
      ]),
    ).toEqual(["Impact began 2 start", "Detected 1 start", "Declared 0 start"]);
  });

  it("turn to the left at the edge, and those before them too", () => {
    expect(
      rows([
        [560, "Identified"],
        [600, "Restored"],
      ]),
    ).toEqual(["Identified 0 end", "Restored 1 end"]);
  });

  it("never lie on each other, nor on a tick that leads down, where there is room to the left of all", () => {
    const place = fc.record({
      x: fc.integer({ min: 150, max: right }),
      text: fc.constantFrom("Restored 16:20", "Acknowledged 16:07"),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 10 }), (labels) => {
        const found = placed(
          labels.sort((a, b) => a.x - b.x),
          13,
          right,
        ).map(sized);
        expect(found.flatMap((one) => found.filter((other) => one !== other && collide(one, other)))).toEqual([]);
      }),
    );
  });
});
