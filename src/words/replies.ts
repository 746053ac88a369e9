/** Everything the App says in comments, besides the card: short, and with the next line to type. */
import type { Configuration } from "../config.ts";
import type { ActionItem } from "../incident/action-item.ts";
import type { Contradiction, Incident, Instant } from "../incident/incident.ts";
import type { ReturnedFactor } from "../memory.ts";
import type { Refusal } from "../timeline/command.ts";
import { helpText } from "../timeline/commands/help.ts";
import { code, cut, inline, isLogin, link, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { showContradiction } from "./moments.ts";
import { commandLine, counted, siteOf } from "./names.ts";
import { say, type Templates } from "./templates.ts";
import { showDay, showInstant, showZone } from "./time.ts";

export interface ReplyView {
  /** Lines that can't be taken. */
  refusals: readonly Refusal[];
  /** Whether the comment has commands whose author may give none. */
  notAllowed: boolean;
  /** Sentences that say how ambiguous times were read. */
  readings: readonly string[];
  /** Logins that action items should have as owners, and that can't be assigned here. */
  unknownOwners: readonly string[];
  /** What the help is asked about: "" for all of it, null where nobody asked. */
  help: string | null;
  /** Whatever else has to be said: Markdown, made inert by the caller. */
  notes: readonly string[];
  templates: Templates;
}

/** Characters for the refused lines, and for each of the other lists. */
const room = { refusals: 12_000, other: 3_000 };
const shown = 160;

/** The one reply to a comment; null where there is nothing to say. */
export function replyText(view: ReplyView): string | null {
  const { templates, ...said } = view;
  const parts = {
    notAllowed: said.notAllowed,
    refusals: fitted(said.refusals.map(refusalLine), room.refusals, (count) => `and ${counted(count, "line")} more`),
    readings: fitted(
      said.readings.map((text) => sentence(cut(text, 300))),
      room.other,
      (count) => `and ${count} more`,
    ),
    unknownOwners: fitted(
      said.unknownOwners.map((name) => inline(cut(name, 60))),
      room.other,
      (count) => `and ${count} more`,
    ).join(", "),
    help: said.help === null ? "" : helpText(said.help || undefined),
    notes: said.notes,
  };
  const isEmpty = Object.values(parts).every((part) => (typeof part === "boolean" ? !part : part.length === 0));
  return isEmpty ? null : say(templates, "reply", parts).trim();
}

function refusalLine({ line, text, problem, instead }: Refusal): string {
  const place = line > 0 ? `Line ${line}, ` : "";
  const remedy = instead === "" ? "" : ` Try ${code(cut(instead, shown))}`;
  return `${place}${code(cut(text, shown))}: ${sentence(cut(problem, 300))}${remedy}`;
}

/** A sentence of ours that quotes people's words in backquotes: they are shown as code. */
function sentence(text: string): string {
  return text.split("`").map(part).join("");
}

/** Every other part of a sentence is quoted. Blanks at the ends of the rest part it from the quotations. */
function part(text: string, index: number): string {
  if (index % 2 === 1) return code(text);
  const start = text.startsWith(" ") ? " " : "";
  const end = text.length > 1 && text.endsWith(" ") ? " " : "";
  return start + inline(text) + end;
}

/** Says, on an action item or a review, where commands are read. */
export function commandBelowText({ incident, templates }: AskingView): string | null {
  const nothing = { refusals: [], notAllowed: false, readings: [], unknownOwners: [], help: null };
  return replyText({
    ...nothing,
    notes: [`I read commands on the incident alone. Type the same on #${incident}.`],
    templates,
  });
}

export interface PageView {
  /** Whom to bring in: logins or teams, without `@`. */
  who: readonly string[];
  /** Who asks for them. */
  by: string;
  incident: Incident;
  templates: Templates;
}

/** The comment that brings people in: the only words of ours that mention anybody. */
export function pageText({ who, by, incident, templates }: PageView): string {
  const view = {
    mentions: who
      .filter(isPageable)
      .map((name) => `@${name}`)
      .join(" "),
    others: who
      .filter((name) => !isPageable(name))
      .map((name) => inline(cut(name, 60)))
      .join(", "),
    by: person(by, siteOf(incident)),
    severity: incident.severity.final ?? "",
    title: inline(cut(incident.title, 200)),
  };
  return say(templates, "page", view).trim();
}

/** A login, or a team `acme/web`. */
function isPageable(name: string): boolean {
  const parts = name.split("/");
  return parts.length <= 2 && parts.every((part) => /^[\w-]{1,80}$/.test(part)) && isLogin(parts[0] ?? "");
}

export interface ContradictionsView {
  contradictions: readonly Contradiction[];
  configuration: Configuration;
  templates: Templates;
}

/** Tells responders, once, which stated times contradict each other. */
export function contradictionsText({ contradictions, configuration, templates }: ContradictionsView): string {
  const line = commandLine(configuration);
  const lines = contradictions.map((contradiction) => showContradiction(contradiction, line));
  return say(templates, "contradictions", {
    contradictions: fitted(lines, room.other, (count) => `and ${count} more`),
  }).trim();
}

interface AskingView {
  /** The incident's number. */
  incident: number;
  templates: Templates;
}

export interface ReviewPlannedView {
  incident: Incident;
  at: Instant | undefined;
  /** Who leads it; "" where nobody was named. */
  facilitator: string;
  zone: string;
  templates: Templates;
}

/** Says, on the review, what was planned since it was opened. */
export function reviewPlannedText({ incident, at, facilitator, zone, templates }: ReviewPlannedView): string {
  const view = {
    when: at === undefined ? "" : `${showDay(at, zone)} ${showInstant(at, zone, at)} ${inline(showZone(zone, at))}`,
    facilitator: facilitator ? person(facilitator, siteOf(incident)) : "",
  };
  return say(templates, "review-planned", view).trim();
}

/** Asks, on a review that was closed as not planned, why it was not held. */
export function reviewNotHeldText({ incident, templates }: AskingView): string {
  return say(templates, "review-not-held", { incident: `#${incident}` }).trim();
}

/** Asks, on a review that was held, whether it is meant that nothing follows from it. */
export function reviewWithoutItemsText({
  incident,
  configuration,
  templates,
}: AskingView & { configuration: Configuration }): string {
  const action = code(commandLine(configuration)("action @who high by DATE TITLE"));
  return say(templates, "review-without-items", { incident: `#${incident}`, action }).trim();
}

export interface ItemDeclinedView extends AskingView {
  closedAs: "not planned" | "duplicate";
}

/** Asks, on an action item that was closed as not planned, why it was declined; as a duplicate, of what. */
export function itemDeclinedText({ incident, closedAs, templates }: ItemDeclinedView): string {
  return say(templates, "item-declined", { incident: `#${incident}`, duplicate: closedAs === "duplicate" }).trim();
}

export interface ItemEvidenceView extends AskingView {
  item: ActionItem;
  configuration: Configuration;
}

/** Asks, on an action item that was closed as completed, how it is known to work. */
export function itemEvidenceText({ incident, item, configuration, templates }: ItemEvidenceView): string {
  const merged = (item.pullRequests ?? []).filter(({ state }) => state === "merged");
  const view = {
    incident: `#${incident}`,
    merged: merged.map(({ number }) => `PR #${number}`).join(", "),
    done: code(commandLine(configuration)(`done #${item.number} HOW YOU KNOW`)),
  };
  return say(templates, "item-evidence", view).trim();
}

export interface ItemClosedView {
  incident: Incident;
  /** What was said, by whom, and where. */
  closing: { as: "done" | "declined"; words: string; who: string; url: string };
  templates: Templates;
}

/** Says, on an action item that a command closed, who said so, and the evidence or the reason. */
export function itemClosedText({ incident, closing, templates }: ItemClosedView): string {
  const view = {
    declined: closing.as === "declined",
    who: person(closing.who, siteOf(incident)),
    incident: `#${incident.number}`,
    comment: link("comment", closing.url),
    words: inline(cut(closing.words, 1_000)),
  };
  return say(templates, "item-closed", view).trim();
}

export interface ItemReturnedView {
  /** In which the factor came back. */
  incident: Incident;
  factor: string;
  before: ReturnedFactor;
  templates: Templates;
}

/** Says, on an action item, that what it was meant to prevent came back. */
export function itemReturnedText({ incident, factor, before, templates }: ItemReturnedView): string {
  const { state, reason = "" } = before;
  const view = {
    incident: `#${incident.number}`,
    title: inline(cut(incident.title, 200)),
    factor: inline(cut(factor, 300)),
    open: state === "open",
    done: state === "done",
    declined: state === "declined",
    reason: inline(cut(reason, 200)),
  };
  return say(templates, "item-returned", view).trim();
}

/** Says, on an incident, that all of its action items are done or declined. */
export function itemsSettledText({ incident, templates }: { incident: Incident; templates: Templates }): string {
  const { actionItems: items } = incident;
  const declined = items.filter(({ state }) => state === "declined");
  const view = {
    headline: settledHeadline(items.length, declined.length),
    one: items.length === 1,
    declined: fitted(declined.map(declinedLine), room.other, (count) => `and ${count} more`),
  };
  return say(templates, "items-settled", view).trim();
}

function settledHeadline(all: number, declined: number): string {
  if (all === 1) return `The action item of this incident is ${declined === 1 ? "declined" : "done"}.`;
  const counts = [
    ...(declined < all ? [`${all - declined} done`] : []),
    ...(declined > 0 ? [`${declined} declined`] : []),
  ];
  return `${all === 2 ? "Both" : `All ${all}`} action items of this incident are settled: ${counts.join(", ")}.`;
}

function declinedLine({ title, url, reason }: ActionItem): string {
  return link(cut(title, 80), url) + (reason ? `: ${inline(cut(reason, 200))}` : "");
}
