/** The parts that card and review are made of: services, customers, action items, the review. */

import { rotationPrefix } from "../config/values.ts";
import type { Configuration } from "../config.ts";
import type { ActionItem } from "../incident/action-item.ts";
import { priorities } from "../incident/action-item.ts";
import type { Change, Incident, Instant } from "../incident/incident.ts";
import type { Review } from "../incident/review.ts";
import type { Memory, RecentChange } from "../memory.ts";
import { isSame } from "./changes.ts";
import { cell, cut, inline, link, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted, siteOf } from "./names.ts";
import { inZone, showDuration, showInstant } from "./time.ts";

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

/** A login, or a team `acme/web`, by its page; whatever else was written, such as a rotation, as it was written. */
function ownerText(owner: string, site: string): string {
  const name = cut(owner.replace(/^@/, ""), 100);
  if (name.startsWith(rotationPrefix)) return inline(name);
  const [organisation, team] = name.split("/");
  return team ? link(name, `${site}/orgs/${organisation}/teams/${team}`) : person(name, site);
}

/** How customers feel it; "" where nothing was said. */
export function customersLine({ customers: { impacted, text } }: Incident): string {
  const words = inline(cut(text, 300));
  if (impacted === null) return words && `**Impact**: ${words}`;
  return `**Customers affected**: ${impacted ? "yes" : "no"}${words && `: ${words}`}`;
}

/**
 * The newest public status update with its time and author, and how old it was as the open incident last changed. Where
 * there is none, that is said of an open sev1 or sev2; else "".
 */
export function updateLine(incident: Incident, zone: string): string {
  const last = incident.updates.at(-1);
  if (!last) return missingUpdate(incident, zone);
  const at = showInstant(last.at, zone, referenceOf(incident));
  const age = ageSince(last.at, incident, zone);
  const old = age === "" ? "" : ` (${age})`;
  return `**Last update**, ${at} by ${person(last.who, siteOf(incident))}${old}: ${inline(cut(last.text, 500))}`;
}

function missingUpdate(incident: Incident, zone: string): string {
  const { state, severity, moments } = incident;
  const isAwaited = state === "open" && (severity.final === "sev1" || severity.final === "sev2");
  if (!isAwaited || !moments.declared) return "";
  const age = ageSince(moments.declared.at, incident, zone);
  const since = showInstant(moments.declared.at, zone, referenceOf(incident));
  return `**Last update**: none yet since the declaration at ${since}${age === "" ? "" : ` (${age})`}`;
}

/** `20 min as of 16:36`, on the card's clock; "" where no minute has passed, or where nobody waits any more. */
function ageSince(at: Instant, incident: Incident, zone: string): string {
  const { state, updatedAt } = incident;
  if (state !== "open" || updatedAt - at < 60_000) return "";
  return `${showDuration(updatedAt - at)} as of ${showInstant(updatedAt, zone, referenceOf(incident))}`;
}

/** Rows of the table of action items: the open ones first, by priority and due date. */
export function actionItemRows(incident: Incident, known: Known, room: number): string[] {
  const rows = [...incident.actionItems]
    .sort(mostPressingFirst)
    .map((item) => actionItemRow(item, isOverdue(item, incident, known), siteOf(incident)));
  return fitted(rows, room, (count) => `| *and ${count} more among the sub-issues* | | | | |`);
}

/** The team's zone, and which reminders were sent. */
interface Known {
  zone: string;
  reminded: Memory["reminded"];
}

/** By the card's clock, which stands still while nothing happens on the incident; or as its owners have been told since. */
function isOverdue({ number, state, due }: ActionItem, { updatedAt }: Incident, { zone, reminded }: Known): boolean {
  if (state !== "open" || due === null) return false;
  const told = Object.keys(reminded[`item ${number}`] ?? {});
  return (
    due < inZone(updatedAt, zone).toPlainDate().toString() || told.some((stage) => stage.startsWith(`overdue ${due}`))
  );
}

function actionItemRow(item: ActionItem, overdue: boolean, site: string): string {
  const owners = item.owners
    .slice(0, 10)
    .map((owner) => person(owner, site))
    .join(", ");
  const columns = [
    link(cut(item.title, 60), item.url),
    owners || "**nobody yet**",
    item.priority ?? "**not set**",
    item.due ? cell(item.due) : "–",
    [outcomeOf(item), ...(overdue ? ["**overdue**"] : []), ...closersOf(item)].join(", "),
  ];
  return `| ${columns.join(" | ")} |`;
}

function outcomeOf({ state, reason }: ActionItem): string {
  return state === "declined" && reason ? `declined: ${cell(reason, 80)}` : state;
}

/** `PR #45 merged`: GitHub makes a link of the number. */
function closersOf({ pullRequests = [] }: ActionItem): string[] {
  return pullRequests.map(({ number, state }) => `PR #${number} ${state}`);
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
