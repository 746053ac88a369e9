/** The few commands that make sense next, by where the incident stands. */
import type { Incident, Instant, Milliseconds } from "../incident/incident.ts";
import { readTime } from "../timeline/time/read.ts";
import { showInstant } from "../timeline/time/show.ts";
import { code } from "./escape.ts";
import type { CommandLine } from "./names.ts";

const most = 4;

export interface NextView {
  line: CommandLine;
  /** The team's zone. */
  zone: string;
  /** When the last of the incident's alerts ended; null where one of them fires, or there are none. */
  quietSince: Instant | null;
}

/** At most four commands with what each is for, as Markdown; none where nothing is left to do. */
export function nextCommands(incident: Incident, view: NextView): string[] {
  const next = candidates(incident, view).slice(0, most);
  return next.map(([command, purpose]) => `${code(view.line(command))} ${purpose}`);
}

type Suggestion = readonly [command: string, purpose: string];

function candidates(incident: Incident, view: NextView): Suggestion[] {
  switch (incident.phase) {
    case "response":
    case "remediation":
      return isQuiet(incident, view.quietSince)
        ? [whenQuiet(incident, view.zone, view.quietSince), ...duringResponse(incident).filter(isNoRecovery)]
        : duringResponse(incident);
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

/** Whether all alerts have ended, and none of that was before it went wrong or was known: a recovery can't have been then. */
function isQuiet({ intervals, moments: { detected } }: Incident, since: Instant | null): since is Instant {
  const known = detected?.by === "stated" ? detected.at : 0;
  return since !== null && since >= Math.max(intervals.at(-1)?.from ?? 0, known);
}

function whenQuiet(incident: Incident, zone: string, since: Instant): Suggestion {
  return [`mitigated ${timeToType(since, zone, incident)}`, "as all alerts have ended"];
}

const minute: Milliseconds = 60_000;
/** A time without a date must mean the same for so long. */
const soon: Milliseconds = 11 * 60 * minute;

/** `16:20`; `2026-03-10 16:20 UTC` on another day than that of the declaration, or where the short form may be misread. */
function timeToType(at: Instant, zone: string, { moments, updatedAt }: Incident): string {
  const dated = showInstant(at, zone);
  const clock = showInstant(at, zone, at).slice(0, 5);
  const isOfThatDay = moments.declared !== null && showInstant(at, zone, moments.declared.at) !== dated;
  const read = readTime(clock, { written: updatedAt + soon, zone });
  const isSame = read !== null && "time" in read && read.time.at === Math.floor(at / minute) * minute;
  return isOfThatDay && isSame ? clock : dated;
}

function isNoRecovery([command]: Suggestion): boolean {
  return command !== "mitigated";
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
