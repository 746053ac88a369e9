/** A median against the one of the window before, and whether the change can be told from chance. */
import { interval, resampledMedians, seeded } from "./bootstrap.ts";
import type { MedianChange } from "./metrics.ts";
import { fewest, medianOf } from "./quantile.ts";
import { ratio, seconds } from "./round.ts";

/**
 * Ratio of the medians with its bootstrap interval, each side resampled for itself; null with fewer than 5 values on a
 * side, or where the median before was 0. Values are seconds, in order. "Told" goes by the interval as it is written.
 */
export function changeOf(now: number[], before: number[], seed: number): MedianChange | null {
  if (now.length < fewest || before.length < fewest) return null;
  const previous = medianOf(before);
  if (previous <= 0) return null;
  const [low, high] = ratioInterval(now, before, seed);
  return {
    previous: { n: before.length, median: seconds(previous) },
    ratio: ratio(medianOf(now) / previous),
    interval: [low, high],
    seed,
    told: low > 1 || high < 1,
  };
}

function ratioInterval(now: readonly number[], before: readonly number[], seed: number): [number, number] {
  const draw = seeded(seed);
  const medians = resampledMedians(now, draw);
  const previous = resampledMedians(before, draw);
  const [low, high] = interval(medians.map((median, index) => ratioTo(previous[index] ?? 0, median)));
  return [ratio(low), ratio(high)];
}

/** Half of the second that times are kept to. */
const resolution = 0.5;

/** Where chance makes the median before 0, less than the resolution, the ratio is to the resolution: large, and finite. */
function ratioTo(before: number, now: number): number {
  return before > 0 ? now / before : Math.max(now, resolution) / resolution;
}
