/** The configuration, `.github/sooner.yml`: one strict schema that gives types, defaults, documentation and JSON Schema. */
import { type Document, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { actionItems, board, digest, issueTypes, review } from "./config/improving.ts";
import { businessHours, deadlines, escalation, onCall, people } from "./config/people.ts";
import { downtime, report, targets } from "./config/reports.ts";
import { contradictionsIn } from "./config/rules.ts";
import { alerts, changes, services } from "./config/services.ts";
import { account, day, label, zoneName } from "./config/values.ts";
import { type ConfigurationProblem, type DescribedOption, explain, lineOf, oneForEachKey } from "./config-problem.ts";
import { severities } from "./incident/incident.ts";

export type { Rotation } from "./config/people.ts";
export type { Target } from "./config/reports.ts";

const options = z.strictObject({
  zone: zoneName.default("UTC").describe("The team's time zone, an IANA name such as Europe/Berlin."),
  holidays: z.array(day).default([]).describe("Days that are no business days, such as 2026-12-25."),
  businessHours,
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
      digest: label.default("incident-digest").describe("The label of the issue that the weekly digest is written on."),
    })
    .prefault({})
    .describe("The names of our labels; sev1 to sev5 are fixed."),
  services,
  escalation: escalation.prefault([]),
  onCall,
  people,
  deadlines,
  alerts,
  changes,
  review,
  actionItems,
  issueTypes,
  board,
  digest,
  report,
  targets,
  downtime,
  accounts: z
    .array(account)
    .default([])
    .describe(
      "Logins of other Apps that run Sooner here, whose texts count as its own. Those that pinned a card are known anyway.",
    ),
});

const configurationSchema = options.superRefine((configuration, context) => {
  for (const { path, message } of contradictionsIn(configuration))
    context.addIssue({ code: "custom", path: [...path], message });
});

export type Configuration = z.infer<typeof options>;

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

/** Tells the line of the configuration, from 1, in which an option stands; null where it can't be found. */
export function linesOfOptions(text: string): (path: readonly PropertyKey[]) => number | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  return (path) => lineOf(document, lines, path);
}

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
