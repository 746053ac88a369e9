/** Quantiles: those that R gives by default, `quantile(x, p, type = 7)`. */
import { describe, expect, it } from "vitest";
import { medianOrNull, quantileOf } from "../../src/metrics/quantile.ts";

describe("a quantile is R's type 7", () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const skewed = [2, 4, 7, 11, 18, 27, 61, 200];
  it.each([
    [ten, 0, 1],
    [ten, 0.025, 1.225],
    [ten, 0.25, 3.25],
    [ten, 0.5, 5.5],
    [ten, 0.9, 9.1],
    [ten, 0.975, 9.775],
    [ten, 1, 10],
    [skewed, 0.5, 14.5],
    [skewed, 0.9, 102.7],
    [[60, 60, 60, 3600, 86400], 0.5, 60],
    [[60, 60, 60, 3600, 86400], 0.9, 53280],
    [[0, 0, 1, 1, 1, 2, 500], 0.9, 201.2],
    [[42], 0.9, 42],
  ])("of %j at %d", (sorted, p, expected) => {
    expect(quantileOf(sorted, p)).toBeCloseTo(expected, 9);
  });

  it("sorts numbers as numbers", () => {
    expect(medianOrNull([100, 9, 20])).toBe(20);
  });

  it("has no median of nothing", () => {
    expect(medianOrNull([])).toBe(null);
  });
});
