/** Options about people: whom to tell, who is on call, when they work, and what they are reminded of. */
import { z } from "zod";
import { clockTime, day, login, wallTime, weekday, zoneName } from "./values.ts";

/** Somebody to tell: a login, a team (acme/web), or whoever is on call by a rotation (on-call/primary). */
const contact = z
  .string()
  .regex(
    /^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/,
    "must be a login, a team such as acme/web, or a rotation such as on-call/primary",
  )
  .overwrite((text) => text.replace(/^@/, ""));
const step = z.union([contact.transform((one) => [one]), z.array(contact).min(1)], {
  error: "must be a login, a team such as acme/web, a rotation such as on-call/primary, or a list of them",
});
export const escalation = z
  .array(step)
  .max(10)
  .describe("Whom to tell after the owners, one step after the other: logins, teams, or on-call/ROTATION.");

const rotation = z.strictObject({
  people: z.array(login).min(1).max(50).describe("Who takes turns, in their order."),
  since: day.describe("The day of the first person's first turn."),
  handOver: z
    .strictObject({
      day: weekday.optional().describe("The day of the week; without it, every day."),
      time: clockTime.default("09:00").describe("The time of day."),
      every: z.int().min(1).max(52).default(1).describe("Weeks in a turn; days, where no day of the week is named."),
    })
    .prefault({})
    .describe("When the next one takes over, such as { day: monday, time: 09:00 }."),
  zone: zoneName.optional().describe("Where its times are; without it, the team's zone."),
  overrides: z
    .array(
      z
        .strictObject({
          who: login.describe("Who stands in."),
          from: wallTime.describe("From when on, such as 2026-12-24 09:00."),
          until: wallTime.describe("Until when."),
        })
        .describe("Who stands in, from when until when; one at a time."),
    )
    .default([])
    .describe("Who stands in for whoever's turn it is."),
});
/** A rotation as configured. */
export type Rotation = z.infer<typeof rotation>;

export const onCall = z
  .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "is no name for a rotation"), rotation)
  .default({})
  .describe("Rotations by name: who is on call when.");

export const people = z
  .record(login, z.array(z.string().min(1).max(200)).describe("Their names and addresses there."))
  .default({})
  .describe("What people are called in the systems that send alerts, such as { cathy: [cathy@acme.com] }.");

export const businessHours = z
  .strictObject({
    days: z
      .array(weekday)
      .min(1)
      .default(["monday", "tuesday", "wednesday", "thursday", "friday"])
      .describe("The days of the week on which people work."),
    from: clockTime.default("09:00").describe("When the working day begins."),
    to: clockTime.default("17:00").describe("When it ends."),
  })
  .prefault({})
  .describe("When people work: reminders that mean a day come then.");

export const deadlines = z
  .strictObject({
    acknowledgeMinutes: z
      .strictObject({
        sev1: z.number().positive().max(1440).default(5).describe("For a sev1."),
        sev2: z.number().positive().max(1440).default(15).describe("For a sev2."),
      })
      .prefault({})
      .describe("Minutes within which somebody is to take an incident up, before the next are told."),
    updateMinutes: z
      .strictObject({
        sev1: z.number().positive().max(10080).default(30).describe("For a sev1."),
        sev2: z.number().positive().max(10080).default(60).describe("For a sev2."),
      })
      .prefault({})
      .describe("Minutes of an open incident after which a status update is asked for."),
    off: z
      .array(z.enum(["acknowledgement", "update", "review", "items"]))
      .default([])
      .describe("Reminders that are not wanted here."),
    drills: z.boolean().default(false).describe("Remind in drills as well."),
  })
  .prefault({})
  .describe("Reminders of what is easily forgotten.");
