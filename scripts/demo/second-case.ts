/** The second case: the monitoring that the review asked for is the first to know this time, and opens the incident. */
import { reviewDay } from "../../test/reference-case.ts";
import type { AlertMessage } from "./monitoring.ts";
import type { Turn } from "./play.ts";

/** On the day of the review, after it. The first turn opens the incident. */
export const alerted: readonly Turn[] = [
  { at: "14:02", sends: told("warning", "firing", "Host web-2: CPU above 90%", "14:00") },
  { at: "14:03", who: "cathy", text: "/ack\n\nI know how to reach the host now. The caching service is at it again." },
  { at: "14:04", sends: told("info", "firing", "Certificate of login.acme.example expires in 20 days", "14:04") },
  { at: "14:06", who: "greg", text: "I limit the caching service to one core.\n\n/helped" },
  { at: "14:09", sends: told("warning", "resolved", "Host web-2: CPU above 90%", "14:00", "14:08") },
  { at: "14:10", who: "cathy", text: "/mitigated 14:08 the login page is fast again\n/resolved" },
];

function told(
  severity: string,
  status: AlertMessage["status"],
  title: string,
  from: string,
  to?: string,
): AlertMessage {
  const startedAt = `${reviewDay}T${from}:00Z`;
  const end = to === undefined ? {} : { endedAt: `${reviewDay}T${to}:00Z` };
  return { fingerprint: title.toLowerCase(), status, severity, service: "login", title, startedAt, ...end };
}
