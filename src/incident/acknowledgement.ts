/** Who took the incident up first: by `/ack`, else by an alert's own acknowledgement, or the first act of a responder. */
import type { StatedTime } from "../timeline/command.ts";
import { type IncidentEvent, isResponder } from "../timeline/event.ts";
import type { Declaration } from "./declaration.ts";
import type { Instant, Provenance } from "./incident.ts";
import { type Claim, statedBy } from "./intervals.ts";
import { following } from "./order.ts";
import { type Statement, stating, timeOf } from "./statements.ts";
import type { Entry } from "./timeline.ts";

/** Of each person's last `/ack` the earliest, within each interval; of the first interval that has one. */
export function statedAcknowledgement(
  statements: readonly Statement[],
  intervalAt: (at: Instant) => number,
): Claim | null {
  const last = new Map<string, { claim: Claim; interval: number }>();
  for (const statement of stating(statements, "ack")) {
    const who = statement.command.who ?? statement.who;
    const claim = { ...statedBy(statement), who };
    const interval = intervalAt(claim.at);
    last.set(`${interval} ${who}`, { claim, interval });
  }
  const [first] = [...last.values()].sort((a, b) => a.interval - b.interval || a.claim.at - b.claim.at);
  return first?.claim ?? null;
}

/** What an inferred acknowledgement is found in, and what it lies between. */
export interface Response {
  events: readonly IncidentEvent[];
  statements: readonly Statement[];
  entries: readonly Entry[];
  declaration: Declaration;
  from: Instant;
  until: Instant;
}

interface Act extends Pick<Claim, "at" | "who" | "url" | "order"> {
  time?: StatedTime | undefined;
  from: Provenance;
}

const stageVerbs = ["investigating", "identified", "mitigated", "monitoring", "resolved"] as const;

/** The first act of taking it up, from the detection on and before the restoration; null where there is none. */
export function inferredAcknowledgement(response: Response): Claim | null {
  const { from, until } = response;
  const acts = [
    ...alerts(response),
    ...assignments(response),
    ...roles(response),
    ...comments(response),
    ...entries(response),
    ...stages(response),
  ];
  const possible = acts.map((act) => following(act, from)).filter(({ at }) => at >= from && at < until);
  const [first] = possible.sort((a, b) => a.at - b.at || a.order - b.order);
  return first ? { ...first, by: "inferred", written: first.at } : null;
}

/** Whoever took an alert up in its own system. */
function alerts({ events }: Response): Act[] {
  return events.flatMap((event, order) =>
    event.kind === "alert acknowledged"
      ? [{ at: event.at, who: event.by ?? event.who, url: event.url, order, from: "alert" }]
      : [],
  );
}

function assignments({ events }: Response): Act[] {
  return events.flatMap((event, order) =>
    event.kind === "assigned" && event.assignee === event.who && isResponder(event)
      ? [{ at: event.at, who: event.who, url: event.url, order, from: "assignment" }]
      : [],
  );
}

/** Being given a role by somebody else takes nothing up. */
function roles({ statements, declaration }: Response): Act[] {
  return stating(statements, "role").flatMap(({ command, at, who, url, order }) =>
    command.who === who && who !== declaration.who ? [{ at, who, url, order, from: "role" }] : [],
  );
}

function comments({ events, declaration }: Response): Act[] {
  return events.flatMap((event, order) =>
    event.kind === "comment" && isResponder(event) && event.who !== declaration.who
      ? [{ at: event.at, who: event.who, url: event.url, order, from: "comment" }]
      : [],
  );
}

/**
 * What people tell in words of their own, at its stated time, for the person it names; of the declarer only what they did
 * themselves, and not the declaration.
 */
function entries({ entries: all, declaration }: Response): Act[] {
  return all.flatMap(({ at, time, who, kind, url, order, inOwnWords }) => {
    if (!inOwnWords || who === null || kind === "automation") return [];
    const isAct = who !== declaration.who || (kind === "task" && order !== declaration.order);
    return isAct ? [{ at, time, who, url, order, from: "comment" }] : [];
  });
}

function stages({ statements }: Response): Act[] {
  return stating(statements, ...stageVerbs).map((statement) => {
    const { command, who, url, order } = statement;
    return { at: timeOf(statement), time: command.time, who, url, order, from: "stage" };
  });
}
