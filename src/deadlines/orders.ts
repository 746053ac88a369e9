/** What people said about reminders of a subject: `/incident snooze`, `/incident remind off`. */
import type { Instant, ReminderOrder, ReminderTopic } from "../incident/incident.ts";
import type { Subject } from "./deadline.ts";

/** Those about the subject, or about more than it, in the order in which they were said. */
function ordersAbout(subject: Subject, orders: readonly ReminderOrder[]): ReminderOrder[] {
  const about = orders.filter(({ topic }) => topic === "all" || topic === subject || topic === topicOf(subject));
  return about.sort((a, b) => a.at - b.at);
}

/** What the configuration calls the subject. */
export function topicOf(subject: Subject): Exclude<ReminderTopic, `item ${number}`> {
  return subject === "acknowledgement" || subject === "update" || subject === "review" ? subject : "items";
}

/** Whether reminders were asked for, and not declined since: what a drill needs. */
export function isAskedFor(subject: Subject, orders: readonly ReminderOrder[]): boolean {
  return ordersAbout(subject, orders).findLast(({ until }) => typeof until === "string")?.until === "on";
}

/** Until when there are no reminders of the subject: the end of a snooze, for ever, or null where they are as always. */
export function quietUntil(subject: Subject, orders: readonly ReminderOrder[]): Instant | null {
  const until = ordersAbout(subject, orders).at(-1)?.until ?? "on";
  if (until === "on") return null;
  return until === "off" ? Number.POSITIVE_INFINITY : until;
}
