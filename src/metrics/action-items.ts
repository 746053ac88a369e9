/** Action items of the incidents that were reviewed in a window: whether what was promised is done, and in time. */

import { type DayNumber, dayLength, dayNumber } from "../deadlines/day.ts";
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { TeamCalendar } from "./calendar.ts";
import type { Metrics } from "./metrics.ts";
import { medianOrNull } from "./quantile.ts";
import { seconds, shareOf } from "./round.ts";

type ActionItem = IncidentRecord["actionItems"][number];

/** The figures of the cohort's action items. Ages are whole days of the calendar, in seconds; a due date lasts to its end. */
export function actionItemFigures(
  reviewed: readonly IncidentRecord[],
  today: DayNumber,
  calendar: TeamCalendar,
): Metrics["windows"][number]["actionItems"] {
  const items = reviewed.flatMap(({ actionItems }) => actionItems);
  const done = items.filter(({ state }) => state === "done");
  const open = items.filter(({ state }) => state === "open");
  const inTime = [...done, ...open].flatMap((item) => isInTime(item, today, calendar) ?? []);
  const ages = open.map(({ createdAt }) => Math.max(0, today - calendar.dayOf(Date.parse(createdAt))));
  return {
    incidents: reviewed.length,
    total: items.length,
    done: done.length,
    declined: items.length - done.length - open.length,
    open: open.length,
    overdue: open.filter(({ due }) => isPast(due, today)).length,
    closure: shareOf(done.length, done.length + open.length),
    onTime: shareOf(inTime.filter(Boolean).length, inTime.length),
    onTimeOf: inTime.length,
    medianAgeOfOpen: medianOrNull(ages.map((days) => (days * dayLength) / 1000)),
    medianTimeToClose: roundedMedian(done.flatMap(timeToClose)),
  };
}

/** By the first due date: done by its end, or not; null where that is still to come, or no date was ever set. */
function isInTime({ state, firstDue, closedAt }: ActionItem, today: DayNumber, calendar: TeamCalendar): boolean | null {
  if (firstDue === null) return null;
  if (state === "open") return isPast(firstDue, today) ? false : null;
  return closedAt === undefined ? null : calendar.dayOf(Date.parse(closedAt)) <= dayNumber(firstDue);
}

function isPast(due: ActionItem["due"], today: DayNumber): boolean {
  return due !== null && dayNumber(due) < today;
}

function timeToClose({ createdAt, closedAt }: ActionItem): number[] {
  const closed: Instant = Date.parse(closedAt ?? "");
  return Number.isNaN(closed) ? [] : [(closed - Date.parse(createdAt)) / 1000];
}

function roundedMedian(values: readonly number[]): number | null {
  const median = medianOrNull(values);
  return median === null ? null : seconds(median);
}
