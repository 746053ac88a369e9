/** The figures over many incidents: what `metrics.json` holds and the metrics page shows. The schema is its contract. */
import { z } from "zod";
import { durationNames, severities } from "../incident/incident.ts";

const instant = z.string();
const day = z.iso.date();
const share = z.number().min(0).max(1);
const spanName = z.enum(durationNames);

/** Upper ends of the bands in seconds; the last band has none. */
export const bandEnds = [15 * 60, 30 * 60, 60 * 60, 3 * 60 * 60, 24 * 60 * 60] as const;

const change = z
  .strictObject({
    previous: z.strictObject({ n: z.int(), median: z.number() }),
    ratio: z.number().describe("Median now ÷ median before."),
    interval: z.tuple([z.number(), z.number()]).describe("Bootstrap 95% interval of the ratio."),
    seed: z.int(),
    told: z.boolean().describe("False where the interval spans 1: no change can be told from chance."),
  })
  .meta({ id: "change" });

/** One duration over a group. Seconds. Under 5 values there are `values` and no statistic; from 5 on the reverse. */
const durationFigures = z
  .strictObject({
    n: z.int().describe("Incidents restored in the window for which it is recorded."),
    notRecorded: z
      .int()
      .describe(
        "A moment is missing; of the incidents restored in the window and those declared in it and not yet restored.",
      ),
    notApplicable: z.int().describe("Of a near miss."),
    inconsistent: z.int().describe("The end was stated to be before the start."),
    /** Recorded of those declared in the window and not yet restored: they count for the coverage alone. Absent where there are none. */
    unrestored: z.int().optional(),
    coverage: share
      .nullable()
      .describe("Recorded ÷ (recorded + not recorded + inconsistent); null where there is none of them."),
    values: z.array(z.number()).optional().describe("Seconds, ascending: only where there are fewer than 5."),
    median: z.number().optional().describe("Seconds, as the next two: only from 5 values on. Hyndman & Fan type 7."),
    p90: z.number().optional().describe("The 90th percentile."),
    mean: z.number().optional().describe("Durations are skewed: the mean says little."),
    bands: z
      .array(z.int())
      .length(bandEnds.length + 1)
      .optional()
      .describe("Counts in [0, 15 min), [15, 30 min), [30 min, 1 h), [1, 3 h), [3 h, 1 day), longer."),
    change: change.optional(),
  })
  .meta({ id: "figures" });

const group = z
  .strictObject({
    name: z.string(),
    count: z.int().describe("Incidents declared in the window."),
    imported: z.int().describe("Those taken in from old issues."),
    reopened: z.int().describe("Incidents declared in the window that were reopened."),
    restored: z.int().describe("Incidents restored in the window."),
    restoredByClosing: z.int().describe("Of those, the restorations inferred from a closing."),
    detectedByCustomers: z
      .strictObject({ n: z.int(), of: z.int() })
      .describe("Declared in the window and detected by customers, of those whose source is known."),
    durations: z.record(spanName, durationFigures).describe("In seconds; by the day of restoration."),
  })
  .meta({ id: "group" });

const target = z.strictObject({
  duration: spanName,
  severity: z.enum(severities),
  withinMinutes: z.number().optional().describe("As configured, of an absolute target."),
  share: share.optional().describe("As configured, of an absolute target."),
  ratio: z.number().optional().describe("As configured, of a target against the window before."),
  state: z.enum(["met", "missed", "not known"]),
  certain: z
    .boolean()
    .optional()
    .describe("Of a target against the window before: whether the interval's upper end lies below 1."),
  n: z.int().describe("Incidents behind it."),
  kept: z.int().optional().describe("Of those, the ones that kept within."),
  reached: z.number().optional().describe("The ratio of medians that was reached."),
});

const actionItems = z.strictObject({
  incidents: z.int().describe("Reviewed in the window: their action items are counted."),
  total: z.int(),
  done: z.int(),
  declined: z.int(),
  open: z.int(),
  overdue: z.int().describe("Open ones past their due date."),
  closure: share.nullable().describe("Closed as completed ÷ all not declined; null where there are none."),
  onTime: share.nullable().describe("Done by their first due date ÷ those done or past it, declined ones out."),
  onTimeOf: z.int().describe("How many were done or past their first due date."),
  medianAgeOfOpen: z.number().nullable().describe("Seconds; null where there are none."),
  medianTimeToClose: z.number().nullable().describe("Seconds; null where there are none."),
});

const reviews = z.strictObject({
  due: z.int().describe("Incidents restored in the window that call for a review."),
  held: z.int(),
  notHeld: z.int(),
  share: share.nullable().describe("Held ÷ due; null where none is due."),
  medianBusinessDays: z.number().nullable().describe("After the day of restoration."),
  overdue: z.array(z.int()).describe("Numbers of the incidents whose review is overdue."),
});

const coordination = z.strictObject({
  incidents: z.int(),
  medianPeople: z.number().nullable().describe("People who joined an incident; null where there is none."),
  pages: z.int().describe("How often people were called in, each person for themselves."),
  reached: z.int().describe("Of those, the ones that were answered."),
  medianToReach: z
    .number()
    .nullable()
    .describe("Seconds from the page to their first word afterwards; null where nobody was reached."),
  handovers: z.int().describe("Roles that went to somebody else."),
});

const noise = z.strictObject({
  alerts: z.int().describe("How often alerts fired, informational ones included, by their arrival."),
  notActionable: z.int(),
  share: share.nullable().describe("Not actionable ÷ all; null where there is no alert."),
  falseAlarms: z.int().describe("Incidents declared in the window that ended as sev5."),
  withdrawn: z.int().describe("Incidents declared in the window that were withdrawn."),
  rules: z
    .array(
      z.strictObject({
        name: z.string().describe("The rule's name, or the title of its alerts; not escaped for any output."),
        source: z.string(),
        service: z.string().nullable(),
        count: z.int(),
        share: share.describe("Of all alerts."),
      }),
    )
    .max(10)
    .describe("What fired most often of that which nobody could act on, at most ten."),
});

const cost = z.strictObject({
  hourlyCost: z.number(),
  deployments: z.int().describe("Successful ones to the configured environments."),
  failed: z.int().describe("Of those, the ones that an incident names as a hurting change."),
  changeFailureRate: share.nullable().describe("Failed ÷ deployments; null where nothing was deployed."),
  deploymentsPerDay: z.number().nullable(),
  meanTimeToRecover: z
    .number()
    .nullable()
    .describe("Hours, of the incidents that a deployment hurt; null where none is recorded."),
  n: z.int(),
  cost: z
    .number()
    .nullable()
    .describe("In the currency of the hourly cost; null where the rate or the mean is not known."),
  interval: z.tuple([z.number(), z.number()]).nullable().describe("Bootstrap 95% interval of the cost."),
});

const entryCounts = z.strictObject({
  phase: z.string(),
  positive: z.int(),
  negative: z.int(),
  neutral: z.int(),
  unmarked: z.int(),
});

const window = z.strictObject({
  days: z.int().nullable().describe("30, 90, 365, or null for all."),
  from: day.nullable().describe("First calendar day in the team's zone; null where the window is all."),
  to: day.describe("Last calendar day in the team's zone: that of madeWith.now."),
  total: group,
  severities: z.array(group),
  services: z.array(group),
  sources: z.array(group),
  drills: group.describe("Rehearsals, which are in no other group."),
  targets: z.array(target),
  actionItems,
  reviews,
  coordination,
  entries: z.array(entryCounts),
  noise,
  cost: cost.nullable(),
});

/** Version 1 of `metrics.json`. */
export const metricsSchema = z.strictObject({
  schema: z.literal(1),
  repository: z.string(),
  madeWith: z.strictObject({
    /** The beginning of the day on which the figures were made: they depend on the day alone. */
    now: instant,
    zone: z.string(),
    holidays: z.array(day),
    targets: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
    /** Successful deployments to the configured environments that were counted. */
    deployments: z.int(),
    resamples: z.int(),
    /** How the seed of each comparison follows: from window, group and duration. */
    seeds: z.string(),
  }),
  /** What is open now, of any window, drills left out. */
  open: z.strictObject({
    count: z.int(),
    oldest: z.strictObject({ number: z.int(), declaredAt: instant, days: z.int() }).nullable(),
  }),
  windows: z.array(window),
});

export type Metrics = z.infer<typeof metricsSchema>;
export type MetricsWindow = Metrics["windows"][number];
export type Group = z.infer<typeof group>;
export type DurationFigures = z.infer<typeof durationFigures>;
export type MedianChange = z.infer<typeof change>;
export type TargetResult = z.infer<typeof target>;

/** A successful deployment to one of the configured environments. */
export interface Deployment {
  id: number;
  /** The commit that was deployed. */
  sha: string;
  environment: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}
