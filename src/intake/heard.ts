/** Alerts that come as GitHub's own webhooks: `repository_dispatch`, failed workflows, failed deployments. Pure. */
import { z } from "zod";
import type { Alert } from "../alerts/alert.ts";
import { readGeneric } from "../alerts/sources/generic.ts";
import { deploymentAlert, mayAlert, workflowAlert } from "../alerts/sources/github.ts";
import type { Configuration } from "../config.ts";
import { UserError } from "../error.ts";

const dispatchSchema = z.object({ action: z.literal("alert"), client_payload: z.unknown() });

/** Whether a webhook may tell of an alert, before it is known what the repository's configuration names. */
export function mayTellAlert(name: string, payload: unknown): boolean {
  return name === "repository_dispatch" ? dispatchSchema.safeParse(payload).success : mayAlert(name, payload);
}

/**
 * The alerts that the webhook tells of; none where the configuration names no such workflow or environment.
 * @throws UserError where what another program sent can't be read
 */
export function alertsIn(name: string, payload: unknown, configuration: Configuration): Alert[] {
  if (name === "repository_dispatch") return dispatched(dispatchSchema.parse(payload).client_payload);
  const alert =
    name === "workflow_run" ? workflowAlert(payload, configuration) : deploymentAlert(payload, configuration);
  return alert ? [alert] : [];
}

function dispatched(payload: unknown): Alert[] {
  const reading = readGeneric(payload);
  if ("invalid" in reading)
    throw new UserError(
      `The alert of a repository_dispatch can't be read: ${reading.invalid}.`,
      "docs/alerts.md shows what client_payload holds.",
    );
  return "alerts" in reading ? reading.alerts : [];
}
