/** Incidents that wait for something: what a test says, and else as plain as they come. */
import { type Configuration, readConfiguration } from "../../src/config.ts";
import type { Deadline } from "../../src/deadlines/deadline.ts";
import { deadlinesOf } from "../../src/deadlines/deadlines.ts";
import { dueAt } from "../../src/deadlines/due.ts";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { Incident, Moment, Severity } from "../../src/incident/incident.ts";
import type { Review } from "../../src/incident/review.ts";
import type { Memory } from "../../src/memory.ts";
import { actionItem, reference } from "../words/reference.ts";

/** `2026-03-10 16:06`, UTC. */
export function utc(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

export function text(at: number): string {
  return new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/:00\.000Z$/, "");
}

/** The configuration as a team writes it. Throws where it is none. */
export function configured(yaml = ""): Configuration {
  const { configuration, problems } = readConfiguration(yaml);
  if (problems[0]) throw new Error(problems[0].problem);
  return configuration;
}

export function moment(at: string, who?: string, more: Partial<Moment> = {}): Moment {
  return { at: utc(at), by: "stated", from: "comment", ...(who ? { who } : {}), ...more };
}

/** Severities as they were set, `2026-03-10 16:06`; null leaves none. */
export function severities(...set: [Severity | null, string][]): Incident["severity"] {
  const history = set.flatMap(([severity, from], index) => {
    const until = set[index + 1]?.[1];
    return severity ? [{ severity, from: utc(from), ...(until ? { until: utc(until) } : {}) }] : [];
  });
  return { highest: history[0]?.severity ?? null, final: set.at(-1)?.[0] ?? null, history };
}

/** A sev2 that gary declared on Tuesday 10 March 2026 at 16:06 UTC, and that nobody has taken up. */
export function open(more: Partial<Incident> = {}): Incident {
  const { restored: _restored, acknowledged: _acknowledged, ...moments } = reference.moments;
  return {
    ...reference,
    state: "open",
    phase: "response",
    stage: "declared",
    moments: { ...moments, acknowledged: null, restored: null },
    intervals: [{ from: utc("2026-03-10 16:00") }],
    severity: severities(["sev2", "2026-03-10 16:06"]),
    roles: [],
    people: [],
    services: ["login"],
    alerts: [],
    updates: [],
    actionItems: [],
    review: null,
    reminderOrders: [],
    ...more,
  };
}

/** The same, taken up by cathy and over at 16:20, with her as commander. */
export function recovered(more: Partial<Incident> = {}): Incident {
  return open({
    state: "recovered",
    phase: "analysis",
    moments: {
      ...open().moments,
      acknowledged: moment("2026-03-10 16:07", "cathy"),
      restored: moment("2026-03-10 16:20", "cathy"),
    },
    roles: [{ role: "commander", who: "cathy", from: utc("2026-03-10 16:07") }],
    ...more,
  });
}

export function review(more: Partial<Review> = {}): Review {
  return {
    number: 20,
    url: "https://github.com/acme/shop/issues/20",
    due: "2026-03-11",
    facilitator: "frank",
    state: "planned",
    written: { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" },
    ...more,
  };
}

/** Item 31, which greg has promised for the day; made on Tuesday 10 March 2026 at 17:00 UTC. */
export function item(due: string | null, more: Partial<ActionItem> = {}): ActionItem {
  return actionItem(31, "Watch the host's CPU", { due, firstDue: due, createdAt: utc("2026-03-10 17:00"), ...more });
}

/** Who is waited for when, as lines: `2026-03-10 16:21 item 31 due 2026-03-10: greg / cathy`; of an acknowledgement the step's own people. */
export function lines(incident: Incident, configuration = configured(), now = "2026-03-10 16:06"): string[] {
  return deadlinesOf(incident, { configuration, owners: {}, now: utc(now) }).map(line);
}

export function line({ at, subject, stage, to }: Deadline): string {
  const groups = subject === "acknowledgement" ? to.slice(0, 1) : to;
  const people = groups.map((group) => group.join(" ")).join(" / ");
  return `${text(at)} ${subject} ${stage}: ${people || "nobody"}`;
}

/** What an App says that looks at these times only, and remembers what it has sent; `…, then TIME` is when it asks to be woken. */
export function told(
  incident: Incident,
  times: readonly string[],
  configuration = configured(),
  reminded: Memory["reminded"] = {},
): string[] {
  const memory: Memory["reminded"] = structuredClone(reminded);
  return times.map((time) => {
    const now = utc(time);
    const deadlines = deadlinesOf(incident, { configuration, owners: {}, now });
    const { due, next } = dueAt(deadlines, { reminded: memory, orders: incident.reminderOrders, now });
    for (const { subject, stage } of due) memory[subject] = { ...memory[subject], [stage]: [now / 1000, ""] };
    const said = due.map((deadline) => line(deadline).slice("2026-03-10 16:06 ".length).replaceAll(" / ", " "));
    return `${time} ${said.join(" + ") || "nothing"}, then ${next === null ? "never" : text(next)}`;
  });
}
