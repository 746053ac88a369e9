/** What severities, moments, durations and marks are called on the card and in the review. */
import type {
  Duration,
  DurationName,
  Impact,
  Incident,
  IncidentPriority,
  MomentName,
  Severity,
} from "../incident/incident.ts";
import { showDuration } from "./time.ts";

/** `SEV2`, or what holds where nobody has set one. */
export function severityName(severity: Severity | null): string {
  return severity ? severity.toUpperCase() : "Severity not set, taken as SEV3";
}

export function priorityName(priority: IncidentPriority): string {
  return `priority ${priority}`;
}

export const momentTitles: Record<MomentName, string> = {
  started: "Impact began",
  detected: "Detected",
  declared: "Declared",
  acknowledged: "Acknowledged",
  identified: "Identified",
  restored: "Restored",
  resolved: "Resolved",
  reviewed: "Reviewed",
};

/** The verb that states a moment. The declaration is a fact: nothing states it. */
export const momentVerbs: Record<Exclude<MomentName, "declared">, string> = {
  started: "started",
  detected: "detected",
  acknowledged: "ack",
  identified: "identified",
  restored: "mitigated",
  resolved: "resolved",
  reviewed: "reviewed",
};

/** Each duration's name, its abbreviation where the field has one, and its formula. */
export const durationTitles: Record<DurationName, { name: string; short: string; formula: string }> = {
  timeToDetect: { name: "Time to detect (TTD)", short: "TTD", formula: "detected − started" },
  timeToDeclare: { name: "Time to declare", short: "Time to declare", formula: "declared − detected" },
  timeToAcknowledge: { name: "Time to acknowledge (TTA)", short: "TTA", formula: "acknowledged − detected" },
  timeToRecover: { name: "Time to recover (TTR)", short: "TTR", formula: "last restoration − detected" },
  firstRecovery: { name: "First recovery", short: "First recovery", formula: "first restoration − detected" },
  impact: { name: "Impact", short: "Impact", formula: "sum of the intervals from start to restoration" },
};

/** `4 min`, or why there is no figure. */
export function durationText(duration: Duration): string {
  switch (duration.state) {
    case "recorded":
      return showDuration(duration.ms);
    case "not recorded":
      return `not recorded, as “${momentTitles[duration.missing].toLowerCase()}” is not known`;
    case "not applicable":
      return "not applicable";
    case "inconsistent":
      return `inconsistent, as “${momentTitles[duration.end].toLowerCase()}” is stated before “${momentTitles[duration.start].toLowerCase()}”`;
  }
}

export const impactNames: Record<Impact, string> = { positive: "helped", negative: "hurt", neutral: "no effect" };

/** Writes a command as this repository takes it: `/ack`, or `/incident ack` where the bare form is off. */
export type CommandLine = (command: string) => string;

export function commandLine(configuration: { commands: { bare: boolean } }): CommandLine {
  return (command) => (configuration.commands.bare ? `/${command}` : `/incident ${command}`);
}

/** `https://github.com`: where the incident's people and teams have their pages. */
export function siteOf(incident: Pick<Incident, "url">): string {
  return new URL(incident.url).origin;
}

/** `1 learning`, `2 learnings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
