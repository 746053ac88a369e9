/** A team's past: incidents of three years with twelve comments each, as one might find them in a repository. */
import type { PastIssue } from "../test/world/past.ts";

const minute = 60_000;
const day = 1440 * minute;
/** A Monday morning. */
const beginning = Date.parse("2023-11-20T08:00:00Z");
const years = 3;

const titles = ["Login is down", "Checkout answers 500", "Search is slow", "Mails are late", "Images are missing"];
const services = ["login", "checkout", "search", "mail", "images"];

/** Of the incident with this number, of so many in all: closed, with all of its moments told. */
export function pastIncident(number: number, count: number): PastIssue {
  const n = number - 1;
  const at = beginning + Math.floor((n / count) * (years * 365 - 10)) * day + ((n * 37) % 600) * minute;
  const after = (minutes: number) => at + minutes * minute;
  const recovery = 20 + ((n * n * 7) % 300);
  return {
    title: `${titles[n % titles.length]} (${number})`,
    body: `Customers report errors since ${clockOf(after(-4))}.`,
    by: "gary",
    at,
    labels: ["incident", `sev${1 + (n % 5)}`],
    events: [
      ...conversation(n, recovery).map(([minutes, by, body], index) => ({
        does: "comment" as const,
        at: after(minutes),
        by,
        body,
        ...(n % 50 === 0 && index === 5 ? { reactions: [{ by: "gary", content: "+1" as const }] } : {}),
      })),
      { does: "close", at: after(recovery + 60), by: "gary" },
    ],
  };

  function clockOf(time: number): string {
    return `${new Date(time).toISOString().slice(11, 16)} UTC`;
  }

  function conversation(seed: number, restored: number): [minutes: number, by: string, body: string][] {
    const service = services[seed % services.length];
    return [
      [1, "cathy", "/ack"],
      [2, "cathy", `/started ${clockOf(after(-4))}`],
      [3, "cathy", "/commander @cathy"],
      [5, "greg", `I see a lot of errors of ${service}, about ${seed % 90}% of all requests.`],
      [7, "cathy", `/at ${clockOf(after(6))} restarted the second web server`],
      [9, "greg", `/hurt\nThe restart of ${service} took the cache with it.`],
      [11, "gary", "Do you have access to the host?\n\n> Who can log in?\n\nI do."],
      [14, "greg", "The query plan has changed:\n\n```\nSeq Scan on orders (cost=0.00..431.00)\n```"],
      [17, "cathy", `/identified\nThe index of ${service} was dropped by a migration.`],
      [restored, "cathy", "/mitigated"],
      [restored + 5, "greg", `/learned nobody is told when a migration drops an index of ${service}`],
      [restored + 8, "greg", `/helped\nThe dashboard of ${service} named the query at once.`],
    ];
  }
}

/** The action item that follows from the incident with this number, as a sub-issue of it. */
export function pastActionItem(parent: number, count: number): PastIssue {
  const { at } = pastIncident(parent, count);
  return {
    title: `Warn before a migration drops an index (#${parent})`,
    by: "greg",
    at: Number(at) + day,
    parent,
    events: [{ does: "close", at: Number(at) + 9 * day, by: "greg" }],
  };
}
