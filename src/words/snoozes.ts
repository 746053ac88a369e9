/** What people said about reminders, as far as it still holds: told on the card, so that nobody waits for one in vain. */
import type { Incident, Instant, ReminderOrder } from "../incident/incident.ts";
import { referenceOf } from "./moments.ts";
import type { CommandLine } from "./names.ts";
import { showInstant } from "./time.ts";

type Topic = ReminderOrder["topic"];

/**
 * A sentence for each topic that is off or, by the incident's last change, snoozed, and for what is on all the same; in the
 * order of what was said.
 */
export function snoozeNotices(incident: Incident, zone: string, line: CommandLine): string[] {
  const { reminderOrders, updatedAt, drill } = incident;
  const orders = standing(reminderOrders);
  const isQuiet = drill || !isOn(orders.get("all") ?? "on", updatedAt);
  const waiting = new Set<Topic>(openItems(incident).map(({ number }): Topic => `item ${number}`));
  return [...orders].flatMap(([topic, until]) => {
    if (topic.startsWith("item ") && !waiting.has(topic)) return [];
    const about = topic === "all" ? "Reminders" : `Reminders of ${subjectOf(topic)}`;
    if (until === "off") return [`${about} are off: \`${line(bringBack(topic))}\` brings them back.`];
    if (until === "on") return isQuiet ? [`${about} are on.`] : [];
    if (isOn(until, updatedAt)) return [];
    return [`${about} are snoozed until ${showInstant(until, zone, referenceOf(incident))}.`];
  });
}

/** Of the others there are no reminders anyway. */
function openItems({ actionItems }: Incident): Incident["actionItems"] {
  return actionItems.filter(({ state }) => state === "open");
}

function isOn(until: ReminderOrder["until"], now: Instant): boolean {
  return until === "on" || (until !== "off" && until <= now);
}

/** Of each topic the last order; one about more takes the place of those about part of it. */
function standing(orders: readonly ReminderOrder[]): Map<Topic, ReminderOrder["until"]> {
  const last = new Map<Topic, ReminderOrder["until"]>();
  for (const { topic, until } of orders) {
    for (const known of [...last.keys()]) if (includes(topic, known)) last.delete(known);
    last.set(topic, until);
  }
  return last;
}

function includes(topic: Topic, other: Topic): boolean {
  return topic === other || topic === "all" || (topic === "items" && other.startsWith("item "));
}

function subjectOf(topic: Exclude<Topic, "all">): string {
  if (topic === "items") return "action items";
  if (topic === "update") return "updates";
  return topic === "acknowledgement" || topic === "review" ? `the ${topic}` : topic.replace("item ", "#");
}

function bringBack(topic: Topic): string {
  switch (topic) {
    case "all":
      return "remind on";
    case "acknowledgement":
      return "remind on ack";
    case "update":
      return "remind on updates";
    default:
      return `remind on ${topic.replace("item ", "#")}`;
  }
}
