/** A record's durations in words, with what is missing where there is no figure. */
import { type DurationName, durationNames, type MomentName } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { durationTitles, momentTitles } from "../words/names.ts";
import { isToCome } from "./moments.ts";
import { row } from "./page.ts";
import { showSeconds } from "./when.ts";

/** The moments between which each duration lies. */
const ends: Record<DurationName, readonly [MomentName, MomentName]> = {
  timeToDetect: ["started", "detected"],
  timeToDeclare: ["detected", "declared"],
  timeToAcknowledge: ["detected", "acknowledged"],
  timeToRecover: ["detected", "restored"],
  firstRecovery: ["detected", "restored"],
  impact: ["started", "restored"],
};

type RecordedDuration = IncidentRecord["durations"][DurationName];

/** `16 min`, `not recorded`, `not applicable` or `inconsistent`. */
export function durationText({ state, seconds }: RecordedDuration): string {
  return state === "recorded" && seconds !== undefined ? showSeconds(seconds) : state;
}

/** The durations as rows: name, value or why there is none. */
export function durationRows(record: IncidentRecord): string[] {
  return durationNames.map((name) => row(durationTitles[name].name, explained(name, record)));
}

/** How each is reckoned, for the line under a table: `TTD = detected − started · …`. */
export function formulaLine(): string {
  return durationNames.map((name) => `${durationTitles[name].short} = ${durationTitles[name].formula}`).join(" · ");
}

function explained(name: DurationName, { durations, moments }: IncidentRecord): string {
  const duration = durations[name];
  const [start, end] = ends[name];
  const missing = ends[name].find((moment) => !moments[moment]);
  if (duration.state === "not recorded" && missing) {
    return isToCome(missing, moments) ? "not recorded yet" : `not recorded, as “${wordOf(missing)}” is not known`;
  }
  if (duration.state === "inconsistent") {
    return `inconsistent, as “${wordOf(end)}” is stated before “${wordOf(start)}”`;
  }
  return duration.state === "recorded" ? `**${durationText(duration)}**` : durationText(duration);
}

function wordOf(moment: MomentName): string {
  return momentTitles[moment].toLowerCase();
}
