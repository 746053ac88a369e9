/** The configuration, `.github/sooner.yml`: one strict schema that gives types, defaults, documentation and JSON Schema. */
import { closest, distance } from "fastest-levenshtein";
import { Temporal } from "temporal-polyfill";
import { type Document, isMap, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";

const login = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,38})?$/, "is no login")
  .overwrite((text) => text.replace(/^@/, ""));
const day = z.iso.date();
const severity = z.enum(["sev1", "sev2", "sev3", "sev4", "sev5"]);
const address = z.url({ protocol: /^https?$/ });
const label = z.string().min(1).max(50);

const service = z.strictObject({
  owners: z.array(z.string()).default([]).describe("Logins or teams (acme/web) that own the service."),
  runbook: address.optional().describe("Where its runbook is."),
  dashboard: address.optional().describe("Where its dashboard is."),
});

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
    })
    .prefault({})
    .describe("The names of our labels; sev1 to sev5 are fixed."),
  services: z.record(z.string(), service).default({}).describe("Services by name, with owners and links."),
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
});

export type Configuration = z.infer<typeof configurationSchema>;

/** The behaviour without any configuration. */
export const defaults: Configuration = configurationSchema.parse({});

/** What is wrong with the configuration and what to do about it: sentences in plain text. */
export interface ConfigurationProblem {
  /** The line of `.github/sooner.yml`, from 1; null where it is about all of it, or about another file. */
  line: number | null;
  problem: string;
  remedy: string;
}

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
  return { configuration: defaults, problems: issues.map((issue) => explain(issue, document, lines)) };
}

/** An option without a value, as when all below it is commented out, is the same as none. */
function withoutEmpty(_key: unknown, value: unknown): unknown {
  return value === null ? undefined : value;
}

function rejected(problem: string, remedy: string, line: number | null = null): ReadConfiguration {
  return { configuration: defaults, problems: [{ line, problem, remedy }] };
}

type Issue = z.core.$ZodIssue;

function oneForEachKey(issue: Issue): Issue[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
}

function explain(issue: Issue, document: Document.Parsed, lines: LineCounter): ConfigurationProblem {
  if (issue.code === "unrecognized_keys") return unknownKey(issue.path, issue.keys.join(), document, lines);
  const name = issue.path.join(".");
  return {
    line: lineOf(document, lines, issue.path),
    problem: name ? `“${name}” ${complaint(issue)}.` : `The configuration ${complaint(issue)}.`,
    remedy: describedAt(issue.path).description ?? "Write options as “name: value”, as in the starter file.",
  };
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of: ${issue.values.join(", ")}`;
    case "too_small":
      return `must be at least ${issue.minimum}${issue.origin === "string" ? " character long" : ""}`;
    case "too_big":
      return `must be at most ${issue.maximum}${issue.origin === "string" ? " characters long" : ""}`;
    case "invalid_format":
      return formatNames[issue.format] ?? issue.message;
    default:
      return issue.message;
  }
}

const typeNames: Record<string, string> = {
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "a group of options",
  record: "a group of names",
  int: "a whole number",
  number: "a number",
};

const formatNames: Record<string, string> = {
  date: "must be a day such as 2026-12-25",
  url: "must be an address that starts with https://",
};

function unknownKey(
  path: readonly PropertyKey[],
  key: string,
  document: Document.Parsed,
  lines: LineCounter,
): ConfigurationProblem {
  const known = Object.keys(describedAt(path).properties ?? {});
  const near = closest(key, known);
  const isNear = distance(key.toLowerCase(), near.toLowerCase()) <= Math.max(2, near.length / 3);
  return {
    line: keyLine(document, lines, path, key),
    problem: `There is no option “${[...path, key].join(".")}”.`,
    remedy: isNear ? `Did you mean “${near}”?` : `There are: ${known.join(", ")}.`,
  };
}

function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  const node = document.getIn(path, true);
  return isNode(node) && node.range ? lines.linePos(node.range[0]).line : null;
}

function keyLine(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
  key: string,
): number | null {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => String(item.key) === key) : undefined;
  return isNode(pair?.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : null;
}

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The part of JSON Schema that our documentation and our error messages read. */
export interface DescribedOption {
  description?: string;
  default?: unknown;
  properties?: Record<string, DescribedOption>;
  additionalProperties?: DescribedOption | false;
  items?: DescribedOption;
}

const jsonSchema = z.toJSONSchema(configurationSchema, { io: "input" }) as DescribedOption;

/** The configuration's JSON Schema (draft 2020-12), for editors. */
export function configurationJsonSchema(): DescribedOption {
  return jsonSchema;
}

/** The option at the path, or the nearest one around it that is described. */
function describedAt(path: readonly PropertyKey[]): DescribedOption {
  let option = jsonSchema;
  let described = jsonSchema;
  for (const step of path) {
    const next = typeof step === "number" ? option.items : inside(option, String(step));
    if (!next) break;
    option = next;
    if (option.description || option.properties) described = option;
  }
  return described;
}

function inside(option: DescribedOption, name: string): DescribedOption | undefined {
  const properties = option.properties ?? {};
  return Object.hasOwn(properties, name) ? properties[name] : option.additionalProperties || undefined;
}
