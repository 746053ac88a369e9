/** What was measured, against what it may be. */

export interface Measurement {
  /** What is measured, as the budget words it. */
  what: string;
  value: number;
  unit: string;
  limit: { most: number } | { least: number };
}

/** Whether the budget is kept. */
export function isKept({ value, limit }: Measurement): boolean {
  return "most" in limit ? value <= limit.most : value >= limit.least;
}

/** One line for each measurement, in columns. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((one) => [
    isKept(one) ? "kept" : "MISSED",
    `${rounded(one.value)} ${one.unit}`.trim(),
    "most" in one.limit ? `at most ${one.limit.most}` : `at least ${one.limit.least}`,
    one.what,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

/** For other programs. */
export function json(measurements: readonly Measurement[]): string {
  return JSON.stringify(
    measurements.map((one) => ({ ...one, value: rounded(one.value), kept: isKept(one) })),
    null,
    2,
  );
}

/** The value in the middle, of an odd number of them. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
