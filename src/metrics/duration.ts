/** One duration over a population: its statistics, and how much of it is known. */
import { mean } from "d3-array";
import type { DurationName } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { bandEnds, type DurationFigures } from "./metrics.ts";
import type { Population } from "./population.ts";
import { ascending, fewest, medianOf, quantileOf } from "./quantile.ts";
import { seconds, shareOf } from "./round.ts";

/** The figures of a duration. Only what was recorded of restored incidents is a value; the rest is counted beside it. */
export function durationFigures(name: DurationName, { restored, unrestored }: Population): DurationFigures {
  const sorted = secondsOf(name, restored);
  const ended = tally(name, restored);
  const open = tally(name, unrestored);
  const recorded = ended.recorded + open.recorded;
  const notRecorded = ended["not recorded"] + open["not recorded"];
  const inconsistent = ended.inconsistent + open.inconsistent;
  return {
    n: sorted.length,
    notRecorded,
    notApplicable: ended["not applicable"] + open["not applicable"],
    inconsistent,
    ...(open.recorded > 0 ? { unrestored: open.recorded } : {}),
    coverage: shareOf(recorded, recorded + notRecorded + inconsistent),
    ...(sorted.length < fewest ? { values: sorted } : statistics(sorted)),
  };
}

/** The recorded values in seconds, ascending. */
export function secondsOf(name: DurationName, records: readonly IncidentRecord[]): number[] {
  return ascending(records.flatMap(({ durations }) => durations[name].seconds ?? []));
}

function tally(name: DurationName, records: readonly IncidentRecord[]) {
  const counts = { recorded: 0, "not recorded": 0, "not applicable": 0, inconsistent: 0 };
  for (const { durations } of records) counts[durations[name].state] += 1;
  return counts;
}

function statistics(sorted: number[]) {
  return {
    median: seconds(medianOf(sorted)),
    p90: seconds(quantileOf(sorted, 0.9)),
    mean: seconds(mean(sorted) ?? Number.NaN),
    bands: bandsOf(sorted),
  };
}

/** How many values lie in each band; a band's end belongs to the next one. */
function bandsOf(values: readonly number[]): number[] {
  const bands = [...bandEnds, Number.POSITIVE_INFINITY].map(() => 0);
  for (const value of values) {
    const band = bandEnds.filter((end) => end <= value).length;
    bands[band] = (bands[band] ?? 0) + 1;
  }
  return bands;
}
