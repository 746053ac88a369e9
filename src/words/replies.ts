/** Everything the App says in comments, besides the card: short, and with the next line to type. */
import type { Configuration } from "../config.ts";
import type { Contradiction, Incident, Instant } from "../incident/incident.ts";
import type { Refusal } from "../timeline/command.ts";
import { helpText } from "../timeline/commands/help.ts";
import { code, cut, inline, isLogin, person } from "./escape.ts";
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

/** Asks, on an action item that was closed as not planned, why it was declined. */
export function itemDeclinedText({ incident, templates }: AskingView): string {
  return say(templates, "item-declined", { incident: `#${incident}` }).trim();
}
