/** Alerts in words: the comment that each of them has on its incident's issue, and their list on the card. */
import { sourceTitle } from "../alerts/alert.ts";
import { endOf, plausibleEnd, plausibleStart } from "../alerts/clock.ts";
import { poolCounts } from "../alerts/pool.ts";
import type { AlertPool, AlertRecord, Episode, KeptRecord } from "../alerts/record.ts";
import type { Incident, IncidentAlert, Instant } from "../incident/incident.ts";
import { cut, inline, link } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted } from "./names.ts";
import { say, type Templates } from "./templates.ts";
import { showDay, showDuration, showInstant, showZone } from "./time.ts";

export interface AlertView {
  record: AlertRecord;
  /** The team's zone. */
  zone: string;
  /** How many characters the words may have. */
  limit: number;
  templates: Templates;
}

/** The comment of an alert, or of all those that have none of their own: Markdown, and nothing in it acts. */
export function alertText({ record, zone, limit, templates }: AlertView): string {
  if (record.pool) return poolText(record.pool, limit, templates);
  const near = record.episodes[0].receivedAt;
  const show = (at: Instant) => showInstant(at, zone, near);
  const view = {
    title: inline(cut(record.title, 200)) || sourceTitle(record.source),
    happened: happened(record, show),
    source: link(sourceTitle(record.source), record.link ?? ""),
    severity: word(record.severity, 80),
    service: word(record.service, 80),
    acknowledged: takenUp(record, show),
    alerted: alertedPeople(record),
    wrong: wrongTimes(record).map((time) => wrongTime(time, show)),
    day: showDay(near, zone),
    zone: inline(showZone(zone, near)),
  };
  return say(templates, "alert", view, limit).trim();
}

function poolText(pool: AlertPool, limit: number, templates: Templates): string {
  const { total, firing } = poolCounts(pool);
  const view = {
    alerts: counted(total, "more alert"),
    firing: firing > 0 ? `${firing} of them ${firing === 1 ? "is firing" : "are firing"}` : "",
  };
  return say(templates, "alerts-more", view, limit).trim();
}

function word(text: string | null, length: number): string {
  return text === null ? "" : inline(cut(text, length));
}

type Show = (at: Instant) => string;

/** `firing since 16:03`, `fired from 16:03 to 16:20 (17 min)`, `fired 4 times from 16:03 to 17:10`. */
function happened({ episodes, omitted }: AlertRecord, show: Show): string {
  const [first] = episodes;
  const last = episodes.at(-1) ?? first;
  const times = episodes.length + omitted;
  const ended = endOf(last);
  if (times === 1) return ended === null ? `firing since ${since(first, show)}` : firedOnce(first, ended, show);
  if (ended !== null) return `fired ${times} times from ${since(first, show)} to ${show(ended)}`;
  return `firing again since ${since(last, show)}, ${times} times since ${since(first, show)}`;
}

function firedOnce(episode: Episode, ended: Instant, show: Show): string {
  const start = plausibleStart(episode.startedAt, episode.receivedAt);
  const lasted = start === null || start > ended ? "" : ` (${showDuration(ended - start)})`;
  return `fired from ${since(episode, show)} to ${show(ended)}${lasted}`;
}

function since({ startedAt, receivedAt }: Episode, show: Show): string {
  return began(plausibleStart(startedAt, receivedAt), receivedAt, show);
}

/** Where the sender doesn't say when it began, or can't be right, that was before we heard of it. */
function began(start: Instant | null, receivedAt: Instant, show: Show): string {
  return start === null ? `${show(receivedAt)} at the latest` : show(start);
}

/** `by Olga at 16:05`; "" where nobody has taken it up over there. */
function takenUp({ acknowledged }: Pick<IncidentAlert, "acknowledged">, show: Show): string {
  if (!acknowledged) return "";
  const who = acknowledged.who === null ? "" : `by ${inline(cut(acknowledged.who, 40))} `;
  return `${who}at ${show(acknowledged.at)}`;
}

/** `tim first, then olga`; "" where the sender doesn't say. */
function alertedPeople({ alerted }: AlertRecord): string {
  const [first, ...others] = alerted.map((name) => inline(cut(name, 60)));
  if (first === undefined || others.length === 0) return first ?? "";
  return `${first} first, then ${fitted(others, 500, (count) => `and ${count} more`).join(", ")}`;
}

/** Alerts of the incident that have no comment of their own. */
export interface MoreAlerts {
  total: number;
  firing: number;
  /** When one of them last ended; null where none has. */
  lastEnd: Instant | null;
}

/** The alerts that the issue's records pool, as there are so many. */
export function moreAlerts(records: readonly KeptRecord[]): MoreAlerts {
  const pools = records.flatMap(({ pool }) => (pool ? [{ ...poolCounts(pool), lastEnd: pool.lastEnd }] : []));
  return {
    total: pools.reduce((sum, { total }) => sum + total, 0),
    firing: pools.reduce((sum, { firing }) => sum + firing, 0),
    lastEnd: latest(pools.flatMap(({ lastEnd }) => lastEnd ?? [])),
  };
}

/** When the last of the incident's alerts ended; null where one of them fires, or there are none. */
export function quietSince({ alerts }: Incident, more: MoreAlerts): Instant | null {
  const fires = more.firing > 0 || alerts.some(({ endedAt }) => endedAt === null);
  return fires ? null : latest([...alerts, { endedAt: more.lastEnd }].flatMap(({ endedAt }) => endedAt ?? []));
}

function latest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : Math.max(...instants);
}

/** `2 of 3 firing`, `3 firing`, `both ended`, `all 3 ended`; "" where there are none. */
export function alertCounts({ alerts }: Incident, more: MoreAlerts): string {
  const total = alerts.length + more.total;
  const firing = alerts.filter(({ endedAt }) => endedAt === null).length + more.firing;
  if (total === 0) return "";
  if (firing === 0) return allEnded(total);
  return firing === total ? `${total} firing` : `${firing} of ${total} firing`;
}

function allEnded(total: number): string {
  if (total <= 2) return total === 1 ? "ended" : "both ended";
  return `all ${total} ended`;
}

/** A line for each alert in `room` characters: those that fire first, newest first. */
export function alertLines(incident: Incident, more: MoreAlerts, zone: string, room: number): string[] {
  const show = (at: Instant) => showInstant(at, zone, referenceOf(incident));
  const lines = incident.alerts.toSorted(firingFirst).map((alert) => alertLine(alert, show));
  const shown = fitted(lines, room, (count) => `and ${count + more.total} more`);
  return more.total > 0 && shown.length === lines.length ? [...shown, `and ${more.total} more`] : shown;
}

function firingFirst(a: IncidentAlert, b: IncidentAlert): number {
  const firing = Number(b.endedAt === null) - Number(a.endedAt === null);
  return firing || b.receivedAt - a.receivedAt;
}

function alertLine(alert: IncidentAlert, show: Show): string {
  const parts = [
    link(cut(alert.title, 80), alert.url),
    sourceLink(alert),
    word(alert.severity, 30),
    word(alert.service, 40),
    firing(alert, show),
    alert.acknowledged ? `acknowledged ${takenUp(alert, show)}` : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** A longer one would leave no room for other alerts: it is in the comment. */
const longestLink = 300;

function sourceLink({ source, link: address }: IncidentAlert): string {
  const title = sourceTitle(source);
  const linked = link(title, address ?? "");
  return linked.length <= longestLink ? linked : inline(title);
}

/** `firing since 16:03`, `fired 4 times from 16:03 to 17:10`. */
function firing({ startedAt, receivedAt, endedAt, episodes }: IncidentAlert, show: Show): string {
  const since = began(startedAt, receivedAt, show);
  if (endedAt === null) return episodes > 1 ? `firing, ${episodes} times since ${since}` : `firing since ${since}`;
  return `fired${episodes > 1 ? ` ${episodes} times` : ""} from ${since} to ${show(endedAt)}`;
}

/** What senders' clocks say that can't be. */
export function clockNotices(incident: Incident, zone: string): string[] {
  const show = (at: Instant) => showInstant(at, zone, referenceOf(incident));
  return incident.alerts.flatMap(({ inconsistent, title, url }) =>
    inconsistent
      ? [
          `${link(cut(title, 80), url)}: its clock says that it ${wrongTime(inconsistent, show)}, which can't be. That is marked as inconsistent, and counts for nothing.`,
        ]
      : [],
  );
}

type WrongTime = NonNullable<IncidentAlert["inconsistent"]>;

/** The first start and the first end that can't be. */
function wrongTimes({ episodes }: AlertRecord): WrongTime[] {
  const starts = episodes.flatMap(({ startedAt, receivedAt }) =>
    startedAt !== null && plausibleStart(startedAt, receivedAt) === null ? [{ startedAt }] : [],
  );
  const ends = episodes.flatMap((episode) =>
    episode.endedAt !== null && plausibleEnd(episode) === null ? [{ endedAt: episode.endedAt }] : [],
  );
  return [...starts.slice(0, 1), ...ends.slice(0, 1)];
}

/** `began at 1 Jan 2031 00:00` */
function wrongTime(time: WrongTime, show: Show): string {
  return "startedAt" in time ? `began at ${show(time.startedAt)}` : `ended at ${show(time.endedAt)}`;
}
