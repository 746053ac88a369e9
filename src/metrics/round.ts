/** Rounding, so that the figures stay the same to the last digit: what lies below these digits is noise of the arithmetic. */

/** A ratio, a share or a rate, to six significant digits. */
export function ratio(value: number): number {
  return Number(value.toPrecision(6));
}

/** Seconds to the millisecond. */
export function seconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Money to the hundredth. */
export function money(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A part of a whole, 0 to 1; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : ratio(part / whole);
}
