/** What is wrong with a configuration: each complaint of the schema as a sentence, with its line and its remedy. */
import { closest, distance } from "fastest-levenshtein";
import { type Document, isMap, isNode, type LineCounter } from "yaml";
import type { z } from "zod";

/** What is wrong with the configuration and what to do about it: sentences in plain text. */
export interface ConfigurationProblem {
  /** The line of `.github/sooner.yml`, from 1; null where it is about all of it, or about another file. */
  line: number | null;
  problem: string;
  remedy: string;
}

/** The part of JSON Schema that our documentation and our error messages read. */
export interface DescribedOption {
  description?: string;
  default?: unknown;
  properties?: Record<string, DescribedOption>;
  additionalProperties?: DescribedOption | false;
  items?: DescribedOption;
}

type Issue = z.core.$ZodIssue;

/** A complaint about several options that do not exist, as one for each of them. */
export function oneForEachKey(issue: Issue): Issue[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
}

/** The file that was read, and what may stand in it. */
export interface Read {
  document: Document.Parsed;
  lines: LineCounter;
  schema: DescribedOption;
}

/** What is wrong, where, and what to do about it. */
export function explain(issue: Issue, read: Read): ConfigurationProblem {
  const { document, lines, schema } = read;
  if (issue.code === "unrecognized_keys") return unknownKey(issue.path, issue.keys.join(), read);
  const name = issue.path.join(".");
  return {
    line: lineOf(document, lines, issue.path),
    problem: name ? `“${name}” ${complaint(issue)}.` : `The configuration ${complaint(issue)}.`,
    remedy: describedAt(schema, issue.path).description ?? "Write options as “name: value”, as in the starter file.",
  };
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of: ${issue.values.join(", ")}`;
    case "too_small":
      if (issue.origin === "array") return `must name at least ${issue.minimum}`;
      return `must be at least ${issue.minimum}${issue.origin === "string" ? " character long" : ""}`;
    case "too_big":
      if (issue.origin === "array") return `must name at most ${issue.maximum}`;
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
  { document, lines, schema }: Read,
): ConfigurationProblem {
  const known = Object.keys(describedAt(schema, path).properties ?? {});
  const near = closest(key, known);
  const isNear = distance(key.toLowerCase(), near.toLowerCase()) <= Math.max(2, near.length / 3);
  return {
    line: keyLine(document, lines, path, key),
    problem: `There is no option “${[...path, key].join(".")}”.`,
    remedy: isNear ? `Did you mean “${near}”?` : `There are: ${known.join(", ")}.`,
  };
}

/** The line of the option, or of the nearest one around it that is written down: an option may be wrong as it is by default. */
export function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  return path.length === 0 ? null : lineOf(document, lines, path.slice(0, -1));
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

/** The option at the path, or the nearest one around it that is described. */
function describedAt(schema: DescribedOption, path: readonly PropertyKey[]): DescribedOption {
  let option = schema;
  let described = schema;
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
