/** The record of an incident: what the wiki keeps of it for the next run and for other programs. The schema is its contract. */
import { z } from "zod";
import { severities } from "../incident/incident.ts";

/** Years that four digits don't hold have a sign and six, as ECMAScript writes them. */
const instant = z
  .string()
  .regex(/^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .meta({ id: "instant", description: "ISO 8601 in UTC, whole seconds, such as 2026-03-10T16:00:00Z." });
/** A calendar day in the team's zone. */
export const daySchema = z.iso
  .date()
  .meta({ id: "day", description: "A calendar day in the team's time zone, such as 2026-03-25." });
const range = z.tuple([instant, instant]);
const login = z.string().meta({ id: "login", description: "A login on GitHub, without @." });
const severity = z.enum(severities).meta({ id: "severity" });
const effect = z
  .enum(["helped", "hurt"])
  .nullable()
  .meta({ id: "effect", description: "What it did for the service; null where nobody said." });

const moment = z
  .strictObject({
    at: instant,
    range: range.optional().describe("Where it was said as a range: its ends. `at` is its middle."),
    approximate: z.boolean().optional().describe("True where it was said as about then."),
    by: z.enum(["stated", "inferred"]).describe("Whether somebody said so, or it follows from what was done."),
    from: z
      .enum([
        "comment",
        "declaration",
        "assignment",
        "role",
        "stage",
        "closing",
        "resolution",
        "review",
        "alert",
        "merged",
      ])
      .describe("From what it is known; merged: from an incident that was merged into this one."),
    who: login.optional(),
    url: z.string().optional().describe("Where that was said or done."),
  })
  .meta({ id: "moment" });

const seconds = z.int().nonnegative().optional().describe("Whole seconds; absent where it is not recorded.");

const duration = z
  .strictObject({
    state: z
      .enum(["recorded", "not recorded", "not applicable", "inconsistent"])
      .describe("Not recorded: a moment is missing. Inconsistent: its end was stated to be before its start."),
    seconds,
  })
  .meta({ id: "duration" });

const spanPhase = z
  .enum([
    "detection",
    "triage",
    "investigation",
    "response",
    "response and remediation",
    "remediation",
    "analysis",
    "readiness",
  ])
  .meta({ id: "phase" });

const moments = z
  .strictObject({
    started: moment.nullable().describe("The impact began."),
    detected: moment.nullable().describe("Somebody, or a monitor, first knew."),
    declared: moment.nullable().describe("It became an incident here."),
    acknowledged: moment.nullable().describe("A responder took it up."),
    identified: moment.nullable().describe("The response knew what to change."),
    restored: moment.nullable().describe("The service was back for its users, for the last time."),
    resolved: moment.nullable().describe("Nothing was left to do in the response."),
    reviewed: moment.nullable().describe("The post-incident review was held."),
  })
  .describe("The moments that matter, each with how it is known; null where it is not known.");

const durations = z
  .strictObject({
    timeToDetect: duration.describe("detected − started"),
    timeToDeclare: duration.describe("declared − detected"),
    timeToAcknowledge: duration.describe("acknowledged − detected"),
    timeToRecover: duration.describe("last restoration − detected"),
    firstRecovery: duration.describe("first restoration − detected"),
    impact: duration.describe("The sum of the intervals."),
  })
  .describe("Durations between the moments; other tools give the same names to other spans.");

const entry = z.strictObject({
  at: instant,
  range: range.optional(),
  who: login.nullable().describe("Who did it; null where nobody in particular did."),
  kind: z.enum(["task", "conversation", "automation"]),
  impact: z
    .enum(["positive", "negative", "neutral"])
    .nullable()
    .describe("What it did for restoring service; null where nobody has said."),
  phase: spanPhase,
  text: z.string().describe("Plain text, not escaped for any output."),
  url: z.string(),
});

const alert = z.strictObject({
  source: z.string(),
  fingerprint: z.string().describe("The same as long as the same thing is wrong."),
  title: z.string(),
  severity: z.string().nullable().describe("In the sender's own word; null where it says none."),
  service: z.string().optional(),
  startedAt: instant.optional().describe("When it first began, by the sender's clock."),
  receivedAt: instant.describe("When it first reached us."),
  endedAt: instant.optional().describe("When it last ended; absent while it fires."),
  episodes: z.int().positive().optional().describe("How often it fired within one interval of impact."),
  actionable: z.boolean().describe("False for one that was sent for information alone."),
  acknowledgedAt: instant.optional(),
  acknowledgedBy: z.string().optional().describe("A name of the system that sent it, which need not be a login."),
  alerted: z
    .array(z.string())
    .optional()
    .describe("Whom it alerted there, the first one first, by names of that system."),
  inconsistent: z
    .strictObject({ startedAt: instant.optional(), endedAt: instant.optional() })
    .optional()
    .describe("What the sender says that can't be: it counts for nothing."),
  link: z.string().optional(),
});

const change = z.strictObject({
  kind: z.enum(["pull request", "commit", "deployment"]),
  ref: z.string().describe("#9, owner/name#9, the digits of a commit, or the link of a deployment."),
  effect,
  deployments: z
    .array(z.int())
    .describe("Ids of the successful deployments of this change to the configured environments."),
});

const page = z.strictObject({
  at: instant,
  by: login,
  escalation: z.literal(true).optional().describe("By the App itself, as nobody had taken the incident up."),
  reachedAt: instant.optional().describe("Their first word afterwards; absent where there was none."),
});

const pullRequest = z.strictObject({
  number: z.int(),
  url: z.string(),
  state: z.enum(["open", "merged", "closed"]),
});

const actionItem = z.strictObject({
  number: z.int(),
  title: z.string(),
  state: z.enum(["open", "done", "declined"]),
  owners: z.array(login),
  priority: z.enum(["urgent", "high", "medium", "low"]).nullable(),
  createdAt: instant,
  firstDue: daySchema.nullable(),
  due: daySchema.nullable(),
  question: z.enum(["know sooner", "recover sooner", "other"]).nullable(),
  closedAt: instant.optional(),
  reason: z.string().optional().describe("Why it was declined."),
  evidence: z.string().optional().describe("How it is known to work."),
  pullRequests: z.array(pullRequest).optional().describe("Pull requests that close it."),
  url: z.string(),
});

const review = z.strictObject({
  number: z.int(),
  due: daySchema.nullable(),
  facilitator: login.nullable(),
  state: z.enum(["planned", "held", "not held"]),
  reason: z.string().optional().describe("Why it was not held."),
});

/** Version 1 of the record. */
export const recordSchema = z.strictObject({
  schema: z.literal(1),
  repository: z.string().describe("The repository, as owner/name."),
  number: z.int().positive(),
  url: z.string(),
  title: z.string().describe("The issue's title, not escaped for any output."),
  updatedAt: instant.describe("When the issue last changed on GitHub, as it was read."),
  closedAt: instant.optional(),
  labels: z.array(z.string()).describe("Those of its labels that declare an incident, in lower case, sorted."),
  state: z
    .enum(["open", "recovered", "withdrawn", "merged"])
    .describe("Recovered follows from the restoration, whether or not the issue is closed."),
  mergedInto: z.int().optional(),
  mergedFrom: z.array(z.int()),
  declaredBy: z.enum(["label", "command", "alert", "form", "dispatch", "import"]),
  phase: z
    .enum(["response", "remediation", "analysis", "readiness", "closed"])
    .nullable()
    .describe("Where it stands now; null when withdrawn or merged."),
  drill: z.boolean().describe("A rehearsal, which is counted apart."),
  nearMiss: z.boolean().describe("It was caught before anybody felt it."),
  imported: z.boolean().describe("Taken in from an old issue."),
  severity: z.strictObject({
    highest: severity.nullable().describe("The highest that stood; null where none was set."),
    final: severity.nullable().describe("The last that stood."),
    history: z.array(z.strictObject({ severity, from: instant, until: instant.optional() })),
  }),
  priority: z.enum(["critical", "warning", "info"]),
  services: z.array(z.string()),
  detectedBy: z
    .enum(["customers", "monitoring", "staff", "partner"])
    .nullable()
    .describe("null where it is not known."),
  customers: z.strictObject({
    impacted: z.boolean().nullable().describe("Whether customers felt it; null where nobody said."),
    text: z.string(),
  }),
  moments,
  intervals: z
    .array(z.strictObject({ from: instant.nullable(), to: instant.optional() }))
    .describe("Impact: `from` is null where the start is not known, `to` is absent while it lasts."),
  reopened: z.int().nonnegative().describe("How many times it was reopened."),
  durations,
  phases: z.array(
    z.strictObject({
      phase: spanPhase,
      from: instant,
      to: instant.optional().describe("Absent while it lasts."),
      state: z.enum(["recorded", "inconsistent"]),
      seconds,
    }),
  ),
  roles: z.array(z.strictObject({ role: z.string(), who: login, from: instant, until: instant.optional() })),
  people: z.array(
    z.strictObject({
      who: login,
      joinedAt: instant.optional().describe("The first thing they did or said."),
      pagedAt: instant.optional().describe("The first page; `pages` has all of them."),
      pagedBy: login.optional(),
      reachedAt: instant.optional().describe("Their first word after they were paged."),
      pages: z.array(page).optional().describe("Every time that they were called in, oldest first."),
    }),
  ),
  outsideReports: z.int().nonnegative().describe("Comments by people outside of the team."),
  timeline: z.array(entry),
  alerts: z.array(alert),
  updates: z
    .array(z.strictObject({ at: instant, who: login, text: z.string() }))
    .describe("Status updates for the public."),
  changes: z.array(change),
  learnings: z.array(z.string()),
  factors: z.array(z.strictObject({ text: z.string(), effect })),
  wentWell: z.array(z.string()),
  parked: z.array(z.string()).describe("Ideas set aside for later."),
  actionItems: z.array(actionItem),
  review: review.nullable(),
  reviewDue: z.boolean().describe("A review is called for by severity, or somebody asked for one."),
  related: z.array(z.int()).describe("Numbers of related incidents."),
});

/** One incident, as the reports and other programs see it. Times are ISO 8601 in UTC, spans whole seconds, days in the team's zone. */
export type IncidentRecord = z.infer<typeof recordSchema>;

/** The year of declaration in UTC, by which the data files go: `2026`. */
export function yearOf({ moments: { declared } }: IncidentRecord): string {
  return declared?.at.slice(0, declared.at.indexOf("-")) ?? "unknown";
}
