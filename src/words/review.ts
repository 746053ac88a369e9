/** The post-incident review's issue: the guide that it opens with, who leads it, when it is due. */
import type { Configuration } from "../config.ts";
import { businessTime } from "../deadlines/business.ts";
import { dayText } from "../deadlines/day.ts";
import type { Day } from "../incident/action-item.ts";
import { durationNames, type Factor, type Incident } from "../incident/incident.ts";
import { issueTitle } from "./action-item.ts";
import { drawing } from "./drawing.ts";
import { code, cut, inline, link, person, plain } from "./escape.ts";
import { fitted } from "./fit.ts";
import { missingMoments, momentQuestion, showMoment } from "./moments.ts";
import {
  commandLine,
  counted,
  durationText,
  durationTitles,
  momentTitles,
  momentVerbs,
  severityName,
  siteOf,
} from "./names.ts";
import { peopleLine } from "./people.ts";
import { say, type Templates, textLimit } from "./templates.ts";
import { showZone } from "./time.ts";
import { entryTime } from "./timeline.ts";

export interface ReviewView {
  /** An HTML comment that the text begins with, kept as it is. */
  hidden: string;
  incident: Incident;
  configuration: Configuration;
  due: Day | null;
  facilitator: string | null;
  templates: Templates;
}

/** Characters for each list that the incident fills in. */
const room = 5_000;
/** What is longer is not filled in: cut, it would be read back as something new. */
const longestItem = 1_000;

/** The review's issue: its title, and a text that people edit in place and `readReview` reads back. */
export function renderReview({ hidden, incident, configuration, due, facilitator, templates }: ReviewView) {
  const { zone } = configuration;
  const summary = inline(incident.publicSummary);
  const view = {
    ...facts(incident, zone),
    ...openQuestions(incident, configuration),
    due: due ?? "",
    facilitator: facilitator ? person(facilitator, siteOf(incident)) : "",
    bringFacilitator: code(commandLine(configuration)("review @who")),
    learnings: filledIn(incident.learnings.map(inline)),
    factors: filledIn(incident.factors.map(factorLine)),
    wentWell: filledIn(incident.wentWell.map(inline)),
    parked: filledIn(incident.parked.map(inline)),
    actionItems: fitted(
      incident.actionItems.map(({ number }) => `#${number}`),
      room,
      (count) => `*and ${count} more*`,
    ),
    publicSummary: summary.length <= room ? summary : "",
    people: peopleLine(incident, room),
  };
  const limit = textLimit - hidden.length - 2;
  return {
    title: issueTitle(`Post-incident review: ${incident.title}`),
    body: `${hidden}\n${say(templates, "review", view, limit)}`,
  };
}

function facts(incident: Incident, zone: string) {
  const { lines, omitted } = drawing(incident, zone);
  return {
    incident: `#${incident.number}`,
    title: inline(cut(incident.title, 200)),
    severity: severityName(incident.severity.highest),
    zone: inline(showZone(zone, incident.updatedAt)),
    moments: momentFacts(incident, zone),
    metrics: durationNames.map((name) => ({ ...durationTitles[name], value: durationText(incident.durations[name]) })),
    drawing: lines,
    omitted: omitted > 0 ? `${counted(omitted, "entry", "entries")} not drawn` : "",
  };
}

function momentFacts(incident: Incident, zone: string): string {
  const known = Object.entries(incident.moments).flatMap(([name, moment]) =>
    moment
      ? [`${momentTitles[name as keyof typeof momentTitles].toLowerCase()} ${showMoment(moment, incident, zone)}`]
      : [],
  );
  return known.join(" · ");
}

function openQuestions(incident: Incident, configuration: Configuration) {
  const line = commandLine(configuration);
  const unmarked = incident.timeline.filter(({ impact }) => impact === null);
  const entries = unmarked.map((entry) => {
    const when = link(entryTime(entry, incident, configuration.zone), entry.url);
    return `${when} ${entry.who ? person(entry.who, siteOf(incident)) : ""}: ${inline(cut(entry.text, 120))}`;
  });
  return {
    unmarked: fitted(entries, room, (count) => `*and ${count} more, on the card*`),
    missing: missingMoments(incident).map(
      (name) => `${momentQuestion(name)} ${code(line(`${momentVerbs[name]} TIME`))}`,
    ),
  };
}

/** Items as they will be read back, as many as have room; the others stay on the incident, and count from there. */
function filledIn(items: readonly string[]): string[] {
  const short = items.filter((item) => plain(item) !== "" && item.length <= longestItem);
  const left = items.length - short.length;
  return fitted(short, room - 100, (count) => `*and ${count + left} more, on the incident*`);
}

/** A factor with its effect in front, or with the question for it. */
function factorLine({ text, effect }: Factor): string {
  return `${effect ? `${effect}:` : "helped or hurt?"} ${inline(text)}`;
}

export interface FacilitatorChoice {
  /** In the order in which they take turns. */
  configured: readonly string[];
  responders: readonly string[];
  /** Who led the review before; null where nobody did. */
  lastFacilitator: string | null;
}

/** The next in turn who was not a responder; null where there is nobody. */
export function chooseFacilitator({ configured, responders, lastFacilitator }: FacilitatorChoice): string | null {
  const busy = new Set(responders.map((login) => login.toLowerCase()));
  const last = configured.findIndex((login) => login.toLowerCase() === lastFacilitator?.toLowerCase());
  const inTurn = [...configured.slice(last + 1), ...configured.slice(0, last + 1)];
  return inTurn.find((login) => !busy.has(login.toLowerCase())) ?? null;
}

/** The day by whose end, in the zone, the incident's review is due: the planned one, else so many business days after the restoration's; null before. */
export function dueOfReview({ reviewPlan, moments }: Incident, configuration: Configuration): Day | null {
  const time = businessTime(configuration);
  if (reviewPlan?.at !== undefined) return dayText(time.dayOf(reviewPlan.at));
  if (!moments.restored) return null;
  return dayText(time.days.after(time.dayOf(moments.restored.at), configuration.review.businessDays));
}
