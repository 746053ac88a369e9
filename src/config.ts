/** The configuration, `.github/sooner.yml`: one strict schema that gives types, defaults, documentation and JSON Schema. */
import { Temporal } from "temporal-polyfill";
import { type Document, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { type ConfigurationProblem, type DescribedOption, explain, oneForEachKey } from "./config-problem.ts";
import { durationNames, severities } from "./incident/incident.ts";

const login = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,38})?$/, "is no login")
  .overwrite((text) => text.replace(/^@/, ""));
const day = z.iso.date();
const severity = z.enum(["sev1", "sev2", "sev3", "sev4", "sev5"]);
const address = z.url({ protocol: /^https?$/ });
const label = z.string().min(1).max(50);

const severityOrInfo = z.enum(["sev1", "sev2", "sev3", "sev4", "sev5", "info"]);
const matcher = z.string().regex(/^[^=\s][^=]*=.+$/, "must be a label with its value, such as team=web");

const service = z.strictObject({
  paths: z
    .array(z.string().min(1).max(200))
    .default([])
    .describe("Files that are the service's, as in .gitignore: web/login/."),
  environments: z.array(z.string().min(1).max(255)).default([]).describe("Environments that it is deployed to."),
  alerts: z
    .array(matcher)
    .default([])
    .describe("Labels by which alerts are about it, such as team=web; an alert that names the service needs none."),
  owners: z
    .array(z.string())
    .default([])
    .describe("Logins or teams (acme/web) that own the service; without any, CODEOWNERS says."),
  runbook: address.optional().describe("Where its runbook is."),
  dashboard: address.optional().describe("Where its dashboard is."),
});

const account = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}(?:\[bot\])?$/, "is no App's login")
  .overwrite((text) => text.replace(/\[bot\]$/, ""));

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

const configurationSchema = z.strictObject({
  zone: z
    .string()
    .refine(isZone, "is no time zone")
    .default("UTC")
    .describe("The team's time zone, an IANA name such as Europe/Berlin."),
  holidays: z.array(day).default([]).describe("Days that are no business days, such as 2026-12-25."),
  commands: z
    .strictObject({
      bare: z.boolean().default(true).describe("Take /ack as well as /incident ack."),
    })
    .prefault({})
    .describe("How commands are written."),
  labels: z
    .strictObject({
      incident: label.default("incident").describe("The label that declares an incident."),
      actionItem: label.default("action-item").describe("The label of action items."),
      review: label.default("post-incident-review").describe("The label of reviews."),
      alertNoise: label.default("alert-noise").describe("The label of the issues that count informational alerts."),
    })
    .prefault({})
    .describe("The names of our labels; sev1 to sev5 are fixed."),
  services: z.record(z.string(), service).default({}).describe("Services by name, with owners and links."),
  alerts: z
    .strictObject({
      severities: z
        .record(z.string().toLowerCase(), severityOrInfo.describe("One of sev1 to sev5, or info."))
        .default({})
        .describe("Severities of monitoring systems as ours, such as { page: sev1 }; info opens no incident."),
      windowMinutes: z
        .int()
        .min(0)
        .max(1440)
        .default(30)
        .describe("For so long after its last alert, an open incident takes in other alerts of its services."),
      workflows: z
        .array(
          z.strictObject({
            name: z.string().min(1).max(200).describe("The workflow's name, or its file, such as deploy.yml."),
            branches: z
              .array(z.string().min(1).max(255))
              .default([])
              .describe("Branches that count; without any, the default branch."),
            severity: severityOrInfo.default("sev3").describe("Of the incident that a failed run opens."),
            service: z.string().max(100).optional().describe("Which service it is about."),
          }),
        )
        .default([])
        .describe("Workflows whose failed runs are alerts, which the next success ends."),
      deployments: z
        .array(
          z.strictObject({
            environment: z.string().min(1).max(255).describe("The environment, such as production."),
            severity: severityOrInfo.default("sev3").describe("Of the incident that a failed deployment opens."),
            service: z.string().max(100).optional().describe("Which service it is about."),
          }),
        )
        .default([])
        .describe("Environments whose failed deployments are alerts, which the next success ends."),
    })
    .prefault({})
    .describe("Alerts of monitoring systems, workflows and deployments."),
  changes: z
    .strictObject({
      hours: z.number().positive().max(168).default(6).describe("Hours before the start of which changes are shown."),
      environments: z
        .array(z.string().min(1).max(255))
        .default([])
        .describe("Environments whose deployments are shown; without any, all but previews."),
    })
    .prefault({})
    .describe("What changed before an incident, on its card."),
  review: z
    .strictObject({
      severities: z.array(severity).default(["sev1", "sev2"]).describe("Severities that call for a review."),
      facilitators: z.array(login).default([]).describe("Who leads reviews, taking turns; never a responder."),
      businessDays: z.int().min(1).max(60).default(1).describe("Business days until the review is due."),
    })
    .prefault({})
    .describe("The post-incident review."),
  actionItems: z
    .strictObject({
      dueDays: z
        .strictObject({
          sev1: z.int().min(1).max(365).default(15).describe("After an incident whose highest severity was sev1."),
          other: z.int().min(1).max(365).default(30).describe("After any other incident."),
        })
        .prefault({})
        .describe("Days until an action item is due, by the incident's highest severity."),
    })
    .prefault({})
    .describe("Action items."),
  report: z
    .strictObject({
      public: z.array(severity).default(["sev1", "sev2"]).describe("Severities whose incidents get a public page."),
      publicHosts: z
        .array(z.string())
        .default([])
        .describe("Host names that may stand on public pages, such as status.acme.com."),
    })
    .prefault({})
    .describe("The reports in the wiki."),
  targets: z
    .array(target)
    .default([])
    .describe(
      "What the team aims at, such as { duration: timeToRecover, severity: sev2, ratio: 0.5 }; the metrics page says whether it is met.",
    ),
  downtime: z
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
    .describe("The cost of downtime."),
  accounts: z
    .array(account)
    .default([])
    .describe(
      "Logins of other Apps that run Sooner here, whose texts count as its own. Those that pinned a card are known anyway.",
    ),
});

export type Configuration = z.infer<typeof configurationSchema>;

/** The behaviour without any configuration. */
export const defaults: Configuration = configurationSchema.parse({});

export interface ReadConfiguration {
  configuration: Configuration;
  problems: ConfigurationProblem[];
}

const sizeLimit = 64 * 1024;
const shownProblems = 10;

/**
 * Reads `.github/sooner.yml`; null where there is none. One problem, and all of it falls back to the defaults: half a
 * configuration would be one that nobody has written.
 */
export function readConfiguration(text: string | null): ReadConfiguration {
  if (last === null || last.text !== text) last = { text, read: readAnew(text) };
  return last.read;
}

/** Every issue of a repository comes with the same text. */
let last: { text: string | null; read: ReadConfiguration } | null = null;

function readAnew(text: string | null): ReadConfiguration {
  if (text === null) return { configuration: defaults, problems: [] };
  if (text.length > sizeLimit) return rejected("The configuration is over 64 KB.", "Shorten it.");
  const lines = new LineCounter();
  try {
    return readDocument(parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" }), lines);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return rejected(`The configuration can't be read: ${reason}.`, "Write it without aliases and deep nesting.");
  }
}

function readDocument(document: Document.Parsed, lines: LineCounter): ReadConfiguration {
  const broken = document.errors[0];
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    return rejected(`This is no valid YAML: ${broken.message}.`, "Check indentation, colons and quotes.", line);
  }
  const content: unknown = document.toJS({ maxAliasCount: 20, reviver: withoutEmpty });
  const parsed = configurationSchema.safeParse(content ?? {});
  if (parsed.success) return { configuration: parsed.data, problems: [] };
  const issues = parsed.error.issues.flatMap(oneForEachKey).slice(0, shownProblems);
  return {
    configuration: defaults,
    problems: issues.map((issue) => explain(issue, { document, lines, schema: jsonSchema })),
  };
}

/** An option without a value, as when all below it is commented out, is the same as none. */
function withoutEmpty(_key: unknown, value: unknown): unknown {
  return value === null ? undefined : value;
}

function rejected(problem: string, remedy: string, line: number | null = null): ReadConfiguration {
  return { configuration: defaults, problems: [{ line, problem, remedy }] };
}

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Names of the labels by which what belongs to an incident is found. */
export function belongingLabels(text: string | null): string[] {
  const { incident, actionItem, review } = readConfiguration(text).configuration.labels;
  return [incident, actionItem, review];
}

/** Names of the labels by which an incident is declared. */
export function declaringLabels({ labels }: Configuration): string[] {
  return [labels.incident, ...severities];
}

const jsonSchema = z.toJSONSchema(configurationSchema, { io: "input" }) as DescribedOption;

/** The configuration's JSON Schema (draft 2020-12), for editors. */
export function configurationJsonSchema(): DescribedOption {
  return jsonSchema;
}
