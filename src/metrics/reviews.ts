/** Reviews of the incidents that were restored in a window: held, not held, overdue. */

import { type DayNumber, dayNumber } from "../deadlines/day.ts";
import type { Severity } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { TeamCalendar } from "./calendar.ts";
import type { MetricsWindow } from "./metrics.ts";
import { medianOrNull } from "./quantile.ts";
import { shareOf } from "./round.ts";

/** When a review is called for, and until when. */
export interface ReviewRule {
  /** Highest severities that call for one. */
  severities: readonly Severity[];
  /** Business days after the day of the restoration. */
  businessDays: number;
  today: DayNumber;
  calendar: TeamCalendar;
}

/** The figures of reviews. A review that somebody asked for can be overdue; the share is of those that severity calls for. */
export function reviewFigures(restored: readonly IncidentRecord[], rule: ReviewRule): MetricsWindow["reviews"] {
  const due = restored.filter((record) => isCalledFor(record, rule));
  const held = due.filter(isHeld);
  const overdue = restored.filter((record) => isAwaited(record, rule) && isOverdue(record, rule));
  return {
    due: due.length,
    held: held.length,
    notHeld: due.filter(isNotHeld).length,
    share: shareOf(held.length, due.length),
    medianBusinessDays: medianOrNull(held.flatMap((record) => businessDaysTaken(record, rule.calendar))),
    overdue: overdue.map(({ number }) => number).sort((a, b) => a - b),
  };
}

function isCalledFor({ severity: { highest } }: IncidentRecord, { severities }: ReviewRule): boolean {
  return highest !== null && severities.includes(highest);
}

/** Called for or asked for, and neither held nor not held. */
function isAwaited(record: IncidentRecord, rule: ReviewRule): boolean {
  return (isCalledFor(record, rule) || record.reviewDue) && !isHeld(record) && !isNotHeld(record);
}

function isHeld({ moments, review }: IncidentRecord): boolean {
  return moments.reviewed !== null || review?.state === "held";
}

function isNotHeld(record: IncidentRecord): boolean {
  return record.review?.state === "not held" && !isHeld(record);
}

function isOverdue(record: IncidentRecord, { businessDays, today, calendar }: ReviewRule): boolean {
  const planned = record.review?.due ?? null;
  if (planned !== null) return dayNumber(planned) < today;
  const restored = dayIn(calendar, record.moments.restored);
  return restored !== null && calendar.businessDays(restored, today - 1) >= businessDays;
}

function businessDaysTaken({ moments }: IncidentRecord, calendar: TeamCalendar): number[] {
  const restored = dayIn(calendar, moments.restored);
  const reviewed = dayIn(calendar, moments.reviewed);
  return restored === null || reviewed === null ? [] : [calendar.businessDays(restored, reviewed)];
}

function dayIn(calendar: TeamCalendar, moment: { at: string } | null): DayNumber | null {
  return moment && calendar.dayOf(Date.parse(moment.at));
}
