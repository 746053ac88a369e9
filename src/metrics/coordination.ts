/** How people found each other: who joined, how long a page took to reach somebody, hand-overs; and what their entries did. */
import type { SpanPhase } from "../incident/incident.ts";
import { handoversIn } from "../incident/people.ts";
import { pagesOf, type RecordedPage } from "../record/pages.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { MetricsWindow } from "./metrics.ts";
import { medianOrNull } from "./quantile.ts";
import { seconds } from "./round.ts";

/** The figures of coordination in the incidents. Each time that a person was called in is a page; a hand-over is a role that goes to somebody else. */
export function coordinationFigures(incidents: readonly IncidentRecord[]): MetricsWindow["coordination"] {
  const pages = incidents.flatMap(({ people }) => people.flatMap(pagesOf));
  const reached = pages.flatMap(timeToReach);
  const joined = incidents.map(({ people }) => people.filter(({ joinedAt }) => joinedAt !== undefined).length);
  const medianToReach = medianOrNull(reached);
  return {
    incidents: incidents.length,
    medianPeople: medianOrNull(joined),
    pages: pages.length,
    reached: reached.length,
    medianToReach: medianToReach === null ? null : seconds(medianToReach),
    handovers: incidents.reduce((sum, { roles }) => sum + handoversIn(roles).size, 0),
  };
}

function timeToReach({ at, reachedAt }: RecordedPage): number[] {
  return reachedAt === undefined ? [] : [(Date.parse(reachedAt) - Date.parse(at)) / 1000];
}

const phaseOrder: readonly SpanPhase[] = [
  "detection",
  "triage",
  "investigation",
  "response",
  "response and remediation",
  "remediation",
  "analysis",
  "readiness",
];

/** Entries by phase and impact, for the phases that have any, in their order. */
export function entryFigures(incidents: readonly IncidentRecord[]): MetricsWindow["entries"] {
  const rows = phaseOrder.map((phase) => ({ phase, positive: 0, negative: 0, neutral: 0, unmarked: 0 }));
  const byPhase = new Map(rows.map((row) => [row.phase, row]));
  const filled = new Set<SpanPhase>();
  for (const { timeline } of incidents) {
    for (const { phase, impact } of timeline) {
      const row = byPhase.get(phase);
      if (row) row[impact ?? "unmarked"] += 1;
      filled.add(phase);
    }
  }
  return rows.filter(({ phase }) => filled.has(phase));
}
