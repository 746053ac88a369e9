/** Opens an incident for an alert that belongs to none. */
import { createHash } from "node:crypto";
import { type Arrival, sourceTitle } from "../alerts/alert.ts";
import { startOf } from "../alerts/clock.ts";
import { keyOf } from "../alerts/record.ts";
import { type Candidate, ruleOf } from "../alerts/route.ts";
import { serviceOf, severityOf } from "../alerts/severity.ts";
import type { Configuration } from "../config.ts";
import { type Declaration, open } from "../declare.ts";
import type { GitHub } from "../github/port.ts";
import type { Origin } from "../origin.ts";
import { cut, inline, link, plain } from "../words/escape.ts";

export interface Opening {
  configuration: Configuration;
  /** Names of labels that exist, in lower case. */
  labels: ReadonlySet<string>;
  /** Earlier incidents of the same alert. */
  related: readonly number[];
}

/** Characters of the sender's text that the issue shows. */
const longestText = 10_000;

/** The incident, as it is before its first pass. */
export async function openFor(github: GitHub, arrival: Arrival, opening: Opening): Promise<Candidate> {
  const { configuration, labels } = opening;
  const number = await open(github, declarationOf(arrival, opening), configuration, labels);
  return openedFor(arrival, number, configuration);
}

/** The incident with this number, as the alert opens it. */
export function openedFor(arrival: Arrival, number: number, configuration: Configuration): Candidate {
  const service = serviceOf(arrival, configuration);
  const { startedAt, receivedAt } = arrival;
  return {
    number,
    state: "open",
    drill: false,
    restoredAt: null,
    services: service === null ? [] : [service.toLowerCase()],
    rules: service === null ? [ruleOf(arrival)] : [],
    alerts: [{ key: keyOf(arrival), since: startOf(arrival), startedAt, firing: true }],
    pooled: new Set(),
    lastArrival: receivedAt,
  };
}

/** What the alert declares. */
function declarationOf(arrival: Arrival, { configuration, related }: Omit<Opening, "labels">): Declaration {
  const { title, startedAt, receivedAt } = arrival;
  const severity = severityOf(arrival, configuration);
  const service = serviceOf(arrival, configuration);
  const key = keyOf(arrival);
  const origin: Origin = {
    key: `alert:${key}:${startedAt ?? receivedAt}`,
    by: "alert",
    who: null,
    at: receivedAt,
    services: service === null ? [] : [plain(service)],
    drill: false,
    nearMiss: false,
    related: [...related],
    alert: { ...arrival, service, text: "", labels: {} },
    ...(severity === null || severity === "info" ? {} : { severity }),
  };
  const fingerprint = createHash("sha256").update(`${key} ${startedAt}`).digest("hex").slice(0, 16);
  return { origin, title, fingerprint, text: textOf(arrival) };
}

/** What the alert says, inert: it mentions nobody, commands nothing and hides nothing. */
function textOf(arrival: Arrival): string {
  const { text, title, link: url } = arrival;
  const words = inline(cut(text, longestText));
  const source = inline(sourceTitle(arrival.source));
  const told = `Opened for an alert from ${source}: ${url ? link(cut(title, 200), url) : inline(cut(title, 200))}.`;
  return words === "" ? told : `${words}\n\n${told}`;
}
