/** Records to draw: the reference case, and others made of little more than their times. */
import type { Impact } from "../../src/incident/incident.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { recorded, referenceIncident } from "../record/records.ts";

export const reference = recorded(referenceIncident());

type Entry = IncidentRecord["timeline"][number];
type Moment = NonNullable<IncidentRecord["moments"]["started"]>;

const noMoments: IncidentRecord["moments"] = {
  started: null,
  detected: null,
  declared: null,
  acknowledged: null,
  identified: null,
  restored: null,
  resolved: null,
  reviewed: null,
};

/** `16:04` on 10 March 2026, UTC, or a whole instant. */
export function at(time: string): string {
  return time.includes("T") ? time : `2026-03-10T${time}:00Z`;
}

/** An entry at that time by cathy, in her words. */
export function entry(time: string, impact: Impact | null = null, more: Partial<Entry> = {}): Entry {
  const text = "Looks at <b>the 登录 page</b> & waits";
  return {
    at: at(time),
    who: "cathy",
    kind: "task",
    impact,
    phase: "response",
    text,
    url: "https://example.com",
    ...more,
  };
}

/** A moment that somebody stated. */
export function stated(time: string, more: Partial<Moment> = {}): Moment {
  return { at: at(time), by: "stated", from: "comment", ...more };
}

interface Told extends Partial<Omit<IncidentRecord, "intervals" | "moments" | "phases">> {
  intervals?: [from: string | null, to?: string][];
  moments?: Partial<IncidentRecord["moments"]>;
  phases?: [phase: IncidentRecord["phases"][number]["phase"], from: string, to?: string][];
}

/** A record of which nothing else is known; `intervals` and `phases` as times of day. */
export function record({ intervals = [], moments = {}, phases = [], ...more }: Told): IncidentRecord {
  return {
    ...reference,
    timeline: [],
    ...more,
    moments: { ...noMoments, ...moments },
    intervals: intervals.map(([from, to]) => ({ from: from && at(from), ...(to ? { to: at(to) } : {}) })),
    phases: phases.map(([phase, from, to]) => ({
      phase,
      from: at(from),
      ...(to ? { to: at(to) } : {}),
      state: "recorded" as const,
    })),
  };
}

/** As many entries, one every so many seconds from 08:00 on, helping, hurting, without effect and unmarked in turn. */
export function crowd(count: number, seconds: number): Entry[] {
  const impacts = ["positive", "negative", "neutral", null, "positive"] as const;
  return Array.from({ length: count }, (_, index) => {
    const instant = new Date(Date.parse(at("08:00")) + index * seconds * 1000).toISOString().replace(".000Z", "Z");
    return entry(instant, impacts[index % impacts.length] ?? null);
  });
}
