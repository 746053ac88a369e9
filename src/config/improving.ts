/** Options about getting better: reviews, action items, their board, and the weekly digest. */
import { z } from "zod";
import { clockTime, label, login, severity, weekday } from "./values.ts";

export const review = z
  .strictObject({
    severities: z.array(severity).default(["sev1", "sev2"]).describe("Severities that call for a review."),
    facilitators: z.array(login).default([]).describe("Who leads reviews, taking turns; never a responder."),
    businessDays: z.int().min(1).max(60).default(1).describe("Business days until the review is due."),
  })
  .prefault({})
  .describe("The post-incident review.");

export const actionItems = z
  .strictObject({
    dueDays: z
      .strictObject({
        sev1: z.int().min(1).max(365).default(15).describe("After an incident whose highest severity was sev1."),
        other: z.int().min(1).max(365).default(30).describe("After any other incident."),
      })
      .prefault({})
      .describe("Days until an action item is due, by the incident's highest severity."),
    ownerDays: z.int().min(1).max(60).default(2).describe("Business days after which an owner is asked for."),
    soonDays: z.int().min(1).max(60).default(2).describe("Business days before the due day for the first reminder."),
    confirmDays: z
      .int()
      .min(7)
      .max(730)
      .default(90)
      .describe("Days after which it is asked whether an open item is still worth doing."),
  })
  .prefault({})
  .describe("Action items.");

export const issueTypes = z
  .strictObject({
    incident: label.default("Incident").describe("The type of incidents that have none."),
    actionItem: label.default("Task").describe("The type of action items that the App opens."),
    review: label.default("Task").describe("The type of reviews."),
  })
  .prefault({})
  .describe("Names of the organisation's issue types; one that it hasn't got is left out.");

export const board = z
  .strictObject({
    project: z.int().positive().optional().describe("The number of the organisation's project, as in its address."),
    incidents: z.boolean().default(false).describe("Put incidents on it as well as action items."),
    fields: z
      .strictObject({
        status: label.default("Status").describe("Its field for the state."),
        priority: label.default("Priority").describe("Its field for the priority."),
        due: label.default("Due").describe("Its field for the due day."),
        severity: label.default("Severity").describe("Its field for the incident's severity."),
        incident: label.default("Incident").describe("Its field for the incident."),
      })
      .prefault({})
      .describe("The names of its fields."),
    statuses: z
      .strictObject({
        open: label.default("Todo").describe("What is to be done."),
        done: label.default("Done").describe("What is done."),
        declined: label.default("Won't do").describe("What will not be done; where there is no such option, as done."),
      })
      .prefault({})
      .describe("The options of its status field; any other means that somebody is at it."),
  })
  .prefault({})
  .describe("The project board of action items.");

export const digest = z
  .strictObject({
    on: z.boolean().default(true).describe("Write a digest each week in which there is something to say."),
    day: weekday.default("monday").describe("On which day."),
    time: clockTime.default("09:00").describe("From what time on."),
    category: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("A category of the repository's discussions; the digest goes there instead of on an issue."),
  })
  .prefault({})
  .describe("The weekly digest of the scheduled Action.");
