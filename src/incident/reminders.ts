/** What people said about reminders: snoozed until when, off, or on again. */
import type { ReminderOrder } from "./incident.ts";
import { type Statement, stating } from "./statements.ts";

/** The orders as written: of two about the same topic the later counts. A snooze lasts from the comment's own time. */
export function reminderOrdersOf(statements: readonly Statement[]): ReminderOrder[] {
  return stating(statements, "snooze", "remind").map(({ command, at }) => ({
    topic: command.topic,
    at,
    until: command.verb === "snooze" ? at + command.ms : command.state,
  }));
}
