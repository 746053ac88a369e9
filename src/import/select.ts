/** Which issues of a list an import is about: what their current labels, titles and numbers tell. */
import { type ImportRules, severityOfLabel, titleKey } from "./rules.ts";

/** Whether a rule names the issue; whether it is taken in shows once it is read. */
export function isNamed(
  { number, title, labels }: { number: number; title: string; labels: readonly string[] },
  rules: ImportRules,
): boolean {
  if (rules.numbers.has(number) || labels.some((label) => severityOfLabel(label, rules) !== undefined)) return true;
  const name = titleKey(title);
  return [...rules.titles.keys()].some((beginning) => name.startsWith(beginning));
}
