/** Moments in words: when, how we know, and what to type where we don't. */
import type { Contradiction, Incident, Moment, MomentName } from "../incident/incident.ts";
import { momentNames } from "../incident/incident.ts";
import { code, inline, link } from "./escape.ts";
import { type CommandLine, momentTitles, momentVerbs } from "./names.ts";
import { showInstant } from "./time.ts";

export interface MomentRow {
  name: string;
  when: string;
  how: string;
}

/** All moments as rows of a table, in the order of an incident; a review's only where one is due or was held. */
export function momentRows(incident: Incident, zone: string, line: CommandLine): MomentRow[] {
  return momentNames.flatMap((name) => {
    const moment = incident.moments[name];
    if (moment)
      return [{ name: momentTitles[name], when: showMoment(moment, incident, zone), how: how(name, incident) }];
    if (name === "declared" || (name === "reviewed" && !incident.reviewDue)) return [];
    return [absentRow(name, incident, line)];
  });
}

function absentRow(name: StatedMoment, incident: Incident, line: CommandLine): MomentRow {
  const coming = isToCome(name, incident);
  const command = line(coming ? momentVerbs[name] : `${momentVerbs[name]} TIME`);
  return { name: momentTitles[name], when: coming ? "not yet" : "not known", how: code(command) };
}

type StatedMoment = Exclude<MomentName, "declared">;

/** Moments that have passed, and that nobody has stated, in the order of an incident. */
export function missingMoments(incident: Incident): StatedMoment[] {
  return momentNames.filter(
    (name): name is StatedMoment => name !== "declared" && !incident.moments[name] && !isToCome(name, incident),
  );
}

/** Whether the moment may still come: the response goes on, or, for the end of it and the review, is not finished. */
function isToCome(name: StatedMoment, { moments }: Incident): boolean {
  if (name === "reviewed") return true;
  if (name === "resolved") return !moments.resolved;
  return (name === "acknowledged" || name === "identified" || name === "restored") && !moments.restored;
}

/** `16:00–16:20 (middle 16:10)`, `about 16:00`, `16:04`. */
export function showMoment(moment: Moment, incident: Incident, zone: string): string {
  const near = referenceOf(incident);
  const at = showInstant(moment.at, zone, near);
  if (!moment.range) return moment.approximate ? `about ${at}` : at;
  const [from, to] = moment.range.map((end) => showInstant(end, zone, near));
  return `${from}–${to} (middle ${at})`;
}

/** The instant whose day need not be said. */
export function referenceOf(incident: Incident): number {
  return incident.moments.declared?.at ?? incident.updatedAt;
}

function how(name: MomentName, incident: Incident): string {
  const moment = incident.moments[name];
  if (!moment) return "";
  const source = moment.by === "stated" ? stated(moment) : inferred(moment, incident);
  return name === "detected" && incident.detectedBy ? `by ${incident.detectedBy}, ${source}` : source;
}

function stated({ who, url }: Moment): string {
  if (!who) return url ? link("stated", url) : "stated";
  return `stated by ${url ? link(who, url) : inline(who)}`;
}

function inferred(moment: Moment, incident: Incident): string {
  const source = sourceOf(moment, incident);
  const who = moment.who && moment.from !== "declaration" ? ` by ${inline(moment.who)}` : "";
  return moment.url ? `${link(source, moment.url)}${who}` : `${inline(source)}${who}`;
}

/** Where nobody is known who did it. */
const declarers: Record<Incident["declaredBy"], string> = {
  label: "a label",
  command: "a command",
  alert: "an alert",
  form: "a form",
  dispatch: "another program",
  import: "an import",
};

function sourceOf({ from }: Moment, { declaredBy, declarer }: Incident): string {
  switch (from) {
    case "declaration":
      return `from the declaration by ${declarer ? `${declarer} (${declaredBy})` : declarers[declaredBy]}`;
    case "comment":
      return "from a comment";
    case "assignment":
      return "from an assignment";
    case "role":
      return "from a role taken";
    case "stage":
      return "from a stage command";
    case "closing":
      return "from the closing";
    case "resolution":
      return "from the resolution";
    case "review":
      return "from closing the review";
    case "alert":
      return "from an alert";
    case "merged":
      return "from a merged incident";
  }
}

/** What contradicts what, and the lines that settle it. */
export function showContradiction({ earlier, later, url }: Contradiction, line: CommandLine): string {
  const commands = [earlier, later]
    .filter((name) => name !== "declared")
    .map((name) => code(line(`${momentVerbs[name]} TIME`)));
  const hint = `${link("As stated", url)}, ${momentTitles[earlier].toLowerCase()} lies after ${momentTitles[later].toLowerCase()}`;
  return `${hint}. Type ${commands.join(" or ")} with the right time; until then both stay, and durations between them are left out.`;
}

const questions: Record<StatedMoment, string> = {
  started: "When did the impact begin?",
  detected: "When did somebody, or a monitor, first know?",
  acknowledged: "When did somebody take it up?",
  identified: "When did the response know what to change?",
  restored: "When was the service back for users?",
  resolved: "When was nothing left to do?",
  reviewed: "When was the review held?",
};

/** What to ask people about a moment that nobody has stated. */
export function momentQuestion(name: StatedMoment): string {
  return questions[name];
}
