/** The parts of an incident's page that tell of people, updates, changes, alerts and the review. */
import { sourceTitle } from "../alerts/alert.ts";
import type { PersonPage } from "../incident/incident.ts";
import { handoversIn } from "../incident/people.ts";
import { pagesOf, type RecordedPage } from "../record/pages.ts";
import type { IncidentRecord } from "../record/record.ts";
import { code, cut, inline, link } from "../words/escape.ts";
import { fitted } from "../words/fit.ts";
import { commandLine } from "../words/names.ts";
import { pageTexts } from "../words/people.ts";
import { showInstant } from "../words/time.ts";
import { issueLink, personOn, row, rowsIn, type Site, said } from "./page.ts";
import { clockOf, instantOf, referenceOf } from "./when.ts";

type RoleHeld = IncidentRecord["roles"][number];

/** `commander: cathy (since 16:07, taken over from gary), comms: gary (16:16–16:40)`. */
export function rolesText(record: IncidentRecord, site: Site, room: number): string {
  const show = clockOf(record, site.configuration.zone);
  const handovers = handoversIn(record.roles);
  const roles = [...record.roles].sort(commanderFirst).map((held) => {
    const { role, who, from, until } = held;
    const before = handovers.get(held);
    const span = until === undefined ? `since ${show(from)}` : `${show(from)}–${show(until)}`;
    const taken = before ? `${span}, taken over from ${inline(before.who)}` : span;
    return `${said(role, 40)}: ${personOn(site, who)} (${taken})`;
  });
  return fitted(roles, room, more).join(", ");
}

function commanderFirst(a: RoleHeld, b: RoleHeld): number {
  return Number(b.role === "commander") - Number(a.role === "commander");
}

/** Everybody who took part or was paged, with the times: of each page by whom, and how long it took to reach them. */
export function peopleText(record: IncidentRecord, site: Site, room: number): string {
  const show = clockOf(record, site.configuration.zone);
  const near = referenceOf(record);
  const people = record.people.map((one) => {
    const pages = pagesOf(one).map(pageOf);
    const times = [
      ...pageTexts(pages, (at) => showInstant(at, site.configuration.zone, near), "not reached"),
      ...(one.joinedAt === undefined ? [] : [`joined ${show(one.joinedAt)}`]),
    ];
    return `${personOn(site, one.who)}${times.length > 0 ? ` (${times.join("; ")})` : ""}`;
  });
  return fitted(people, room, more).join(", ");
}

function pageOf({ at, by, escalation, reachedAt }: RecordedPage): PersonPage {
  return {
    at: instantOf(at),
    by,
    ...(escalation ? { escalation } : {}),
    ...(reachedAt === undefined ? {} : { reachedAt: instantOf(reachedAt) }),
  };
}

/** The public status updates, oldest first. */
export function updateLines(record: IncidentRecord, site: Site, room: number): string[] {
  const show = clockOf(record, site.configuration.zone);
  const lines = record.updates.map(
    ({ at, who, text }) => `${show(at)} by ${personOn(site, who)}: ${said(text, 1_000)}`,
  );
  return fitted(lines, room, more, 0.25);
}

/** The changes that were named as factors, with what they did. */
export function changeLines(record: IncidentRecord, site: Site, room: number): string[] {
  const lines = record.changes.map(({ kind, ref, effect }) => {
    return `${kind} ${changeLink(kind, ref, site)}${effect ? ` (${effect})` : ""}`;
  });
  return fitted(lines, room, more);
}

type ChangeKind = IncidentRecord["changes"][number]["kind"];

function changeLink(kind: ChangeKind, ref: string, site: Site): string {
  const number = /^#?(\d{1,9})$/.exec(ref)?.[1];
  if (kind === "pull request" && number) return issueLink(Number(number), site);
  if (kind === "commit" && /^[\da-f]{7,40}$/i.test(ref)) return link(ref.slice(0, 7), `${site.url}/commit/${ref}`);
  return said(ref, 100);
}

type RecordedAlert = IncidentRecord["alerts"][number];

/** The alerts as rows: title, source, severity, service, began, arrived, ended, how often it fired, acknowledged. */
export function alertRows(record: IncidentRecord, zone: string, room: number): string[] {
  const show = clockOf(record, zone);
  const rows = record.alerts.map((alert) => {
    const { source, title, severity, service, receivedAt, episodes = 1, actionable, link: address } = alert;
    const name = `${link(cut(title, 100), address ?? "") || "–"}${actionable ? "" : " (not actionable)"}`;
    const about = [said(sourceTitle(source), 40), said(severity ?? "", 40), said(service ?? "", 40)];
    const times = [timeOf("startedAt", alert, show), show(receivedAt), timeOf("endedAt", alert, show)];
    return row(name, ...about, ...times, episodes, acknowledgementOf(alert, show));
  });
  return rowsIn(rows, room, 9, "on the issue");
}

/** The sender's time, also where its clock can't be right. */
function timeOf(name: "startedAt" | "endedAt", alert: RecordedAlert, show: (iso: string) => string): string {
  const wrong = alert.inconsistent?.[name];
  if (wrong !== undefined) return `${show(wrong)} (inconsistent)`;
  const at = alert[name];
  return at === undefined ? "–" : show(at);
}

function acknowledgementOf({ acknowledgedAt, acknowledgedBy }: RecordedAlert, show: (iso: string) => string): string {
  if (acknowledgedAt === undefined) return "–";
  return `${show(acknowledgedAt)}${acknowledgedBy === undefined ? "" : ` by ${said(acknowledgedBy, 60)}`}`;
}

/** The review with its state, day and facilitator; "" where none is due. */
export function reviewText(record: IncidentRecord, site: Site): string {
  const { review } = record;
  if (!review) return missingReview(record, site);
  const { number, state, due, reason, facilitator } = review;
  const parts = [
    `${issueLink(number, site)} ${state}${reason ? `: ${said(reason, 300)}` : ""}`,
    ...(state === "planned" && due ? [`due ${due}`] : []),
    ...(facilitator ? [`led by ${personOn(site, facilitator)}`] : []),
  ];
  return parts.join(", ");
}

/** It was never opened, or somebody deleted it: a record can't tell, and only the first is opened anew. */
function missingReview({ number, reviewDue, moments }: IncidentRecord, site: Site): string {
  if (!reviewDue || !moments.restored || moments.reviewed) return "";
  const command = commandLine(site.configuration);
  const [ask, held] = ["review", "reviewed"].map((name) => code(command(name)));
  return `due, and has no issue. On ${issueLink(number, site)}, ${ask} opens one, unless it was deleted; ${held} says that it was held`;
}

function more(count: number): string {
  return `and ${count} more`;
}
