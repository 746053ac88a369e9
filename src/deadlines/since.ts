/** From when on the deadlines of a response count, and how long they are. */
import type { Configuration } from "../config.ts";
import { type Incident, type Instant, type Milliseconds, type Severity, severities } from "../incident/incident.ts";

/** Minutes for each severity that has such a deadline. */
type Minutes = Configuration["deadlines"]["acknowledgeMinutes"];

/** How long something may take at the incident's severity as it is now; null where there is no such deadline. */
export function allowed({ severity: { final } }: Incident, minutes: Minutes): Milliseconds | null {
  return final === "sev1" || final === "sev2" ? minutes[final] * 60_000 : null;
}

/**
 * The declaration, or since when the severity has stood at this level or a worse one; where the incident was reopened since
 * then, the reopening. Null for what was never declared.
 */
export function responseSince(incident: Incident): Instant | null {
  const { severity, moments, reopened, intervals } = incident;
  const since = standingSince(severity) ?? moments.declared?.at ?? null;
  const reopening = reopened > 0 ? intervals.at(-1)?.from : null;
  return since !== null && reopening ? Math.max(since, reopening) : since;
}

/** Since when without a gap; null where no severity stands. */
function standingSince({ final, history }: Incident["severity"]): Instant | null {
  if (final === null) return null;
  let since: Instant | null = null;
  for (const held of history.toReversed()) {
    if (levelOf(held.severity) > levelOf(final)) break;
    if (since !== null && held.until !== since) break;
    since = held.from;
  }
  return since;
}

/** 0 for the worst. */
function levelOf(severity: Severity): number {
  return severities.indexOf(severity);
}
