/** The reference case of the domain as the values that words are made from. */
import { readdirSync, readFileSync } from "node:fs";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { EntryKind, Impact, Incident, Moment, SpanPhase, TimelineEntry } from "../../src/incident/incident.ts";
import { compileTemplates } from "../../src/words/templates.ts";

const folder = new URL("../../templates/", import.meta.url);
export const sources: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => [file, readFileSync(new URL(file, folder), "utf8")]),
);
export const templates = compileTemplates(sources).templates;

const issue = "https://github.com/acme/shop/issues/12";

/** Tuesday 10 March 2026, 16:00 UTC and so many minutes. */
export function at(minutes: number): number {
  return Date.UTC(2026, 2, 10, 16, minutes);
}

function stated(minutes: number, who: string, comment = 1): Moment {
  return { at: at(minutes), by: "stated", from: "comment", who, url: `${issue}#issuecomment-${comment}` };
}

export function entry(
  minutes: number,
  who: string,
  text: string,
  phase: SpanPhase,
  kind: EntryKind,
  impact: Impact | null,
): TimelineEntry {
  return { at: at(minutes), who, text, phase, kind, impact, url: `${issue}#issuecomment-${minutes}` };
}

export function actionItem(number: number, title: string, more: Partial<ActionItem> = {}): ActionItem {
  return {
    number,
    title,
    url: `https://github.com/acme/shop/issues/${number}`,
    state: "open",
    owners: ["greg"],
    priority: "high",
    question: "know sooner",
    createdAt: at(60),
    firstDue: "2026-04-09",
    due: "2026-04-09",
    ...more,
  };
}

const recorded = (minutes: number) => ({ state: "recorded" as const, ms: minutes * 60_000 });

/** Restored, not reviewed yet. */
export const reference: Incident = {
  repository: "acme/shop",
  number: 12,
  url: issue,
  title: "Login page is down",
  updatedAt: at(20),
  state: "recovered",
  mergedFrom: [],
  declaredBy: "command",
  declarer: "gary",
  phase: "analysis",
  stage: "mitigated",
  drill: false,
  nearMiss: false,
  severity: { highest: "sev2", final: "sev2", history: [{ severity: "sev2", from: at(6) }] },
  priority: "critical",
  services: ["login"],
  detectedBy: "customers",
  customers: { impacted: true, text: "nobody can sign in" },
  moments: {
    started: { ...stated(0, "gary"), approximate: true },
    detected: stated(4, "gary"),
    declared: { at: at(6), by: "inferred", from: "declaration", who: "gary", url: issue },
    acknowledged: stated(7, "cathy", 7),
    identified: null,
    restored: stated(20, "cathy", 20),
    resolved: null,
    reviewed: null,
  },
  intervals: [{ from: at(0), to: at(20) }],
  reopened: 0,
  durations: {
    timeToDetect: recorded(4),
    timeToDeclare: recorded(2),
    timeToAcknowledge: recorded(3),
    timeToRecover: recorded(16),
    firstRecovery: recorded(16),
    impact: recorded(20),
  },
  phases: [
    { phase: "detection", from: at(0), to: at(4), state: "recorded" },
    { phase: "response and remediation", from: at(4), to: at(20), state: "recorded" },
    { phase: "analysis", from: at(20), state: "recorded" },
  ],
  roles: [
    { role: "comms", who: "gary", from: at(16) },
    { role: "commander", who: "cathy", from: at(7) },
  ],
  people: [
    { who: "gary", joinedAt: at(6) },
    { who: "cathy", joinedAt: at(7) },
    {
      who: "greg",
      pagedAt: at(14),
      pagedBy: "cathy",
      reachedAt: at(15),
      pages: [{ at: at(14), by: "cathy", reachedAt: at(15) }],
    },
  ],
  outsideReports: 2,
  timeline: [
    entry(
      4,
      "gary",
      "sees complaints on social media: the login page is down",
      "detection",
      "conversation",
      "negative",
    ),
    entry(7, "cathy", "opens the login page: it shows an error", "investigation", "task", "positive"),
    entry(12, "cathy", "runs `top`: an unknown service takes 92% of the CPU", "investigation", "task", null),
    entry(18, "greg", "ends the unknown service; restarts the web servers", "remediation", "task", "positive"),
  ],
  alerts: [],
  updates: [{ at: at(16), who: "gary", text: "We know that sign-in fails, and are working on it." }],
  changes: [{ kind: "pull request", ref: "#9", effect: "hurt" }],
  learnings: ["Customers detected it, we did not", "Access was clumsy for the first responder"],
  factors: [
    { text: "No alert on the login page", effect: "hurt" },
    { text: "Greg kept the logs", effect: "helped" },
    { text: "The caching service", effect: null },
  ],
  wentWell: ["Greg joined within a minute"],
  parked: ["A second data centre"],
  publicSummary: "Sign-in failed for 20 minutes.",
  related: [3],
  contradictions: [],
  reviewDue: true,
  reviewPlan: null,
  actionItems: [
    actionItem(45, "More host monitoring", { state: "done", closedAt: at(90) }),
    actionItem(46, "Write down how to reach hosts", { owners: [], priority: null }),
    actionItem(47, "An on-call rotation", { owners: ["cathy", "greg"], priority: "urgent" }),
    actionItem(48, "A second phone", { state: "declined", reason: "too dear" }),
  ],
  review: null,
  issueState: null,
  reminderOrders: [],
  unconfirmedClosing: null,
};

/** Minutes after the declaration: nobody has taken it up. */
export const fresh: Incident = {
  ...reference,
  updatedAt: at(6),
  state: "open",
  phase: "response",
  stage: "declared",
  severity: { highest: null, final: null, history: [] },
  priority: "warning",
  services: [],
  detectedBy: null,
  customers: { impacted: null, text: "" },
  moments: { ...reference.moments, started: null, acknowledged: null, restored: null },
  intervals: [{ from: null }],
  durations: {
    timeToDetect: { state: "not recorded", missing: "started" },
    timeToDeclare: recorded(2),
    timeToAcknowledge: { state: "not recorded", missing: "acknowledged" },
    timeToRecover: { state: "not recorded", missing: "restored" },
    firstRecovery: { state: "not recorded", missing: "restored" },
    impact: { state: "not recorded", missing: "started" },
  },
  phases: [{ phase: "response", from: at(4), state: "recorded" }],
  roles: [],
  people: [{ who: "gary", joinedAt: at(6) }],
  outsideReports: 0,
  timeline: reference.timeline.slice(0, 1),
  alerts: [],
  updates: [],
  changes: [],
  learnings: [],
  factors: [],
  wentWell: [],
  parked: [],
  publicSummary: "",
  related: [],
  reviewDue: false,
  actionItems: [],
};
