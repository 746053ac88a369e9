/** Past incidents as their records tell of them: a scheduled run has these at hand, and reads none again. */
import type { IncidentRecord } from "../record/record.ts";
import { type PastIncident, pastOf } from "./past-incident.ts";

/** More than these a new incident is not compared with: the newest. */
const most = 1_000;

/** What is to be kept of the incidents for a comparison. */
export function pastOfRecords(records: Iterable<IncidentRecord>): PastIncident[] {
  const newest = [...records].sort((a, b) => b.number - a.number).slice(0, most);
  return newest.flatMap((record) => pastOf(exampleOf(record)) ?? []);
}

function exampleOf({ moments: { declared }, actionItems, ...record }: IncidentRecord): Parameters<typeof pastOf>[0] {
  return {
    ...record,
    moments: { declared: declared && { at: Date.parse(declared.at) } },
    actionItems: actionItems.map(({ createdAt, closedAt, ...item }) => ({
      ...item,
      createdAt: Date.parse(createdAt),
      closedAt: closedAt === undefined ? undefined : Date.parse(closedAt),
    })),
  };
}
