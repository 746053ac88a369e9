/** A dry run for one event: says what it would change on issues, and where its alerts would go. Changes nothing. */
import type { Arrival } from "../src/alerts/alert.ts";
import { noiseIssue } from "../src/alerts/noise.ts";
import { type Route, routeOf } from "../src/alerts/route.ts";
import type { Configuration } from "../src/config.ts";
import { alertsIn, mayTellAlert } from "../src/intake/heard.ts";
import { openedFor } from "../src/intake/open.ts";
import { listDeclared, Roster } from "../src/intake/roster.ts";
import { understand } from "../src/observe.ts";
import { describeRehearsal } from "../src/plan/describe.ts";
import { rehearse } from "../src/reconcile.ts";
import { unsettledIncidents } from "../src/watch.ts";
import { issuesDue, readPayload } from "../src/webhook.ts";
import { cut, plain } from "../src/words/escape.ts";
import { type EventRun, isOfAllOpen, type PassedOver, payloadOf, repositoryOf } from "./event.ts";

/** Prints what the event would change; changes nothing. @throws UserError where an alert can't be read */
export async function rehearseEvent(run: EventRun): Promise<PassedOver> {
  const { job, passing, log } = run;
  const arrivals = await rehearseAlerts(run);
  const due = new Set([...(await dueIn(run)), ...arrivals.keys()]);
  const issues = (await job.github.read([...due])).filter((issue) => issue !== null);
  for (const issue of issues) {
    const situation = await understand(job.github, issue, passing, arrivals.get(issue.number));
    for (const line of describeRehearsal(rehearse(situation))) log(`#${issue.number}: ${line}`);
  }
  return { passedOver: issues.length, notices: [] };
}

async function dueIn({ job: { github }, at, passing }: EventRun): Promise<number[]> {
  if (isOfAllOpen(at)) return unsettledIncidents(github, passing.now());
  const payload = readPayload(payloadOf(at));
  return payload ? issuesDue(at.event.name, payload, null) : [];
}

/** Stand for the numbers of incidents that are yet to be opened: above any of GitHub's. */
const unopened = 1_000_000_000;

/** Prints where each alert would go; gives those that would go to incidents that are there, by number. */
async function rehearseAlerts({ job: { github }, at, passing, log }: EventRun): Promise<Map<number, Arrival[]>> {
  const { name, payload } = at.event;
  if (!mayTellAlert(name, payload)) return new Map();
  const { configuration } = await listDeclared(github);
  const receivedAt = passing.now();
  const alerts = alertsIn(name, payload, configuration).map((alert) => ({ ...alert, receivedAt }));
  const { candidates } = await new Roster(passing).survey(github, repositoryOf(at), alerts);
  const known = [...candidates.values()];
  const routed = alerts.map((arrival) => {
    const route = routeOf(arrival, known, configuration);
    if (route.to === "new") known.push(openedFor(arrival, unopened + known.length, configuration));
    log(`“${cut(plain(arrival.title), 80)}”: would ${described(route, arrival, configuration)}`);
    return { arrival, number: route.to === "incident" && route.number < unopened ? route.number : null };
  });
  const there = routed.flatMap(({ number, arrival }) => (number === null ? [] : [{ number, arrival }]));
  const byNumber = Map.groupBy(there, ({ number }) => number);
  return new Map([...byNumber].map(([number, some]) => [number, some.map(({ arrival }) => arrival)]));
}

function described(route: Route, { receivedAt }: Arrival, configuration: Configuration): string {
  switch (route.to) {
    case "incident":
      return route.number < unopened ? `be recorded on #${route.number}` : "be recorded on the same incident";
    case "new":
      return "open an incident";
    case "noise":
      return `be counted on the issue ${noiseIssue(receivedAt, configuration).title}`;
    case "nothing":
      return "change nothing";
  }
}
