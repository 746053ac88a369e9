/** When somebody is reminded of an open action item: nobody owns it, it is due, it is overdue, it has grown old. */
import type { Configuration } from "../config.ts";
import type { ActionItem, Day } from "../incident/action-item.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { type BusinessTime, businessTime } from "./business.ts";
import { type DayNumber, dayNumber } from "./day.ts";
import type { Deadline, Reminder } from "./deadline.ts";
import { groupOf, leadsOf } from "./responsible.ts";
import { wallAt } from "./zone.ts";

type Says = Extract<Reminder, { about: "item" }>["says"];

/** One reminder of an item, by its stage. */
interface Stage {
  at: Instant;
  says: Says;
  stage: string;
}

/** An open item among the team's days. */
interface Dated {
  item: ActionItem;
  due: { text: Day; day: DayNumber } | null;
  /** The day and time of its making on the team's clock. */
  made: { day: DayNumber; time: number };
  time: BusinessTime;
  days: Configuration["actionItems"];
  now: Instant;
}

/** Of each open item, those that don't end up to the first after now; by time within an item. */
export function itemDeadlines(incident: Incident, configuration: Configuration, now: Instant): Deadline[] {
  const leads = [...groupOf(incident.review?.facilitator), ...leadsOf(incident, configuration)];
  const time = businessTime(configuration);
  return incident.actionItems
    .filter(({ state }) => state === "open")
    .flatMap((item) => {
      const made = wallAt(item.createdAt, time.zone);
      // An item of somebody who has left is nobody's: the leads are told then.
      const to = item.owners.length > 0 ? [item.owners, ...leads] : leads;
      const dated = { item, due: dueDay(item), made, time, days: configuration.actionItems, now };
      return stagesOf(dated).map(({ at, says, stage }): Deadline => {
        const reminder: Reminder = { about: "item", item: item.number, says, due: item.due };
        return { subject: `item ${item.number}`, stage, at, to, reminder };
      });
    });
}

function dueDay({ due }: ActionItem): Dated["due"] {
  if (due === null) return null;
  const day = dayNumber(due);
  return Number.isNaN(day) ? null : { text: due, day };
}

/** Of two at the same time the later in this list is the one that is said. */
function stagesOf(dated: Dated): Stage[] {
  const stages = [...withoutOwner(dated), ...dueSoon(dated), ...recurring(dated)];
  return stages.sort((a, b) => a.at - b.at);
}

function withoutOwner({ item, made, time, days }: Dated): Stage[] {
  if (item.owners.length > 0) return [];
  const at = time.atWork(time.days.after(made.day, days.ownerDays), made.time);
  return [{ at, says: "no owner", stage: "no owner" }];
}

function dueSoon({ item, due, time, days }: Dated): Stage[] {
  if (!due) return [];
  const at = time.opening(time.days.before(due.day, days.soonDays));
  return at < item.createdAt ? [] : [{ at, says: "due soon", stage: `due soon ${due.text}` }];
}

/** The due day and the weeks after it; an old item is asked about before, and in place of a week's reminder from then on. */
function recurring(dated: Dated): Stage[] {
  const { due, time } = dated;
  const old = stillWorthIt(dated);
  if (!due) return old;
  const dueAt = time.opening(due.day);
  const early = old.filter(({ at }) => at < dueAt);
  const weeks = askedAgain(overdue(dated, due), old.slice(early.length));
  return [...early, { at: dueAt, says: "due", stage: `due ${due.text}` }, ...weeks];
}

/** Each question in place of the first week's reminder that doesn't come before it. */
function askedAgain(weeks: readonly Stage[], questions: readonly Stage[]): Stage[] {
  let next = 0;
  return weeks.map((week) => {
    const first = next;
    while ((questions[next]?.at ?? Number.POSITIVE_INFINITY) <= week.at) next += 1;
    const question = next > first ? questions[next - 1] : undefined;
    return question ? { ...question, at: week.at } : week;
  });
}

/** Weekly from the due day's reminder on, since the item was made. Of several that a long holiday moves to one opening, the last. */
function overdue({ made, time, now }: Dated, due: { text: Day; day: DayNumber }): Stage[] {
  const start = time.days.from(due.day);
  const first = Math.max(1, Math.floor((made.day - start) / 7));
  const weeks = upToNext(now, first, (week): Stage => {
    const at = time.opening(start + week * 7);
    return { at, says: "overdue", stage: `overdue ${due.text} ${week}` };
  });
  return weeks.filter(({ at }, index) => at !== weeks[index + 1]?.at);
}

function stillWorthIt({ made, time, days, now }: Dated): Stage[] {
  return upToNext(now, 1, (turn): Stage => {
    const at = time.atWork(made.day + turn * days.confirmDays, made.time);
    return { at, says: "still worth it", stage: `still worth it ${turn}` };
  });
}

/** Of a series without end, those up to the first after now. */
function upToNext(now: Instant, first: number, stageAt: (index: number) => Stage): Stage[] {
  const stages: Stage[] = [];
  for (let index = first; (stages.at(-1)?.at ?? now) <= now; index += 1) stages.push(stageAt(index));
  return stages;
}
