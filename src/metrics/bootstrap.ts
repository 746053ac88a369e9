/** The bootstrap: what a median or a mean might have been, had chance dealt the same incidents otherwise. Seeded, so it repeats. */
import { randomBeta } from "d3-random";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { quantileOf } from "./quantile.ts";

export const resamples = 10_000;

/** A source of numbers in [0, 1). */
export type Draw = () => number;

/** Numbers that follow from the seed. */
export function seeded(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** A seed that follows from the names alone: FNV-1a, 32 bits, of the names with slashes between, `30/total/timeToRecover`. */
export function seedOf(...names: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(names.join("/"))) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * Medians of 10,000 resamples of the sorted values, each drawn directly: the median of n draws with replacement is the
 * value at the median of n uniform draws, whose kth smallest is Beta(k, n + 1 − k), and the next one, given it at u, is
 * u + (1 − u)(1 − V^(1 / (n − k))) with V uniform. David & Nagaraja, *Order Statistics*, 3rd edition, chapter 2.
 */
export function resampledMedians(sorted: readonly number[], draw: Draw): Float64Array {
  const n = sorted.length;
  const lower = Math.ceil(n / 2);
  const lowerDraw = randomBeta.source(draw)(lower, n + 1 - lower);
  const upperDraw = (u: number) => u + (1 - u) * (1 - draw() ** (1 / (n - lower)));
  const valueAt = (u: number) => sorted[Math.min(n - 1, Math.floor(u * n))] ?? Number.NaN;
  if (n % 2 === 1) return drawn(() => valueAt(lowerDraw()));
  return drawn(() => {
    const u = lowerDraw();
    return (valueAt(u) + valueAt(upperDraw(u))) / 2;
  });
}

/** Means of 10,000 resamples of the values. */
export function resampledMeans(values: readonly number[], draw: Draw): Float64Array {
  const n = values.length;
  return drawn(() => {
    let sum = 0;
    for (let left = n; left > 0; left -= 1) sum += values[Math.floor(draw() * n)] ?? Number.NaN;
    return sum / n;
  });
}

function drawn(one: Draw): Float64Array {
  const all = new Float64Array(resamples);
  for (let index = 0; index < resamples; index += 1) all[index] = one();
  return all;
}

/** The 95% interval by the percentile method: quantiles (type 7) at 2.5% and 97.5%. */
export function interval(resampled: Float64Array): [number, number] {
  const sorted = Array.from(resampled.toSorted());
  return [quantileOf(sorted, 0.025), quantileOf(sorted, 0.975)];
}
