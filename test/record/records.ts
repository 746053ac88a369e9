/** Records to test with: the reference case's, and what a read of an issue brings besides its incident. */
import { defaults } from "../../src/config.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { type IssueRead, recordOf } from "../../src/record/of.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { at, story } from "../incident/events.ts";
import { response, review } from "../reference-case.ts";

/** An issue as it was last read: nothing was deployed. */
export const read: IssueRead = {
  updatedAt: at("03-11 10:25"),
  labels: ["sev2", "Incident"],
  configuration: defaults,
  deployments: [],
  mergeCommits: new Map(),
};

/** The record of an incident about which nothing else was read. */
export function recorded(incident: Incident): IncidentRecord {
  return recordOf(incident, read);
}

/** The incident of the reference case, up to the review. */
export function referenceIncident(): Incident {
  const [opening, ...acts] = response;
  if (!opening || !("body" in opening)) throw new Error("The first act opens the issue.");
  const told = story(opening);
  for (const act of acts) if ("text" in act) told.comment(act.who, act.at, act.text);
  for (const act of review) if ("text" in act) told.comment(act.who, `03-11 ${act.at}`, act.text);
  return told.incident();
}
