/** Commands about how bad it is, for whom, since which change, and what the public is told. */
import type { Effect } from "../../incident/incident.ts";
import type { Instruction } from "../command.ts";
import { group, type Problem, type ReadingContext, said } from "./definition.ts";
import { bareWord, firstWord, isOf, linkIn, quoted, severityAtStart, shorten, withoutSeparator } from "./words.ts";

export const impactCommands = group("Impact", [
  {
    name: "severity",
    aliases: ["sev"],
    usage: "sev1|sev2|sev3|sev4|sev5",
    meaning: "Sets the severity; `/sev2` does too.",
    example: "severity sev2",
    read: readSeverity,
  },
  {
    name: "affects",
    usage: "SERVICE…",
    meaning: "Which services are affected.",
    example: "affects login checkout",
    read: readAffects,
  },
  {
    name: "impact",
    usage: "TEXT",
    meaning: "What does not work, in words.",
    example: "impact nobody can log in",
    continues: true,
    read: (text) => (text ? { verb: "impact", text } : missing("impact what does not work")),
  },
  {
    name: "customers",
    usage: "yes|no [TEXT]",
    meaning: "Whether customers feel it, and how.",
    example: "customers yes logins fail",
    read: readCustomers,
  },
  {
    name: "update",
    aliases: ["status"],
    usage: "TEXT",
    meaning: "A status update for the public.",
    example: "update We are looking into failing logins.",
    continues: true,
    read: (text) => (text ? { verb: "update", text } : missing("update what the public should know")),
  },
  {
    name: "change",
    usage: "#PR|SHA|DEPLOYMENT-LINK [helped|hurt]",
    meaning: "Names a change as a contributing factor.",
    example: "change #12 hurt",
    read: readChange,
  },
]);

/** `SEVERITY`; what follows is a remark. */
function readSeverity(text: string): Instruction | Problem {
  const severity = /^[1-5](?![\w-])/.test(text) ? severityAtStart(`sev${text}`) : severityAtStart(text);
  if (severity) return { verb: "severity", severity: severity.severity };
  const [word] = firstWord(text);
  const problem = word ? `${quoted(word)} is no severity: they go from sev1 to sev5.` : "The severity is missing.";
  return { problem, instead: "severity sev2" };
}

const mostServices = 50;

/** `SERVICE…`, between blanks, or between commas where there are any. */
function readAffects(text: string): Instruction | Problem {
  const parts = text.split(text.includes(",") ? "," : /\s+/, mostServices);
  const names = parts.map((name) => shorten(name.replaceAll("`", "").trim(), 100)).filter(Boolean);
  const services = [...new Set(names)];
  if (services.length > 0) return { verb: "affects", services };
  return { problem: "The service is missing.", instead: "affects login" };
}

/** `yes|no [TEXT]` */
function readCustomers(text: string): Instruction | Problem {
  const [word, rest] = firstWord(text);
  const impacted = answers.get(bareWord(word).toLowerCase());
  if (impacted !== undefined) {
    return said({ verb: "customers" as const, impacted, text: withoutSeparator(rest) || undefined });
  }
  return { problem: "The first word must be yes or no.", instead: `customers yes ${text}`.trim() };
}

const answers = new Map([
  ["yes", true],
  ["y", true],
  ["no", false],
  ["n", false],
]);

/** `CHANGE [helped|hurt]`; what follows is a remark. */
function readChange(text: string, { repository }: ReadingContext): Instruction | Problem {
  const [word, rest] = firstWord(text);
  const [effectWord] = firstWord(rest);
  const effect = effectIn(effectWord);
  const change = changeIn(word, repository);
  if (!change) return { problem: noChange(word), instead: `change #12 ${effect ?? "hurt"}` };
  if (effectWord && !effect) {
    return { problem: `${quoted(effectWord)} is neither helped nor hurt.`, instead: `change ${change.ref} hurt` };
  }
  return said({ verb: "change" as const, ...change, effect: effect ?? undefined });
}

function noChange(word: string): string {
  return word ? `${quoted(word)} is no pull request, commit or deployment.` : "The change is missing.";
}

type Change = Pick<Extract<Instruction, { verb: "change" }>, "kind" | "ref">;

/** A pull request as `#12`, or `owner/name#12` where it is another repository's; a commit; a deployment's link. */
function changeIn(word: string, repository: string | undefined): Change | null {
  const name = bareWord(word);
  if (/^#\d{1,9}$/.test(name)) return { kind: "pull request", ref: name };
  if (/^\d{1,6}$/.test(name)) return { kind: "pull request", ref: `#${name}` };
  if (/^[\w.-]{1,100}\/[\w.-]{1,100}#\d{1,9}$/.test(name)) return { kind: "pull request", ref: name };
  if (/^(?:[\da-f]{7,40}|[\da-f]{64})$/i.test(name)) return { kind: "commit", ref: name.toLowerCase() };
  const link = linkIn(word);
  const [, kind, ref] = /^(pull|commit|deployments)\/([\da-z-]+)/i.exec(link?.path ?? "") ?? [];
  if (!link || !kind || !ref) return null;
  if (kind === "pull") return { kind: "pull request", ref: `${isOf(link, repository) ? "" : link.repository}#${ref}` };
  return kind === "commit" ? { kind: "commit", ref: ref.toLowerCase() } : { kind: "deployment", ref: link.url };
}

/** `helped` or `hurt`. */
export function effectIn(word: string): Effect | null {
  const effect = bareWord(word).toLowerCase();
  return effect === "helped" || effect === "hurt" ? effect : null;
}

function missing(instead: string): Problem {
  return { problem: "The text is missing.", instead };
}
