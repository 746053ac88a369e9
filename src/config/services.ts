/** Options about what runs: services, the alerts about them, and what changes them. */
import { z } from "zod";
import { escalation } from "./people.ts";
import { address, severityOrInfo } from "./values.ts";

const matcher = z.string().regex(/^[^=\s][^=]*=.+$/, "must be a label with its value, such as team=web");

const service = z.strictObject({
  paths: z
    .array(z.string().min(1).max(200))
    .default([])
    .describe("Files that are the service's, as in .gitignore: web/login/."),
  environments: z.array(z.string().min(1).max(255)).default([]).describe("Environments that it is deployed to."),
  alerts: z
    .array(matcher)
    .default([])
    .describe("Labels by which alerts are about it, such as team=web; an alert that names the service needs none."),
  owners: z
    .array(z.string())
    .default([])
    .describe("Logins, teams (acme/web) or on-call/ROTATION that own the service; without any, CODEOWNERS says."),
  escalation: escalation.optional(),
  runbook: address.optional().describe("Where its runbook is."),
  dashboard: address.optional().describe("Where its dashboard is."),
});

export const services = z.record(z.string(), service).prefault({}).describe("Services by name, with owners and links.");

export const alerts = z
  .strictObject({
    severities: z
      .record(z.string().toLowerCase(), severityOrInfo.describe("One of sev1 to sev5, or info."))
      .default({})
      .describe("Severities of monitoring systems as ours, such as { page: sev1 }; info opens no incident."),
    windowMinutes: z
      .int()
      .min(0)
      .max(1440)
      .default(30)
      .describe("For so long after its last alert, an open incident takes in other alerts of its services."),
    workflows: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200).describe("The workflow's name, or its file, such as deploy.yml."),
          branches: z
            .array(z.string().min(1).max(255))
            .default([])
            .describe("Branches that count; without any, the default branch."),
          severity: severityOrInfo.default("sev3").describe("Of the incident that a failed run opens."),
          service: z.string().max(100).optional().describe("Which service it is about."),
        }),
      )
      .default([])
      .describe("Workflows whose failed runs are alerts, which the next success ends."),
    deployments: z
      .array(
        z.strictObject({
          environment: z.string().min(1).max(255).describe("The environment, such as production."),
          severity: severityOrInfo.default("sev3").describe("Of the incident that a failed deployment opens."),
          service: z.string().max(100).optional().describe("Which service it is about."),
        }),
      )
      .default([])
      .describe("Environments whose failed deployments are alerts, which the next success ends."),
  })
  .prefault({})
  .describe("Alerts of monitoring systems, workflows and deployments.");

export const changes = z
  .strictObject({
    hours: z.number().positive().max(168).default(6).describe("Hours before the start of which changes are shown."),
    environments: z
      .array(z.string().min(1).max(255))
      .default([])
      .describe("Environments whose deployments are shown; without any, all but previews."),
  })
  .prefault({})
  .describe("What changed before an incident, on its card.");
