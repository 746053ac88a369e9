/** Plain words for what people did without words: entries of the timeline for commands and clicks. */
import type { Command } from "../timeline/command.ts";
import type { IncidentEvent, Said } from "../timeline/event.ts";
import { showDuration } from "../words/time.ts";
import type { Instant } from "./incident.ts";

/** What somebody did by a command that has no text; "" for bookkeeping, which is no entry of its own. */
export function describeCommand(command: Command): string {
  switch (command.verb) {
    case "incident":
      return command.resolved ? "resolved the incident" : "declared the incident";
    case "severity":
      return `set the severity to ${command.severity}`;
    case "ack":
      return command.who ? `said that ${command.who} took it up` : "took it up";
    case "role":
      return `made ${command.who} ${command.role}`;
    case "handoff":
      return command.role ? `handed ${command.role} over to ${command.who}` : `handed over to ${command.who}`;
    case "page":
      return `asked ${command.who.join(", ")} to join`;
    case "investigating":
      return "investigating";
    case "identified":
      return "identified what to change";
    case "mitigated":
      return "service restored";
    case "monitoring":
      return "monitoring";
    case "resolved":
      return "resolved the incident";
    case "reopen":
      return "reopened the incident";
    default:
      return "";
  }
}

/** What somebody did in GitHub's interface, or a program told of an incident that was declared then. */
export function describeAct(event: Exclude<IncidentEvent, Said>, declaredAt: Instant): string {
  switch (event.kind) {
    case "labeled":
      return `added the label ${event.label}`;
    case "unlabeled":
      return `removed the label ${event.label}`;
    case "assigned":
      return event.assignee === event.who ? "assigned themselves" : `assigned ${event.assignee}`;
    case "unassigned":
      return event.assignee === event.who ? "unassigned themselves" : `unassigned ${event.assignee}`;
    case "closed":
      return event.pullRequest
        ? `closed the issue with pull request ${event.pullRequest.number}`
        : closing[event.reason];
    case "reopened":
      return "reopened the issue";
    case "pull request merged":
      return `merged pull request ${event.number}: ${event.title}`;
    case "marked as duplicate":
      return event.of === null ? "took back that it is a duplicate" : `marked it as a duplicate of ${event.of}`;
    case "alert fired":
      return `${event.who}: ${event.alert.title} fires`;
    case "alert ended":
      return `${event.who}: ${event.alert.title} has ended`;
    case "alert acknowledged":
      return `${event.who}: ${event.by ?? "somebody"} took up ${event.alert.title}`;
    case "deployed":
      return `${event.who} deployed ${event.deployment.ref ?? event.deployment.sha.slice(0, 7)} to ${event.deployment.environment}`;
    case "reminded":
      return event.subject === "update" ? silence(event) : unacknowledged(event, declaredAt);
  }
}

type Reminded = Extract<IncidentEvent, { kind: "reminded" }>;

/** However often the severity was raised meanwhile, nobody had taken it up since the declaration. */
function unacknowledged({ at, told }: Reminded, declaredAt: Instant): string {
  const waited = showDuration(Math.max(0, at - declaredAt));
  return `nobody had taken it up after ${waited}${told.length > 0 ? `; told ${list.format(told)}` : ""}`;
}

/** The stage of such a reminder is the second since which there was none. */
function silence({ at, stage, told }: Reminded): string {
  const since = Number(stage) * 1_000;
  const waited = since > 0 && since < at ? ` for ${showDuration(at - since)}` : "";
  return `no status update${waited}${told.length > 0 ? `; asked ${list.format(told)}` : ""}`;
}

const list = new Intl.ListFormat("en-GB");

const closing = {
  completed: "closed the issue",
  "not planned": "closed the issue as not planned",
  duplicate: "closed the issue as a duplicate",
} as const;
