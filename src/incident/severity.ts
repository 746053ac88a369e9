/** The severity over time: by labels and commands, the last word standing. */
import type { IncidentEvent } from "../timeline/event.ts";
import {
  type Incident,
  type IncidentPriority,
  type Instant,
  type Severity,
  type SeverityHeld,
  severities,
} from "./incident.ts";
import { type Statement, stating } from "./statements.ts";

/** One act that set the severity, or left none. */
interface Setting {
  severity: Severity | null;
  /** Whose label was taken off: that says nothing where another severity stood. */
  removed?: Severity;
  at: Instant;
  who: string;
  order: number;
}

/** Changed again within this time by the same person, a severity was a slip. */
const slip = 2 * 60_000;

/** Highest, final and history from the declaration on. A severity that stood under 2 minutes and that its author changed doesn't count. */
export function severityOf(
  events: readonly IncidentEvent[],
  statements: readonly Statement[],
  declaredAt: Instant,
): Incident["severity"] {
  const settings = changes([...byLabel(events), ...byCommand(statements)].sort((a, b) => a.order - b.order));
  const counted = settings.filter((setting, index) => !isSlip(setting, settings[index + 1]));
  const history = held(counted, declaredAt);
  const highest = severities.find((severity) => history.some((one) => one.severity === severity)) ?? null;
  return { highest, final: settings.at(-1)?.severity ?? null, history };
}

/** The incident's priority follows its final severity; without one it is treated as sev3. */
export function priorityOf(final: Severity | null): IncidentPriority {
  if (final === "sev1" || final === "sev2") return "critical";
  return final === "sev5" ? "info" : "warning";
}

/** The settings that changed what stood. */
function changes(settings: readonly Setting[]): Setting[] {
  let standing: Severity | null = null;
  return settings.filter(({ severity, removed }) => {
    if (severity === standing || (removed && removed !== standing)) return false;
    standing = severity;
    return true;
  });
}

/** The App's own labels follow the commands, and say nothing new. */
function byLabel(events: readonly IncidentEvent[]): Setting[] {
  const settings: Setting[] = [];
  const present = new Set<Severity>();
  events.forEach((event, order) => {
    if (event.kind !== "labeled" && event.kind !== "unlabeled") return;
    const severity = severities.find((name) => name === event.label.toLowerCase());
    if (!severity) return;
    present.delete(severity);
    if (event.kind === "labeled") present.add(severity);
    if (event.standing === "self") return;
    const off = event.kind === "unlabeled" ? { removed: severity } : {};
    settings.push({ severity: [...present].at(-1) ?? null, ...off, at: event.at, who: event.who, order });
  });
  return settings;
}

function byCommand(statements: readonly Statement[]): Setting[] {
  return stating(statements, "severity", "incident").flatMap(({ command, at, who, order }) =>
    command.severity ? [{ severity: command.severity, at, who, order }] : [],
  );
}

function isSlip({ at, who }: Setting, next: Setting | undefined): boolean {
  return next !== undefined && next.who === who && next.at - at < slip;
}

function held(settings: readonly Setting[], declaredAt: Instant): SeverityHeld[] {
  const history: SeverityHeld[] = [];
  for (const { severity, at } of settings) {
    const last = history.at(-1);
    if (last && last.until === undefined && last.severity === severity) continue;
    if (last && last.until === undefined) last.until = Math.max(at, declaredAt);
    if (severity) history.push({ severity, from: Math.max(at, declaredAt) });
  }
  return history.filter(({ from, until }) => until === undefined || until > from);
}
