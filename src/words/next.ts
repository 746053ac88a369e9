/** The few commands that make sense next, by where the incident stands. */
import type { Incident } from "../incident/incident.ts";
import { code } from "./escape.ts";
import type { CommandLine } from "./names.ts";

const most = 4;

/** At most four commands with what each is for, as Markdown; none where nothing is left to do. */
export function nextCommands(incident: Incident, line: CommandLine): string[] {
  const next = candidates(incident).slice(0, most);
  return next.map(([command, purpose]) => `${code(line(command))} ${purpose}`);
}

type Suggestion = readonly [command: string, purpose: string];

function candidates(incident: Incident): Suggestion[] {
  switch (incident.phase) {
    case "response":
    case "remediation":
      return duringResponse(incident);
    case "analysis":
      return duringAnalysis(incident);
    case "readiness":
      return [
        ...closing(incident),
        ["action @who high by DATE TITLE", "to add an action item"],
        ["learned TEXT", "for what was new to you"],
      ];
    case "closed":
      return [...closing(incident), ["reopen", "if it is back"]];
    case null:
      return [];
  }
}

function duringResponse({ moments, severity, roles, phase }: Incident): Suggestion[] {
  const commanded = roles.some(({ role, until }) => role === "commander" && until === undefined);
  const suggestions: (Suggestion | false)[] = [
    !moments.acknowledged && ["ack", "if you are on it"],
    severity.final === null && ["severity sev2", "(sev1 to sev5) to set the severity"],
    phase === "response" && moments.acknowledged !== null && ["identified", "once you know what to change"],
    phase === "remediation" && ["mitigated", "once the service is back for users"],
    !commanded && ["commander @who", "so that somebody coordinates"],
    ["update TEXT", "for the public status"],
    phase === "response" && ["mitigated", "once the service is back for users"],
    ["page @who", "to bring somebody in"],
  ];
  return suggestions.filter((suggestion) => suggestion !== false);
}

/** Restored is not resolved: somebody still has to say that the response is over. */
function closing({ moments, issueState }: Incident): Suggestion[] {
  return !moments.resolved || issueState === "open" ? [["resolved", "when nothing is left to do"]] : [];
}

function duringAnalysis(incident: Incident): Suggestion[] {
  return [
    ...closing(incident),
    ["learned TEXT", "for what was new to you"],
    ["factor hurt TEXT", "(or helped) for what contributed"],
    ["action @who high by DATE TITLE", "for what you will improve"],
    ["reviewed", "once the review was held"],
  ];
}
