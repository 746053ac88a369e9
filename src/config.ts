/** The configuration, `.github/sooner.yml`: one strict schema that gives types, defaults, documentation and JSON Schema. */
import { z } from "zod";

const login = z
  .string()
  .regex(/^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/)
  .transform((text) => text.replace(/^@/, ""));
const day = z.iso.date();
const severity = z.enum(["sev1", "sev2", "sev3", "sev4", "sev5"]);

const service = z.strictObject({
  owners: z.array(z.string()).default([]).describe("Logins or teams that own the service."),
  runbook: z.url().optional().describe("Where its runbook is."),
  dashboard: z.url().optional().describe("Where its dashboard is."),
});

export const configurationSchema = z.strictObject({
  zone: z.string().default("UTC").describe("The team's time zone, an IANA name such as Europe/Berlin."),
  holidays: z.array(day).default([]).describe("Days that are no business days, such as 2026-12-25."),
  commands: z
    .strictObject({
      bare: z.boolean().default(true).describe("Take /ack as well as /incident ack."),
    })
    .prefault({}),
  labels: z
    .strictObject({
      incident: z.string().min(1).max(50).default("incident").describe("The label that declares an incident."),
      actionItem: z.string().min(1).max(50).default("action-item").describe("The label of action items."),
      review: z.string().min(1).max(50).default("post-incident-review").describe("The label of reviews."),
    })
    .prefault({}),
  services: z.record(z.string(), service).default({}).describe("Services by name, with owners and links."),
  review: z
    .strictObject({
      severities: z.array(severity).default(["sev1", "sev2"]).describe("Severities that call for a review."),
      facilitators: z.array(login).default([]).describe("Who leads reviews, taking turns."),
      businessDays: z.int().min(1).max(60).default(1).describe("Business days until the review is due."),
    })
    .prefault({}),
  actionItems: z
    .strictObject({
      dueDays: z
        .strictObject({
          sev1: z.int().min(1).max(365).default(15),
          other: z.int().min(1).max(365).default(30),
        })
        .prefault({})
        .describe("Days until an action item is due, by the incident's highest severity."),
    })
    .prefault({}),
});

export type Configuration = z.infer<typeof configurationSchema>;

/** The behaviour without any configuration. */
export const defaults: Configuration = configurationSchema.parse({});
