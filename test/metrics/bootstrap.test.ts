/** The bootstrap: the medians that are drawn directly are those of resampling, and every run draws the same. */
import { describe, expect, it } from "vitest";
import { interval, resampledMeans, resampledMedians, resamples, seeded, seedOf } from "../../src/metrics/bootstrap.ts";
import { ascending, medianOf, quantileOf } from "../../src/metrics/quantile.ts";

/** All n^n resamples, and how often each median comes of them. */
function enumerated(sorted: readonly number[]): Map<number, number> {
  const n = sorted.length;
  const shares = new Map<number, number>();
  for (let code = 0; code < n ** n; code += 1) {
    const drawn = sorted.map((_, place) => sorted[Math.floor(code / n ** place) % n] ?? Number.NaN);
    const median = medianOf(ascending(drawn));
    shares.set(median, (shares.get(median) ?? 0) + 1 / n ** n);
  }
  return shares;
}

/** Medians of resamples that are dealt value by value and sorted. */
function dealt(values: readonly number[], seed: number): Float64Array {
  const draw = seeded(seed);
  return Float64Array.from({ length: resamples }, () =>
    medianOf(ascending(values.map(() => values[Math.floor(draw() * values.length)] ?? Number.NaN))),
  );
}

/** Skewed as incidents are: many short ones, few long ones. */
function skewed(n: number): number[] {
  const draw = seeded(n);
  return ascending(Array.from({ length: n }, () => Math.round(300 * Math.exp(2.5 * draw()))));
}

describe("medians drawn directly", () => {
  it.each([[[10, 20, 30, 40, 100]], [[10, 20, 30, 40, 50, 100]]])(
    "come as often as in all resamples of %j",
    (sorted) => {
      const medians = resampledMedians(sorted, seeded(1));
      const possible = enumerated(sorted);
      expect([...new Set(medians)].every((median) => possible.has(median))).toBe(true);
      for (const [median, share] of possible) {
        const drawn = medians.filter((one) => one === median).length / resamples;
        // Four standard errors of a share in 10,000 draws.
        expect(Math.abs(drawn - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / resamples) + 1e-4);
      }
    },
  );

  it.each([7, 12, 25, 60, 201])("have the interval of literal resampling, n = %d", (n) => {
    const values = skewed(n);
    const direct = interval(resampledMedians(values, seeded(2)));
    const literal = interval(dealt(values, 3));
    expect(Math.abs(direct[0] / literal[0] - 1)).toBeLessThan(0.03);
    expect(Math.abs(direct[1] / literal[1] - 1)).toBeLessThan(0.03);
  });

  it("repeat to the last digit", () => {
    const values = skewed(40);
    expect(resampledMedians(values, seeded(7))).toEqual(resampledMedians(values, seeded(7)));
    expect(resampledMedians(values, seeded(7))).not.toEqual(resampledMedians(values, seeded(8)));
  });

  it("are quick: a thousand values a side in well under 50 ms", () => {
    const values = skewed(1_000);
    const times = [1, 2, 3, 4, 5].map((seed) => {
      const start = performance.now();
      interval(resampledMedians(values, seeded(seed)));
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(25);
  });
});

describe("means of resamples", () => {
  it("spread as the standard error says", () => {
    const values = skewed(200);
    const mean = values.reduce((sum, value) => sum + value, 0) / 200;
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 200 / 200);
    const [low, high] = interval(resampledMeans(values, seeded(4)));
    expect(Math.abs(low - (mean - 1.96 * error))).toBeLessThan(0.25 * error);
    expect(Math.abs(high - (mean + 1.96 * error))).toBeLessThan(0.25 * error);
  });
});

describe("the interval", () => {
  it("is the type 7 quantiles at 2.5% and 97.5%", () => {
    const values = Float64Array.from({ length: 41 }, (_, index) => 40 - index);
    expect(interval(values)).toEqual([1, 39]);
    expect(quantileOf([...values].reverse(), 0.975)).toBe(39);
  });
});

describe("a seed", () => {
  it.each([
    // The reference values of FNV-1a, 32 bits.
    [[""], 0x811c9dc5],
    [["a"], 0xe40c292c],
    [["foobar"], 0xbf9cf968],
    // Ours, which must never change, or all intervals do.
    [[30, "total", "timeToRecover"], 3284506232],
  ])("of %j is the hash of the names with slashes between", (names, expected) => {
    expect(seedOf(...names)).toBe(expected);
  });

  it("differs by window, group and duration", () => {
    const seeds = [seedOf(30, "total", "impact"), seedOf(90, "total", "impact"), seedOf(30, "sev1", "impact")];
    expect(new Set(seeds).size).toBe(3);
  });
});
