/** Which of a repository's old issues were incidents: by the labels that it has, by titles, or by number. */
import { UserError } from "../error.ts";
import { type Severity, severities } from "../incident/incident.ts";

/** What the Action's input `import` asks for. */
export interface ImportRules {
  /** The team's labels as `labelKey` has them, with the severity that each stands for; null where it stands for none. */
  labels: ReadonlyMap<string, Severity | null>;
  /** Beginnings of titles as `titleKey` has them, with the severity that each stands for. */
  titles: ReadonlyMap<string, Severity | null>;
  numbers: ReadonlyMap<number, Severity | null>;
}

const mostLines = 200;

/**
 * Reads the input, a rule on each line: a label (`outage`), the beginning of titles (`title: [Incident]`), or
 * numbers (`#12, #15`); each with ` = sev1` behind it where that was its severity. @throws UserError for what is none
 */
export function readImport(input: string): ImportRules {
  const lines = input.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length > mostLines) {
    throw new UserError(`The input \`import\` has ${lines.length} lines.`, `Write at most ${mostLines}.`);
  }
  const rules = { labels: new Map(), titles: new Map(), numbers: new Map() };
  for (const line of lines) takeLine(line.trim(), rules);
  return rules;
}

interface Taken {
  labels: Map<string, Severity | null>;
  titles: Map<string, Severity | null>;
  numbers: Map<number, Severity | null>;
}

function takeLine(line: string, { labels, titles, numbers }: Taken): void {
  const { what, severity } = parted(line);
  if (/^#\d/.test(what)) for (const number of numbersIn(what)) numbers.set(number, severity);
  else if (/^title:/i.test(what)) titles.set(titleIn(what), severity);
  else labels.set(labelKey(what), severity);
}

/** What stands before the last `=`, and the severity behind it. */
function parted(line: string): { what: string; severity: Severity | null } {
  const sign = line.lastIndexOf("=");
  if (sign < 0) return { what: line, severity: null };
  const [, digit] = /^s(?:ev)?[ -]?([1-5])$/i.exec(line.slice(sign + 1).trim()) ?? [];
  const severity = severities.find((name) => name === `sev${digit}`);
  const what = line.slice(0, sign).trim();
  if (severity && what !== "") return { what, severity };
  throw cannotRead(line, "Write what to import before the sign =, and sev1 to sev5 behind it.");
}

function numbersIn(text: string): number[] {
  const parts = text.split(",").map((part) => /^#(\d{1,9})$/.exec(part.trim())?.[1]);
  if (parts.every((part) => part !== undefined)) return parts.map(Number);
  throw cannotRead(text, "Write numbers as #12, #15.");
}

function titleIn(text: string): string {
  const title = titleKey(text.slice(text.indexOf(":") + 1));
  if (title !== "") return title;
  throw cannotRead(text, "Write how titles begin behind it, such as title: [Incident].");
}

function cannotRead(line: string, remedy: string): UserError {
  return new UserError(`The input \`import\` has the line “${line.slice(0, 80)}”, which can't be read.`, remedy);
}

/** The label by its letters and digits alone: case, emoji and separators are the same to us. */
export function labelKey(label: string): string {
  const name = label.normalize("NFKC").toLowerCase();
  return name.replace(/[^\p{L}\p{N}]+/gu, "") || name.trim();
}

/** A title as it is compared: in lower case, with single blanks, without emoji. */
export function titleKey(title: string): string {
  const words = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, "");
  return words.replace(/\s+/g, " ").trim();
}

/** The severity that a label of the team stands for; null for none, undefined where no rule names it. `Critical (site down)` is `Critical` too. */
export function severityOfLabel(label: string, { labels }: ImportRules): Severity | null | undefined {
  const whole = labels.get(labelKey(label));
  return whole === undefined ? labels.get(labelKey(label.replace(/\([^()]*\)\s*$/, ""))) : whole;
}
