/** From GitHub's timeline to our events: who acted with which standing, and what their comments say. */

import { parentOf } from "../children.ts";
import type { Actor, Edit, ObservedComment, ObservedIssue, Reaction, TimelineItem } from "../github/observed.ts";
import type { Instant } from "../incident/incident.ts";
import { severities } from "../incident/incident.ts";
import { originCommands, readOrigin } from "../origin.ts";
import { impactOf } from "./acts.ts";
import { readComment } from "./comment.ts";
import {
  type FormFields,
  type ImpactReaction,
  type IncidentEvent,
  isSaid,
  mayCommand,
  type Said,
  type Standing,
  type Words,
} from "./event.ts";
import { readForm } from "./form.ts";
import { formCommands } from "./form-commands.ts";
import { spelled } from "./logins.ts";

export interface EventsContext {
  /** The App's login. */
  self: string;
  /** What somebody was to the repository when they acted. */
  standing: (who: string, at: Instant) => Standing;
  zone: string;
  /** Whether `/ack` is taken as well as `/incident ack`. */
  bare: boolean;
  /** `owner/name`: links to its comments and issues can be commands' arguments. */
  repository: string;
  /** The label that declares an incident, besides `sev1` … `sev5`. */
  incidentLabel: string;
  /** The form's answers as they were confirmed, where an outsider may have edited them since. */
  form?: FormFields | undefined;
}

/** The issue's events, oldest first, in GitHub's own order. Comments hidden as spam are left out. */
export function readEvents(observed: ObservedIssue, context: EventsContext): IncidentEvent[] {
  const issue = { ...observed, items: [...openingLabels(observed), ...observed.items] };
  const place = new Place(issue, context);
  const opened = openedEvent(issue, context, place);
  const events = [opened];
  for (const item of issue.items) {
    const event = eventOf(item, issue, context, place);
    if (!event) continue;
    place.follow(event);
    events.push(event);
  }
  return issue.kind === "pull request" ? events.map(declaring) : spelled(events, issue);
}

/** On a pull request an incident can be declared; it is run on the issue that is opened for it. */
function declaring(event: IncidentEvent): IncidentEvent {
  return isSaid(event) ? { ...event, commands: event.commands.filter(({ verb }) => verb === "incident") } : event;
}

/** Labels that nothing in the timeline put on before they were there, or taken off: they came with the issue. */
function openingLabels({ labels, items, createdAt: at, author: actor }: ObservedIssue): TimelineItem[] {
  const unexplained = new Map<string, string>();
  const seen = new Set<string>();
  for (const item of items) {
    if (item.type !== "labeled" && item.type !== "unlabeled") continue;
    const name = item.label.toLowerCase();
    if (item.type === "unlabeled" && !seen.has(name)) unexplained.set(name, item.label);
    seen.add(name);
  }
  for (const label of labels) if (!seen.has(label.toLowerCase())) unexplained.set(label.toLowerCase(), label);
  return [...unexplained].map(([name, label]) => ({ type: "labeled", id: `opening ${name}`, at, actor, label }));
}

/**
 * Follows whether the issue is an incident at a point of its timeline: `/incident` reads differently before and after. On
 * what belongs to one commands are read as on it.
 */
class Place {
  readonly #labels = new Set<string>();
  readonly #declaring: Set<string>;
  #commanded = false;

  constructor(issue: ObservedIssue, context: EventsContext) {
    this.#declaring = new Set([context.incidentLabel.toLowerCase(), ...severities]);
    const isOurs = issue.author.login === context.self && readOrigin(issue.body) !== null;
    this.#commanded = isOurs || parentOf(issue, context.self) !== null;
    for (const item of issue.items) {
      if (item.type === "labeled" && isAtOpening(item, issue) && this.declares(item.label))
        this.#labels.add(item.label.toLowerCase());
    }
  }

  get now(): "incident" | "elsewhere" {
    return this.#commanded || this.#labels.size > 0 ? "incident" : "elsewhere";
  }

  follow(event: IncidentEvent): void {
    if (event.kind === "labeled" && this.declares(event.label)) this.#labels.add(event.label.toLowerCase());
    if (event.kind === "unlabeled" && this.declares(event.label)) this.#drop(event.label.toLowerCase());
    if (isSaid(event) && mayCommand(event) && event.commands.some(({ verb }) => verb === "incident")) {
      this.#commanded = true;
    }
  }

  declares(label: string): boolean {
    return this.#declaring.has(label.toLowerCase());
  }

  #drop(label: string): void {
    this.#labels.delete(label);
    if (this.#labels.size === 0) this.#commanded = false;
  }
}

function openedEvent(issue: ObservedIssue, context: EventsContext, place: Place): IncidentEvent {
  const standing = standingOf(issue.author, issue.createdAt, context);
  const base = { id: "opened", at: issue.createdAt, who: issue.author.login, standing, url: issue.url };
  const origin = standing === "self" ? readOrigin(issue.body) : null;
  const words = readWords(issue.body, base, issue, context, place.now);
  const event: IncidentEvent = { ...base, kind: "opened", title: issue.title, ...words };
  if (origin) return { ...event, origin, commands: originCommands(origin) };
  const form = confirmedForm(issue, event, context);
  if (form)
    return { ...event, form, commands: [...words.commands, ...formCommands(form, timeContext(event, context))] };
  place.follow(event);
  return event;
}

/** The form's answers: of the body as it is, unless somebody without a say edited it after it was confirmed. */
function confirmedForm(issue: ObservedIssue, event: Said, context: EventsContext): FormFields | null {
  if (context.form && !mayCommand(event)) return context.form;
  return readForm(issue.body);
}

function eventOf(item: TimelineItem, issue: ObservedIssue, context: EventsContext, place: Place): IncidentEvent | null {
  const standing = standingOf(item.actor, item.at, context);
  const base = { id: `${item.type}:${item.id}`, at: item.at, who: item.actor.login, standing, url: issue.url };
  switch (item.type) {
    case "comment":
      return item.minimized ? null : commentEvent(item, standing, context, place);
    case "labeled":
      return { ...base, kind: "labeled", label: item.label, atOpening: isAtOpening(item, issue) };
    case "unlabeled":
      return { ...base, kind: "unlabeled", label: item.label };
    case "assigned":
    case "unassigned":
      return { ...base, kind: item.type, assignee: item.assignee };
    case "closed":
      return { ...base, kind: "closed", reason: item.reason, ...closer(item, context) };
    case "reopened":
      return { ...base, kind: "reopened" };
    case "cross-referenced":
      return mergedEvent(item, context);
    case "marked as duplicate":
      return { ...base, kind: "marked as duplicate", of: item.of };
  }
}

function commentEvent(item: ObservedComment, standing: Standing, context: EventsContext, place: Place): IncidentEvent {
  const base = { id: `comment:${item.comment}`, at: item.at, who: item.actor.login, standing, url: item.url };
  const words = readWords(item.body, base, item, context, place.now);
  return { ...base, kind: "comment", comment: item.comment, ...words };
}

interface Text {
  edited: Edit | null;
  reactions: readonly Reaction[];
}

function readWords(
  body: string,
  base: { at: Instant; standing: Standing },
  { edited, reactions }: Text,
  context: EventsContext,
  place: "incident" | "elsewhere",
): Words {
  if (base.standing === "self")
    return { text: "", mentions: [], answers: false, commands: [], refusals: [], reactions: [] };
  const edit = edited && { at: edited.at, who: edited.who.login, standing: standingOf(edited.who, edited.at, context) };
  const times = timeContext({ at: base.at, ...(edit ? { edited: edit } : {}) }, context);
  const read = readComment(body, { ...times, bare: context.bare, place, repository: context.repository });
  return {
    ...read,
    ...(edit ? { edited: edit } : {}),
    reactions: reactions.flatMap((reaction) => markOf(reaction, context)),
  };
}

function timeContext(event: { at: Instant; edited?: { at: Instant } }, { zone }: EventsContext) {
  return { written: event.at, ...(event.edited ? { edited: event.edited.at } : {}), zone };
}

function markOf({ who, at, content }: Reaction, context: EventsContext): ImpactReaction[] {
  const impact = impactOf(content);
  if (!who || !impact || who === context.self) return [];
  return [{ who, at, impact, standing: context.standing(who, at) }];
}

function closer(item: Extract<TimelineItem, { type: "closed" }>, context: EventsContext) {
  if (!item.pullRequest) return {};
  const { number, mergedBy } = item.pullRequest;
  const mergerStanding = mergedBy ? standingOf(mergedBy, item.at, context) : "outsider";
  return { pullRequest: { number, mergedBy: mergedBy?.login ?? null, mergerStanding } };
}

/** A linked pull request that was merged, at the time of its merge. */
function mergedEvent(
  item: Extract<TimelineItem, { type: "cross-referenced" }>,
  context: EventsContext,
): IncidentEvent | null {
  const { source } = item;
  if (!("pullRequest" in source) || !source.merged || source.mergedAt === null || !source.mergedBy) return null;
  const { pullRequest: number, title, url, mergedAt: at, mergedBy } = source;
  const standing = standingOf(mergedBy, at, context);
  return { id: `merged:${number}`, at, who: mergedBy.login, standing, url, kind: "pull request merged", number, title };
}

/** GitHub puts a form's or template's labels on in the same moment as the issue is opened, in its author's name. */
function isAtOpening(item: { at: Instant; actor: Actor }, issue: ObservedIssue): boolean {
  return item.actor.login === issue.author.login && item.at - issue.createdAt <= 5_000;
}

function standingOf(actor: Actor, at: Instant, context: EventsContext): Standing {
  if (actor.login === context.self && actor.kind === "bot") return "self";
  return actor.kind === "bot" ? "bot" : context.standing(actor.login, at);
}
