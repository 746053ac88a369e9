/** The card: the one comment, pinned to the incident, that says how things stand. */
import type { Configuration } from "../config.ts";
import type { ConfigurationProblem } from "../config-problem.ts";
import type { Incident } from "../incident/incident.ts";
import { durationNames } from "../incident/incident.ts";
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
import {
  actionItemRows,
  changesLine,
  customersLine,
  learningCounts,
  lessonLines,
  peopleLine,
  reviewLine,
  roleLines,
  serviceLines,
  updateLine,
} from "./sections.ts";
import { say, type TemplateName, type Templates, textLimit } from "./templates.ts";
import { showDay, showDuration, showInstant, showZone } from "./time.ts";
import { timelineLines } from "./timeline.ts";

export interface CardView {
  incident: Incident;
  configuration: Configuration;
  /** What is wrong with the configuration and the templates of the repository. */
  problems: readonly ConfigurationProblem[];
  /** An HTML comment that the card begins with, kept as it is; at most 20,000 characters. */
  hidden: string;
  templates: Templates;
}

/** Characters for each list, so that what is left for the timeline is never nothing. */
const room = {
  items: 12_000,
  people: 3_000,
  roles: 2_000,
  services: 4_000,
  changes: 1_000,
  lessons: 8_000,
  notices: 3_000,
  problems: 4_000,
};

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

function cardParts({ incident, configuration, problems }: CardView) {
  const { zone, labels } = configuration;
  const line = commandLine(configuration);
  return {
    ...headline(incident, zone),
    notices: fitted(notices(incident, zone, line), room.notices, (count) => `and ${count} more`),
    moments: momentRows(incident, zone, line),
    durations: durationLines(incident),
    formulas: formulas(incident),
    roles: roleLines(incident, zone, room.roles),
    people: peopleLine(incident, zone, room.people),
    services: serviceLines(incident, configuration, room.services),
    customers: customersLine(incident),
    update: updateLine(incident, zone),
    changes: changesLine(incident, room.changes),
    actionItems: actionItemRows(incident, room.items),
    review: reviewLine(incident, zone),
    learnings: learningCounts(incident),
    lessons: lessonLines(incident, room.lessons),
    related: numbers(incident.related),
    merged: numbers(incident.mergedFrom),
    outside: incident.outsideReports > 0 ? counted(incident.outsideReports, "report") : "",
    entries: counted(incident.timeline.length, "entry", "entries"),
    next: nextCommands(incident, line),
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

function phaseStart({ phases, moments }: Incident): number | undefined {
  return phases.findLast(({ to }) => to === undefined)?.from ?? moments.declared?.at;
}

function notices(incident: Incident, zone: string, line: CommandLine): string[] {
  return [
    ...(incident.drill ? ["This is a **drill**."] : []),
    ...(incident.nearMiss ? ["This is a **near miss**: it could have hurt, and did not."] : []),
    ...unconfirmedClosing(incident, zone, line),
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
