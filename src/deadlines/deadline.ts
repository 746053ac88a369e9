/** What a deadline is: something to be done by a time, whom it concerns, and what its reminder says. Types only. */
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";

/** What is waited for. Of one subject the latest stage that is due is said, and none before it any more. */
export type Subject = "acknowledgement" | "update" | "review" | `item ${number}`;

export interface Deadline {
  subject: Subject;
  /** Which of the subject's reminders: `1`, `due 2026-12-01`. Each is sent at most once. */
  stage: string;
  at: Instant;
  /** Whom to tell: the first of these groups in which anybody can be told. Logins, and teams as `org/team`. */
  to: readonly (readonly string[])[];
  reminder: Reminder;
}

/** What a reminder is about. */
export type Reminder =
  | {
      about: "acknowledgement";
      /** Since when nobody took it up: the declaration, or the raised severity. */
      since: Instant;
      /** From 1: the owners, then the escalation path. */
      step: number;
      /** How many there are; 0 where nobody is to be told. */
      steps: number;
    }
  | {
      about: "update";
      /** The last update; the declaration, or the raised severity, where there was none since. */
      since: Instant;
      /** Of all updates, also those before; null where there never was one. */
      last: Instant | null;
    }
  | { about: "review"; review: number; due: Day }
  | {
      about: "item";
      item: number;
      says: "no owner" | "due soon" | "due" | "overdue" | "still worth it";
      due: Day | null;
    };

/** A reminder that this pass sends. */
export interface DueReminder {
  deadline: Deadline;
  /** Whom it notifies: none of them was notified of the same subject within a day. */
  told: readonly string[];
  /** Whom it concerns besides, and who was told lately: named without a notification. */
  named: readonly string[];
  /** Whom it concerns, and who can't be told. */
  lost: readonly string[];
}
