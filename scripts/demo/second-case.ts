/** The second case: the monitoring that the review asked for is the first to know this time; nobody has to remember the rest. */
import { reviewDay } from "../../test/reference-case.ts";
import type { AlertMessage } from "./monitoring.ts";
import type { Turn } from "./turn.ts";

const cpu = "Host web-2: CPU above 90%";

/** On the day of the first review, after it. The first turn opens the incident. */
export const alerted: readonly Turn[] = [
  { at: "14:02", sends: told("high", "firing", cpu, "14:00") },
  { at: "14:17", waits: "nobody has taken it up for 15 minutes: its owner is told" },
  { at: "14:32", waits: "still nobody: who is on call is told" },
  { at: "14:33", who: "cathy", text: "/ack\n\nI know how to reach the host now. The caching service is at it again." },
  { at: "14:34", sends: told("info", "firing", "Certificate of login.acme.example expires in 20 days", "14:34") },
  {
    at: "14:36",
    who: "greg",
    text: "I limit the caching service to one core.\n\n/helped\n/factor hurt An unknown service took 92% of the CPU on the login host.",
  },
  { at: "14:39", sends: told("high", "resolved", cpu, "14:00", "14:38") },
  { at: "14:40", who: "cathy", text: "/mitigated 14:38 the login page is fast again\n/resolved" },
];

/** The review of the second case was due by the end of the day before, and greg's promise is due on this one. */
export const dueDay = "2026-03-13";
export const due: readonly Turn[] = [
  { at: "09:00", waits: "a working day begins, with a review overdue and a promise due" },
  { at: "09:20", who: "greg", on: 1, text: "/done #3 it was ours: it has a name, an owner and a limit now" },
  { at: "09:30", who: "dana", text: "/learned It takes half an hour until the second person is told." },
  {
    at: "09:35",
    who: "greg",
    text: "/action @greg high by 2026-03-27 know-sooner Watch the other hosts in the same way",
  },
  { at: "09:40", who: "dana", closes: "review" },
  { at: "09:50", who: "greg", moves: 4, field: "Status", value: "In Progress" },
];

/** The week's digest is due on Mondays. */
export const digestDay = "2026-03-16";

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
