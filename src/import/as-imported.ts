/** An old issue as if it had had our labels from the start, so that it is read like any incident. */
import type { ObservedIssue, TimelineItem } from "../github/observed.ts";
import { severities } from "../incident/incident.ts";
import { besideLabels } from "./importable.ts";
import { type ImportRules, severityOfLabel } from "./rules.ts";

type Act = Extract<TimelineItem, { type: "labeled" | "unlabeled" }>;

/**
 * The issue with our labels in the place of the team's, in the list and in the timeline: a severity's own label, else
 * `labels.incident`. What a title or a number declares, its opening declares. Several labels of the team that are one of
 * ours put it on with the first and take it off with the last. Comments that only agree, or command other bots, are left out.
 */
export function asImported(issue: ObservedIssue, rules: ImportRules, labels: { incident: string }): ObservedIssue {
  const ours = (label: string) => {
    const severity = severityOfLabel(label, rules);
    return severity === undefined ? label : (severity ?? labels.incident);
  };
  const declared = declaredByOpening(issue, rules, labels.incident);
  const board = new Board([...openingLabels(issue).map(ours), ...declared]);
  const items = issue.items.filter((item) => !isNoise(item)).flatMap((item) => board.follow(item, ours));
  return { ...issue, items, labels: [...new Set([...issue.labels.map(ours), ...declared])] };
}

/** Which of our labels stand on the issue, and for how many of the team's each. */
class Board {
  readonly #counts = new Map<string, number>();

  constructor(labels: readonly string[]) {
    for (const label of labels) this.#change(label, 1);
  }

  /** The item as it reads with our labels; nothing where that changes none of them. */
  follow(item: TimelineItem, ours: (label: string) => string): TimelineItem[] {
    if (item.type !== "labeled" && item.type !== "unlabeled") return [item];
    const label = ours(item.label);
    const count = this.#change(label, item.type === "labeled" ? 1 : -1);
    const isSeen = count === (item.type === "labeled" ? 1 : 0);
    const act: Act = { ...item, label };
    return isSeen ? [act] : [];
  }

  #change(label: string, by: 1 | -1): number {
    const key = label.toLowerCase();
    const count = Math.max(0, (this.#counts.get(key) ?? 0) + by);
    this.#counts.set(key, count);
    return count;
  }
}

/** The labels that came with the issue: nothing in the timeline put them on before they were there, or taken off. */
function openingLabels({ labels, items }: ObservedIssue): string[] {
  const first = new Map<string, Act>();
  for (const item of items) {
    if (item.type !== "labeled" && item.type !== "unlabeled") continue;
    const name = item.label.toLowerCase();
    if (!first.has(name)) first.set(name, item);
  }
  const takenOff = [...first.values()].filter(({ type }) => type === "unlabeled").map(({ label }) => label);
  return [...takenOff, ...labels.filter((label) => !first.has(label.toLowerCase()))];
}

/** What its title or number declares: the highest severity of those rules. */
function declaredByOpening(issue: ObservedIssue, rules: ImportRules, incident: string): string[] {
  const named = besideLabels(issue, rules);
  if (named.length === 0) return [];
  return [incident, ...severities.filter((severity) => named.includes(severity)).slice(0, 1)];
}

function isNoise(item: TimelineItem): boolean {
  return item.type === "comment" && (agrees.test(item.body) || commandsAnother(item.body));
}

const agrees = /^\s*(?:\+1|👍|same(?: here)?|me too)[\s.!👍]*$/iu;

/** Commands that other bots take, and ours does not. */
const foreign =
  /^\/(?:lgtm|approve|assign|unassign|cc|uncc|kind|area|sig|label|remove-\w+|milestone|retest|test|hold|triage|lifecycle|priority|close|merge|rebase|stale)\b/;

function commandsAnother(body: string): boolean {
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 0 && lines.every((line) => foreign.test(line.trim()));
}
