/** Quantiles by linear interpolation between order statistics: Hyndman & Fan's type 7, the default of R and NumPy. */
import { quantileSorted } from "d3-array";

/** The fewest values of which a statistic is given; of fewer, the values themselves say more. */
export const fewest = 5;

/** The quantile of at least one value, in ascending order: p = 0.9 for the 90th percentile. */
export function quantileOf(sorted: number[], p: number): number {
  return quantileSorted(sorted, p) ?? Number.NaN;
}

/** The median of at least one value, in ascending order. */
export function medianOf(sorted: number[]): number {
  return quantileOf(sorted, 0.5);
}

/** The median of values in any order; null of none. */
export function medianOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : medianOf(ascending(values));
}

export function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}
