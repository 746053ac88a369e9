/** Which issues a run reads again: those that changed since the last one, whom their change concerns, and what time makes due. */
import type { ListedIssue } from "../src/github/archive.ts";
import type { ImportRules } from "../src/import/rules.ts";
import { isNamed } from "../src/import/select.ts";
import type { Instant } from "../src/incident/incident.ts";
import type { ReportMemory } from "../src/record/memory.ts";
import type { IncidentRecord } from "../src/record/record.ts";

export interface Known {
  memory: ReportMemory;
  records: ReadonlyMap<number, IncidentRecord>;
  /** Of the issues that are read, in lower case. */
  labels: readonly string[];
  import: ImportRules;
  /** Changes from then on are read also where they are known. */
  again: number | null;
  now: Instant;
}

/** Numbers of the issues to read, ascending: what was left, what changed, what it was merged into or belongs to, and what is due by now. */
export function dueNumbers(changed: readonly ListedIssue[], known: Known): number[] {
  const woken = known.memory.wakes.filter(({ at }) => Date.parse(at) <= known.now).map(({ number }) => number);
  const due = new Set([...(known.memory.left ?? []), ...changed.flatMap(concerned(known)), ...woken]);
  const survivors = [...due].flatMap((number) => survivorsOf(number, known.records));
  return [...new Set([...due, ...survivors])].sort((a, b) => a - b);
}

/** Whom a change concerns: the issue itself, where it is or may be an incident, or counts alerts, and the incident above it. */
function concerned({ memory, records, labels, import: rules, again }: Known): (issue: ListedIssue) => number[] {
  const incidents = incidentsAbove(records);
  const aside = new Map(memory.aside.map((issue) => [issue.number, issue.updatedAt]));
  const children = new Map(memory.children.map((issue) => [issue.number, issue.updatedAt]));
  const isRead = (issue: ListedIssue, before = "") =>
    Date.parse(before) === issue.updatedAt && (again === null || issue.updatedAt < again);
  return (issue) => {
    const before = records.get(issue.number)?.updatedAt ?? aside.get(issue.number);
    if (isRead(issue, before)) return [];
    const isLabelled = issue.labels.some((label) => labels.includes(label.toLowerCase()));
    const own = isLabelled || before !== undefined || isNamed(issue, rules) ? [issue.number] : [];
    const isNew = !isRead(issue, children.get(issue.number));
    const incident = issue.parent ?? incidents.get(issue.number);
    return incident !== undefined && records.has(incident) && isNew ? [...own, incident] : own;
  };
}

/** The incident of each action item and review that is known: people may unlink them, and GitHub links no more than a hundred. */
export function incidentsAbove(records: ReadonlyMap<number, IncidentRecord>): Map<number, number> {
  const children = [...records.values()].flatMap(({ number, actionItems, review }) =>
    [...actionItems, ...(review ? [review] : [])].map((child) => [child.number, number] as const),
  );
  return new Map(children);
}

/** The incidents that it was merged into, one after the other. */
function survivorsOf(number: number, records: ReadonlyMap<number, IncidentRecord>): number[] {
  const chain: number[] = [];
  for (let next = records.get(number)?.mergedInto; next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    next = records.get(next)?.mergedInto;
  }
  return chain;
}

/**
 * Labels that more or fewer issues carry than are known: issues were deleted or transferred, which no list of changes
 * tells. What was off already after everything had been read stays out of account.
 */
export function miscounted(
  totals: Readonly<Record<string, number>>,
  known: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): string[] {
  return Object.keys(totals).filter((label) => (totals[label] ?? 0) - (known[label] ?? 0) !== (before[label] ?? 0));
}
