/** Whether an old issue is to be taken in as an incident. */
import type { ObservedIssue } from "../github/observed.ts";
import { type Severity, severities } from "../incident/incident.ts";
import { refusalOf } from "./refusals.ts";
import { type ImportRules, severityOfLabel, titleKey } from "./rules.ts";

/**
 * The highest severity that the rules know of it, null where none; why it is refused, as the end of a sentence
 * (`it was a test`); null where no rule names the issue. Labels count that it has had at any time.
 */
export function importable(
  issue: ObservedIssue,
  rules: ImportRules,
): { severity: Severity | null } | { refused: string } | null {
  const named = [...labelsEver(issue).map((label) => severityOfLabel(label, rules)), ...besideLabels(issue, rules)];
  const known = named.filter((severity) => severity !== undefined);
  if (known.length === 0) return null;
  const refused = refusalOf(issue);
  return refused ? { refused } : { severity: severities.find((severity) => known.includes(severity)) ?? null };
}

/** The severities of the rules that name the issue by its number or title; null for one that says none. */
export function besideLabels({ number, title }: ObservedIssue, { numbers, titles }: ImportRules): (Severity | null)[] {
  const byNumber = numbers.get(number);
  const name = titleKey(title);
  const byTitle = [...titles].filter(([text]) => name.startsWith(text)).map(([, severity]) => severity);
  return byNumber === undefined ? byTitle : [byNumber, ...byTitle];
}

function labelsEver({ labels, items }: ObservedIssue): string[] {
  const put = items.flatMap((item) => (item.type === "labeled" || item.type === "unlabeled" ? [item.label] : []));
  return [...labels, ...put];
}
