/** Options about the reports: which pages are public, what the team aims at, and what downtime costs. */
import { z } from "zod";
import { durationNames } from "../incident/incident.ts";
import { severity } from "./values.ts";

const aim = {
  duration: z.enum(durationNames).describe("Which duration."),
  severity: severity.describe("Of incidents whose highest severity was this one."),
};
const target = z.union(
  [
    z.strictObject({
      ...aim,
      withinMinutes: z.number().positive().describe("Minutes within which it is to be."),
      share: z.int().min(1).max(100).default(90).describe("Percent of the incidents that are to keep within."),
    }),
    z.strictObject({
      ...aim,
      ratio: z.number().positive().max(10).describe("Median ÷ median of the window before: 0.5 for half of it."),
    }),
  ],
  { error: "must have a duration, a severity, and either withinMinutes (and share) or ratio" },
);
/** A target as configured: `withinMinutes` and `share` in percent, or `ratio` against the window before. */
export type Target = z.infer<typeof target>;

export const report = z
  .strictObject({
    public: z.array(severity).default(["sev1", "sev2"]).describe("Severities whose incidents get a public page."),
    publicHosts: z
      .array(z.string())
      .default([])
      .describe("Host names that may stand on public pages, such as status.acme.com."),
  })
  .prefault({})
  .describe("The reports in the wiki.");

export const targets = z
  .array(target)
  .default([])
  .describe(
    "What the team aims at, such as { duration: timeToRecover, severity: sev2, ratio: 0.5 }; the metrics page says whether it is met.",
  );

export const downtime = z
  .strictObject({
    hourlyCost: z
      .number()
      .positive()
      .optional()
      .describe("What an hour of downtime costs; without it no cost is shown."),
    environments: z
      .array(z.string().min(1).max(255))
      .default([])
      .describe("Environments whose deployments count, such as production."),
  })
  .prefault({})
  .describe("The cost of downtime.");
