/** Informational alerts as the wiki keeps them: `incidents/data/noise.jsonl`, a fingerprint and day a line. */
import { z } from "zod";
import { noiseOn } from "../alerts/noise.ts";
import type { Month, NoiseCounts } from "../alerts/noise-counts.ts";
import type { ObservedIssue } from "../github/observed.ts";
import { readJsonLines, writeJsonLines } from "./lines.ts";
import { daySchema } from "./record.ts";

/** Version 1 of a line. */
export const noiseSchema = z.strictObject({
  schema: z.literal(1),
  issue: z.int().positive().describe("Number of the issue that counts them."),
  source: z.string().describe("The monitoring system."),
  fingerprint: z
    .string()
    .nullable()
    .describe("The same as long as the same thing is wrong; null for the less frequent ones of a source together."),
  title: z.string().describe("The newest title, not escaped for any output."),
  rule: z.string().optional().describe("What is watched, where several alerts may come of one rule or check."),
  service: z.string().optional(),
  severity: z.string().optional().describe("In the sender's own word."),
  day: daySchema,
  count: z.int().positive().describe("How often it fired anew on that day, by its arrival."),
});

/** Alerts of one fingerprint on one day: of those that open no incident and page nobody. */
export type NoiseLine = z.infer<typeof noiseSchema>;

/** What the issue counts. */
export function noiseLines(issue: ObservedIssue, self: string): NoiseLine[] {
  return [...noiseOn(issue, self)].flatMap(([month, counts]) => linesOf(issue.number, month, counts));
}

function linesOf(issue: number, month: Month, { rows, others }: NoiseCounts): NoiseLine[] {
  const known = rows.flatMap(({ source, fingerprint, title, rule, service, severity, days }) =>
    Object.entries(days).map(([day, count]): NoiseLine => {
      return {
        schema: 1,
        issue,
        source,
        fingerprint,
        title,
        ...(rule === null ? {} : { rule }),
        ...(service === null ? {} : { service }),
        ...(severity === null ? {} : { severity }),
        day: `${month}-${day}`,
        count,
      };
    }),
  );
  const pooled = Object.entries(others).flatMap(([source, days]) =>
    Object.entries(days).map(([day, count]): NoiseLine => {
      return { schema: 1, issue, source, fingerprint: null, title: "", day: `${month}-${day}`, count };
    }),
  );
  return [...known, ...pooled].filter(({ day }) => daySchema.safeParse(day).success);
}

/** One line for each, in an order that follows from them alone; "" for none. */
export function writeNoise(lines: readonly NoiseLine[]): string {
  const keyed = lines.map((line) => [keyOf(line), line] as const);
  return writeJsonLines(keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line));
}

function keyOf({ day, issue, source, fingerprint }: NoiseLine): string {
  return JSON.stringify([day, source, fingerprint ?? "", issue]);
}

/** The lines of a text that `writeNoise` wrote; null where any of them is none. */
export function readNoise(text: string): NoiseLine[] | null {
  return readJsonLines(text, noiseSchema);
}
