/** The parts that card and review are made of: people, services, customers, action items, the review. */

import type { Configuration } from "../config.ts";
import type { ActionItem } from "../incident/action-item.ts";
import { priorities } from "../incident/action-item.ts";
import type { Change, Incident, Person, RoleHeld } from "../incident/incident.ts";
import type { Review } from "../incident/review.ts";
import type { RecentChange } from "../memory.ts";
import { isSame } from "./changes.ts";
import { cell, cut, inline, link, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted, siteOf } from "./names.ts";
import { showInstant } from "./time.ts";

/** Roles held now, the commander first, each with the time it was taken, then those handed over. */
export function roleLines(incident: Incident, zone: string, room: number): string[] {
  const now = incident.roles.filter(({ until }) => until === undefined).sort(commanderFirst);
  const before = incident.roles.filter(({ until }) => until !== undefined);
  const lines = [...now, ...before].map((held) => roleLine(held, incident, zone));
  return fitted(lines, room, (count) => `and ${counted(count, "role")} more`);
}

function commanderFirst(a: RoleHeld, b: RoleHeld): number {
  return Number(b.role === "commander") - Number(a.role === "commander");
}

function roleLine({ role, who, from, until }: RoleHeld, incident: Incident, zone: string): string {
  const show = (at: number) => showInstant(at, zone, referenceOf(incident));
  const span = until === undefined ? `since ${show(from)}` : `${show(from)}–${show(until)}`;
  return `${inline(cut(role, 40))}: ${person(who, siteOf(incident))} (${span})`;
}

/** Everybody who took part or was paged, with the times of pages. */
export function peopleLine(incident: Incident, zone: string, room: number): string {
  const people = incident.people.map((who) => personText(who, incident, zone));
  return fitted(people, room, (count) => `and ${count} more`).join(", ");
}

function personText({ who, pagedAt, pagedBy, reachedAt }: Person, incident: Incident, zone: string): string {
  const show = (at: number) => showInstant(at, zone, referenceOf(incident));
  const name = person(who, siteOf(incident));
  if (pagedAt === undefined) return name;
  const by = pagedBy ? ` by ${inline(pagedBy)}` : "";
  return `${name} (paged ${show(pagedAt)}${by}, ${reachedAt === undefined ? "not reached yet" : `reached ${show(reachedAt)}`})`;
}

/** Each affected service with what the configuration knows of it; `owners` are those by CODEOWNERS, where it names none. */
export function serviceLines(
  incident: Incident,
  configuration: Configuration,
  owners: Readonly<Record<string, readonly string[]>>,
  room: number,
): string[] {
  const found = new Map(Object.entries(owners));
  const lines = incident.services.map((name) =>
    serviceLine(name, configuration, found.get(name) ?? [], siteOf(incident)),
  );
  return fitted(lines, room, (count) => `and ${counted(count, "service")} more`);
}

function serviceLine(name: string, { services }: Configuration, found: readonly string[], site: string): string {
  const [, service] = Object.entries(services).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
  const owners = service && service.owners.length > 0 ? service.owners : found;
  const shown = owners.slice(0, 5).map((owner) => ownerText(owner, site));
  const parts = [
    `**${inline(cut(name, 80)) || "–"}**`,
    ...(shown.length > 0 ? [`owned by ${shown.join(", ")}`] : []),
    ...(service?.runbook ? [link("runbook", service.runbook)] : []),
    ...(service?.dashboard ? [link("dashboard", service.dashboard)] : []),
  ];
  return parts.join(" · ");
}

/** A login, or a team `acme/web`, by its page; whatever else was written, as it was written. */
function ownerText(owner: string, site: string): string {
  const name = cut(owner.replace(/^@/, ""), 100);
  const [organisation, team] = name.split("/");
  return team ? link(name, `${site}/orgs/${organisation}/teams/${team}`) : person(name, site);
}

/** How customers feel it; "" where nothing was said. */
export function customersLine({ customers: { impacted, text } }: Incident): string {
  const words = inline(cut(text, 300));
  if (impacted === null) return words && `**Impact**: ${words}`;
  return `**Customers affected**: ${impacted ? "yes" : "no"}${words && `: ${words}`}`;
}

/** The newest public status update with its time and author; "" where there is none. */
export function updateLine(incident: Incident, zone: string): string {
  const last = incident.updates.at(-1);
  if (!last) return "";
  const at = showInstant(last.at, zone, referenceOf(incident));
  return `**Last update**, ${at} by ${person(last.who, siteOf(incident))}: ${inline(cut(last.text, 500))}`;
}

/** Rows of the table of action items: the open ones first, by priority and due date. */
export function actionItemRows(incident: Incident, room: number): string[] {
  const rows = [...incident.actionItems].sort(mostPressingFirst).map((item) => actionItemRow(item, siteOf(incident)));
  return fitted(rows, room, (count) => `| *and ${count} more among the sub-issues* | | | | |`);
}

function actionItemRow(item: ActionItem, site: string): string {
  const owners = item.owners
    .slice(0, 10)
    .map((owner) => person(owner, site))
    .join(", ");
  const columns = [
    link(cut(item.title, 60), item.url),
    owners || "**nobody yet**",
    item.priority ?? "**not set**",
    item.due ? cell(item.due) : "–",
    item.state === "declined" && item.reason ? `declined: ${cell(item.reason, 80)}` : item.state,
  ];
  return `| ${columns.join(" | ")} |`;
}

function mostPressingFirst(a: ActionItem, b: ActionItem): number {
  const settled = Number(a.state !== "open") - Number(b.state !== "open");
  return settled || rank(a) - rank(b) || (a.due ?? "9").localeCompare(b.due ?? "9") || a.number - b.number;
}

/** What has no priority yet stands between high and medium: it may be either. */
function rank({ priority }: ActionItem): number {
  return priority ? priorities.indexOf(priority) : 1.5;
}

/** The review with its state, date and facilitator; "" where none is due. */
export function reviewLine(incident: Incident, zone: string): string {
  const { review, reviewDue, moments } = incident;
  if (!review) return reviewDue && moments.restored && !moments.reviewed ? "**Review**: due; its issue is gone" : "";
  const facilitator = review.facilitator ? `, led by ${person(review.facilitator, siteOf(incident))}` : "";
  return `**Review**: #${review.number} ${reviewState(review, incident, zone)}${facilitator}`;
}

function reviewState({ state, due, reason }: Review, incident: Incident, zone: string): string {
  const { moments, reviewPlan } = incident;
  if (state === "held" && !moments.reviewed) return "held before the incident came back";
  if (state === "held") return "held";
  if (state === "not held") return reason ? `not held: ${inline(cut(reason, 200))}` : "not held";
  const at = reviewPlan?.at;
  const when = at === undefined ? "" : ` for ${showInstant(at, zone, referenceOf(incident))}`;
  return `planned${when}${due ? `, due ${inline(due)}` : ""}`;
}

/** `9 learnings · 2 contributing factors`; "" where there are none. */
export function learningCounts({ learnings, factors, wentWell, parked }: Incident): string {
  const counts = [
    learnings.length > 0 && counted(learnings.length, "learning"),
    factors.length > 0 && counted(factors.length, "contributing factor"),
    wentWell.length > 0 && counted(wentWell.length, "thing that went well", "things that went well"),
    parked.length > 0 && `${parked.length} parked`,
  ];
  return counts.filter((count) => count !== false).join(" · ");
}

/** Changes named as factors: `#45 (hurt)`; "" where there are none. `shown` are those that are marked elsewhere. */
export function changesLine({ changes }: Incident, shown: readonly RecentChange[], room: number): string {
  const others = changes.filter((change) => !shown.some((recent) => isSame(change, recent)));
  const named = others.map((change) => `${changeName(change)}${change.effect ? ` (${change.effect})` : ""}`);
  return fitted(named, room, (count) => `and ${count} more`).join(", ");
}

/** A pull request by its number, which GitHub turns into a link. */
function changeName({ kind, ref }: Change): string {
  return /^#?\d{1,9}$/.test(ref) ? `${kind} #${ref.replace("#", "")}` : `${kind} ${inline(cut(ref, 60))}`;
}

/** Learnings, contributing factors, what went well and what is parked, a line each. */
export function lessonLines({ learnings, factors, wentWell, parked }: Incident, room: number): string[] {
  const lines = [
    ...learnings,
    ...factors.map(({ text, effect }) => `Factor${effect ? `, ${effect}` : ""}: ${text}`),
    ...wentWell.map((text) => `Went well: ${text}`),
    ...parked.map((text) => `Parked: ${text}`),
  ];
  return fitted(
    lines.map((text) => inline(cut(text, 300))),
    room,
    (count) => `and ${count} more`,
  );
}
