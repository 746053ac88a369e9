/** Scenarios of alerts and deployments, for the laws to be tried on. */
import type { Client } from "../world/client.ts";
import { labels, opens, type Scenario, says } from "./scenario.ts";

const errors = "Login errors above 5%";
const slow = "Login is slow";

/** Minutes after the beginning, as senders write times. */
function at(minutes: number): string {
  return new Date(Date.parse("2026-03-10T16:00:00Z") + minutes * 60_000).toISOString();
}

/** A monitoring system tells of an alert of the login service, through GitHub. */
const tells =
  (title: string, changes: Record<string, unknown> = {}) =>
  (person: Client): Promise<unknown> =>
    person.dispatch("alert", {
      fingerprint: title.replaceAll(" ", "-"),
      status: "firing",
      severity: "critical",
      service: "login",
      title,
      ...changes,
    });

const ended = { status: "resolved" };

export const alerting: Scenario = {
  name: "opened by an alert, joined by another, acknowledged over there, and both end",
  steps: [
    { at: 2, who: "greg", does: tells(errors, { startedAt: at(0) }), fleeting: true, hears: ["firing since 16:00"] },
    {
      at: 4,
      who: "greg",
      does: tells(slow, { startedAt: at(3), severity: "warning" }),
      fleeting: true,
      hears: ["firing since 16:03"],
    },
    { at: 5, who: "greg", does: tells(errors, { startedAt: at(0) }), fleeting: true },
    {
      at: 6,
      who: "greg",
      does: tells(errors, { startedAt: at(0), acknowledged: { at: at(5), who: "Jane Doe" } }),
      fleeting: true,
      hears: ["Jane Doe"],
    },
    { at: 8, who: "cathy", does: says(errors, "/identified\nI see a job that takes all of the CPU") },
    {
      at: 20,
      who: "greg",
      does: tells(errors, { ...ended, startedAt: at(0), endedAt: at(19) }),
      fleeting: true,
      hears: ["fired from 16:00 to 16:19"],
    },
    {
      at: 21,
      who: "greg",
      does: tells(slow, { ...ended, startedAt: at(3), endedAt: at(20) }),
      fleeting: true,
      hears: ["fired from 16:03 to 16:20"],
    },
    { at: 25, who: "cathy", does: says(errors, "/mitigated 16:20") },
  ],
};

export const flapping: Scenario = {
  name: "an alert that flaps, reopens, and days later opens another incident",
  /** Whoever sleeps through a deadline says less, so the order in which webhooks come does matter to it. */
  files: { ".github/sooner.yml": "deadlines: { off: [acknowledgement, update, review] }" },
  steps: [
    { at: 2, who: "greg", does: tells(errors, { startedAt: at(0) }), fleeting: true, hears: ["firing since 16:00"] },
    {
      at: 20,
      who: "greg",
      does: tells(errors, { ...ended, startedAt: at(0), endedAt: at(19) }),
      fleeting: true,
      hears: ["fired from 16:00 to 16:19"],
    },
    { at: 21, who: "greg", does: says(errors, "/mitigated 16:20"), seen: true },
    {
      at: 30,
      who: "greg",
      does: tells(errors, { startedAt: at(29) }),
      fleeting: true,
      seen: true,
      hears: ["firing again since 16:29"],
    },
    {
      at: 41,
      who: "greg",
      does: tells(errors, { ...ended, startedAt: at(29), endedAt: at(40) }),
      fleeting: true,
      hears: ["16:40"],
    },
    { at: 60, who: "cathy", does: labels(errors, "help wanted") },
    { at: 200, who: "greg", does: tells(errors, { startedAt: at(199) }), fleeting: true, seen: true, hears: ["19:19"] },
    {
      at: 230,
      who: "greg",
      does: tells(errors, { ...ended, startedAt: at(199), endedAt: at(229) }),
      fleeting: true,
      hears: ["19:49"],
    },
    { at: 240, who: "greg", does: says(errors, "/resolved"), seen: true },
    {
      at: 3_000,
      who: "greg",
      does: tells(errors, { startedAt: at(2_999), title: "Login errors again" }),
      fleeting: true,
      seen: true,
      hears: ["firing since"],
    },
  ],
};

export const information: Scenario = {
  name: "informational alerts, beside an incident",
  steps: [
    {
      at: 0,
      who: "greg",
      does: tells("Disk is filling", { severity: "info", startedAt: at(0) }),
      fleeting: true,
      hears: ["1 informational alert"],
    },
    { at: 1, who: "gary", does: opens("Login page is down", "sev2") },
    {
      at: 2,
      who: "greg",
      does: tells("Disk is filling", { severity: "info", startedAt: at(2) }),
      fleeting: true,
      hears: ["2 informational alerts"],
    },
    { at: 3, who: "greg", does: tells("Disk is filling", { severity: "info", startedAt: at(2) }), fleeting: true },
    {
      at: 4,
      who: "greg",
      does: tells("Disk is filling", { ...ended, severity: "info" }),
      fleeting: true,
      hears: ["2 informational alerts"],
    },
  ],
};

export const deploying: Scenario = {
  name: "deployments before an incident and during it",
  steps: [
    { at: 0, who: "greg", does: deployed },
    { at: 5, who: "gary", does: opens("Login page is down", "sev2") },
    { at: 9, who: "greg", does: deployed, seen: true, hears: ["production"] },
    { at: 20, who: "greg", does: says("Login page is down", "/mitigated") },
    { at: 25, who: "greg", does: deployed },
  ],
};

/** Deploys to production, and it goes well. */
function deployed(person: Client): Promise<number> {
  return person.deploy({ environment: "production", state: "success" });
}
