/** The card: the one comment, pinned to the incident, that says how things stand. */
import type { Configuration } from "../config.ts";
import type { ConfigurationProblem } from "../config-problem.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { durationNames } from "../incident/incident.ts";
import type { Memory } from "../memory.ts";
import { alertCounts, alertLines, clockNotices, type MoreAlerts, quietSince } from "./alerts.ts";
import { recentChangeLines } from "./changes.ts";
import { cut, inline, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { momentRows, referenceOf, showContradiction } from "./moments.ts";
import {
  type CommandLine,
  commandLine,
  counted,
  durationText,
  durationTitles,
  priorityName,
  severityName,
  siteOf,
} from "./names.ts";
import { nextCommands } from "./next.ts";
import { pageLines, peopleLine, roleLines } from "./people.ts";
import { unreachedLines } from "./reminders.ts";
import { returnedLines } from "./returned.ts";
import {
  actionItemRows,
  changesLine,
  customersLine,
  learningCounts,
  lessonLines,
  reviewLine,
  serviceLines,
  updateLine,
} from "./sections.ts";
import { similarLines } from "./similar.ts";
import { snoozeNotices } from "./snoozes.ts";
import { say, type TemplateName, type Templates, textLimit } from "./templates.ts";
import { showDay, showDuration, showInstant, showZone } from "./time.ts";
import { timelineLines } from "./timeline.ts";

export interface CardView {
  incident: Incident;
  /** Its alerts that have no record of their own. */
  more: MoreAlerts;
  /** What changed before it, owners of its services, past incidents that are like it, and whom reminders don't reach. */
  known: Pick<Memory, "changes" | "owners" | "similar"> & Partial<Pick<Memory, "unreached" | "reminded" | "returned">>;
  configuration: Configuration;
  /** What is wrong with the configuration and the templates of the repository. */
  problems: readonly ConfigurationProblem[];
  /** An HTML comment that the card begins with, kept as it is; at most 50,000 characters. */
  hidden: string;
  templates: Templates;
}

/** Characters for each list, so that what is left for the timeline is never nothing. */
const usualRoom = {
  alerts: 2_500,
  recent: 3_000,
  similar: 1_500,
  returned: 1_500,
  items: 10_000,
  people: 2_000,
  pages: 1_500,
  roles: 1_500,
  services: 3_000,
  changes: 1_000,
  lessons: 7_000,
  notices: 3_000,
  problems: 3_000,
};
type Room = typeof usualRoom;

/** Characters that the card takes besides its lists, at the most. */
const besides = 6_000;

/** Less for each list where much is hidden: of a hundred action items there is more to remember than to show. */
function roomBeside(hidden: string): Room {
  const all = Object.values(usualRoom).reduce((sum, one) => sum + one, 0);
  const share = Math.min(1, Math.max(0, textLimit - hidden.length - besides) / all);
  const lessened = Object.entries(usualRoom).map(([list, one]) => [list, Math.floor(one * share)]);
  return { ...usualRoom, ...Object.fromEntries(lessened) };
}

/**
 * The card as Markdown, under 65,536 characters. It depends on nothing but the view: as long as nothing happens, it stays
 * the same, so its clock counts up to the incident's last change.
 */
export function renderCard(view: CardView): string {
  const { incident, configuration, hidden, templates } = view;
  const limit = textLimit - 1 - hidden.length - 1;
  const name = cardOf(incident);
  const parts = cardParts(view);
  const withTimeline = (room: number) =>
    say(templates, name, { ...parts, timeline: timelineLines(incident, configuration.zone, room) }, limit);
  const left = limit - say(templates, name, { ...parts, timeline: [] }, limit).length;
  const text = withTimeline(left);
  return `${hidden}\n${text.length <= limit ? text : withTimeline(left - (text.length - limit))}`;
}

function cardOf({ state }: Incident): TemplateName {
  if (state === "withdrawn") return "card-withdrawn";
  return state === "merged" ? "card-merged" : "card";
}

export interface UnconfirmedCardView {
  /** The login that filled in the form, and may not declare an incident. */
  opener: string;
  /** The issue's address. */
  url: string;
  configuration: Configuration;
  hidden: string;
  templates: Templates;
}

/** What stands in the card's place until somebody who may triage confirms a report from outside. */
export function renderUnconfirmedCard({ opener, url, configuration, hidden, templates }: UnconfirmedCardView): string {
  const line = commandLine(configuration);
  const view = {
    opener: person(opener, siteOf({ url })),
    confirm: line("severity sev3"),
    label: inline(configuration.labels.incident),
  };
  return `${hidden}\n${say(templates, "card-unconfirmed", view)}`;
}

function cardParts({ incident, more, known, configuration, problems, hidden }: CardView) {
  const { zone, labels } = configuration;
  const room = roomBeside(hidden);
  const line = commandLine(configuration);
  return {
    ...headline(incident, zone),
    notices: fitted(
      [
        ...notices(incident, zone, line),
        ...unreachedLines(known.unreached ?? [], known.owners, configuration, siteOf(incident)),
      ],
      room.notices,
      (count) => `and ${count} more`,
    ),
    alertCounts: alertCounts(incident, more),
    alerts: alertLines(incident, more, zone, room.alerts),
    recent: recentChangeLines(known.changes, incident, zone, room.recent),
    similar: similarLines(known.similar ?? [], incident, zone, room.similar),
    returned: returnedLines(incident, known, room.returned),
    moments: momentRows(incident, zone, line),
    durations: durationLines(incident),
    formulas: formulas(incident),
    roles: roleLines(incident, zone, room.roles),
    people: peopleLine(incident, room.people),
    pages: pageLines(incident, zone, room.pages),
    services: serviceLines(incident, configuration, known.owners, room.services),
    customers: customersLine(incident),
    update: updateLine(incident, zone),
    changes: changesLine(incident, known.changes, room.changes),
    actionItems: actionItemRows(incident, { zone, reminded: known.reminded ?? {} }, room.items),
    review: reviewLine(incident, zone),
    learnings: learningCounts(incident),
    lessons: lessonLines(incident, room.lessons),
    related: numbers(incident.related),
    merged: numbers(incident.mergedFrom),
    outside: incident.outsideReports > 0 ? counted(incident.outsideReports, "report") : "",
    entries: counted(incident.timeline.length, "entry", "entries"),
    next: nextCommands(incident, { line, zone, quietSince: quietSince(incident, more) }),
    problems: fitted(problems.map(problemLine), room.problems, (count) => `and ${counted(count, "problem")} more`),
    label: inline(labels.incident),
    survivor: incident.mergedInto === undefined ? "" : `#${incident.mergedInto}`,
  };
}

function headline(incident: Incident, zone: string) {
  const near = referenceOf(incident);
  return {
    severity: severityName(incident.severity.final),
    priority: priorityName(incident.priority),
    phase: incident.phase ?? incident.state,
    stage: incident.stage,
    clock: clock(incident, zone),
    day: showDay(near, zone),
    zone: inline(showZone(zone, near)),
  };
}

/** Since when the incident is in its phase, and for how long as of its last change. */
function clock(incident: Incident, zone: string): string {
  if (incident.phase === null) return "";
  const since = incident.phase === "closed" ? incident.phases.at(-1)?.to : phaseStart(incident);
  if (since === undefined) return "";
  const near = referenceOf(incident);
  const start = `${incident.phase} since ${showInstant(since, zone, near)}`;
  if (incident.phase === "closed" || incident.updatedAt <= since) return start;
  const spent = showDuration(incident.updatedAt - since);
  return `${start} · ${spent} as of ${showInstant(incident.updatedAt, zone, near)}`;
}

/** Response begins with the detection, however far it is; a phase that a reopening came back to begins with that. */
function phaseStart({ phase, phases, intervals, reopened, moments }: Incident): Instant | undefined {
  const open = phases.findLast(({ to }) => to === undefined)?.from ?? moments.declared?.at;
  const start = phase === "response" ? (moments.detected?.at ?? open) : open;
  const again = reopened > 0 && (phase === "response" || phase === "remediation") ? intervals.at(-1)?.from : null;
  return start === undefined ? undefined : Math.max(start, again ?? start);
}

function notices(incident: Incident, zone: string, line: CommandLine): string[] {
  return [
    ...(incident.drill ? ["This is a **drill**."] : []),
    ...(incident.nearMiss ? ["This is a **near miss**: it could have hurt, and did not."] : []),
    ...unconfirmedClosing(incident, zone, line),
    ...clockNotices(incident, zone),
    ...snoozeNotices(incident, zone, line),
    ...incident.contradictions.map((contradiction) => showContradiction(contradiction, line)),
  ];
}

function unconfirmedClosing(incident: Incident, zone: string, line: CommandLine): string[] {
  const act = incident.unconfirmedClosing;
  if (!act) return [];
  const at = showInstant(act.at, zone, referenceOf(incident));
  const who = person(act.who, siteOf(incident));
  const ask = `Is it over? Then type \`${line("resolved")}\`; if it is not: \`${line("reopen")}\`.`;
  return [`${who} closed this at ${at} without having the triage role, so it says nothing of the incident yet. ${ask}`];
}

function durationLines(incident: Incident): string[] {
  return shownDurations(incident).map(
    (name) => `${durationTitles[name].name}: **${durationText(incident.durations[name])}**`,
  );
}

/** The formulas of what is shown: other tools give the same names to other spans. */
function formulas(incident: Incident): string {
  return shownDurations(incident)
    .map((name) => `${durationTitles[name].short} = ${durationTitles[name].formula}`)
    .join(" · ");
}

/** What can't be known yet is left out; the first recovery says something of its own only after a reopening. */
function shownDurations({ reopened, moments, durations }: Incident) {
  const known = moments.restored
    ? durationNames
    : durationNames.filter((name) => durations[name].state !== "not recorded");
  return known.filter((name) => name !== "firstRecovery" || reopened > 0);
}

function problemLine({ line, problem, remedy }: ConfigurationProblem): string {
  const place = line === null ? "" : `line ${line}: `;
  return `${place}${inline(cut(problem, 300))} ${inline(cut(remedy, 300))}`;
}

function numbers(issues: readonly number[]): string {
  return fitted(
    issues.map((number) => `#${number}`),
    500,
    (count) => `and ${count} more`,
  ).join(", ");
}
