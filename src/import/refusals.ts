/** Old issues that look like incidents and were none: templates, tests, planned work, spam. */
import type { Association, ObservedIssue } from "../github/observed.ts";
import { readProse } from "../timeline/markdown.ts";
import { labelKey } from "./rules.ts";

type Reason = (issue: ObservedIssue) => boolean;

const reasons: readonly (readonly [reason: string, holds: Reason])[] = [
  ["it is a pull request", ({ kind }) => kind === "pull request"],
  ["it is labelled as spam or invalid", (issue) => hasLabel(issue, ["spam", "invalid"])],
  ["it was a test", isTest],
  ["it was planned maintenance", isPlanned],
  ["it has placeholders that nobody has filled in", hasPlaceholders],
  ["its template was never filled in", isUntouchedTemplate],
  ["somebody outside of the team opened it, and nobody of the team took it up", isLeftToOutsiders],
];

/** Why the issue is not imported, as the end of a sentence: `it was a test`; null where nothing speaks against it. */
export function refusalOf(issue: ObservedIssue): string | null {
  return reasons.find(([, holds]) => holds(issue))?.[0] ?? null;
}

function hasLabel({ labels }: ObservedIssue, names: readonly string[]): boolean {
  return labels.some((label) => names.includes(labelKey(label)));
}

/** `[TEST] …`, `Test incident`, `test, please ignore`; “Tests fail on main” and “Test runners are down” are none. */
function isTest(issue: ObservedIssue): boolean {
  const { title } = issue;
  if (hasLabel(issue, ["test", "testing"])) return true;
  if (/^\W*test(?:ing)?\s*(?:$|[\])]|[-–—:,(]|(?:incident|issue|outage|alert|ticket|page)\b)/i.test(title)) return true;
  return /\btest\b.*\bignore\b/i.test(title) || (/\bTEST\b/.test(title) && /\p{Ll}/u.test(title));
}

const planned = /\b(?:planned|scheduled|upcoming)\b.*\b(?:maintenance|downtime|upgrade|migration|work|outage)\b/i;
const maintenance = /^\W*(?:maintenance\b|(?:\w+ ){0,3}maintenance window\b)/i;
const goneWrong = /\b(?:after|following|because of|due to|caused by|since|overran|failed|unplanned|unscheduled)\b/i;

/** “Login down after planned maintenance” was an incident. */
function isPlanned(issue: ObservedIssue): boolean {
  if (hasLabel(issue, ["maintenance", "plannedmaintenance", "scheduledmaintenance", "scheduled", "planned"]))
    return true;
  const { title } = issue;
  return !goneWrong.test(title) && (planned.test(title) || maintenance.test(title));
}

/** `{{ title }}`, `[insert date]`, in the author's own words; code may show them. */
function hasPlaceholders({ title, body }: ObservedIssue): boolean {
  return [title, ...proseLines(body)].some((line) => /\{\{[^{}]*\}\}|[[<]insert [^[\]<>]*[\]>]/i.test(line));
}

/** Headings and questions, and nothing said: neither below them nor in a comment. */
function isUntouchedTemplate({ body, items }: ObservedIssue): boolean {
  if (items.some(({ type, actor }) => type === "comment" && actor.kind === "user")) return false;
  const lines = body
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
  return lines.length > 1 && lines.every((line) => unfilled.test(line));
}

/** A heading, an empty list item or task, a label with nothing behind its colon, a hint in italics, a rule, a row of a table without words. */
const unfilled =
  /^(?:#{1,6} .*|(?:[-*+]|\d{1,3}\.)(?: \[ \].*)?|(?:[-*+] )?[*_]{0,2}[^:]{1,60}:[*_]{0,2}|_[^_]*_|\*[^*]*\*|[| :-]+)$/;

const team: readonly Association[] = ["OWNER", "MEMBER", "COLLABORATOR"];

/** Labels, assignments and closings by another than the author take at least the triage role. */
function isLeftToOutsiders({ association, author, items }: ObservedIssue): boolean {
  if (team.includes(association) || author.kind === "bot") return false;
  return !items.some((item) => {
    if (item.type === "comment") return team.includes(item.association);
    if (item.type === "cross-referenced" || item.type === "marked as duplicate") return false;
    return item.actor.kind === "user" && item.actor.login !== author.login;
  });
}

function proseLines(markdown: string): string[] {
  return readProse(markdown).blocks.flatMap((lines) => lines.map(({ text }) => text));
}
