/** What is said about times: which reading was taken, and why words can't be taken, each with a form to type. */
import type { Instant } from "../../incident/incident.ts";
import type { TimeContext } from "./context.ts";
import type { Unresolved } from "./resolve.ts";
import type { Settled } from "./settle.ts";
import { showInstant } from "./show.ts";
import { zoneLabel } from "./zones.ts";

/** The words' own time of day in the team's zone, as `14:02`: a sample that can be typed as it stands. */
export function clockOf({ written, zone }: TimeContext): string {
  return showInstant(written, zone, written).slice(0, 5);
}

/** Forms that can always be typed. */
export function validForms(context: TimeContext): string {
  return `Type a time such as \`${clockOf(context)}\` or \`${showInstant(context.written, context.zone)}\`.`;
}

/** The words as they may stand in a sentence. */
export function quoted(words: string): string {
  const flat = words.replaceAll("`", "'").replaceAll(/\s/g, " ");
  return `\`${flat.length > 60 ? `${flat.slice(0, 59)}…` : flat}\``;
}

/** Says which readings were taken where the words allowed several; null where they did not. */
export function readingSentence(words: string, taken: readonly Settled[], context: TimeContext): string | undefined {
  const open = taken.filter(({ chosen, doubled }) => doubled || chosen === "among several");
  if (open.length === 0) return undefined;
  const shown = taken.map((one) => meaning(one, context)).join(" to ");
  return `I read ${quoted(words)} as ${shown}.`;
}

/** `16:40 EDT (20:40 UTC)`, with the date where it was said or is not the comment's. */
function meaning({ at, zone, doubled, dated }: Settled, { written }: TimeContext): string {
  const local = (dated ? showInstant(at, zone.zone) : showInstant(at, zone.zone, written)).replace(/ \S+$/, "");
  const label = doubled ? zoneLabel(doubledOffset(at, zone.zone), at) : zoneLabel(zone.zone, at);
  const utc = label === "UTC" ? "" : ` (${showInstant(at, "UTC", at)})`;
  return `${local} ${label}${utc}${doubled ? `, ${at === doubled[0] ? "the first" : "the second"} of the two` : ""}`;
}

function doubledOffset(at: Instant, zone: string): string {
  return showInstant(at, zone).slice(17);
}

/** A time, or a range that lasts so long up to it, in a form that leaves nothing open. */
function fullForm(end: Instant, zone: string, lasted?: number): string {
  return lasted === undefined
    ? showInstant(end, zone)
    : `${showInstant(end - lasted, zone)} - ${showInstant(end, zone)}`;
}

/** A time to type instead of words that can't be taken: their most likely reading, else the comment's own time of day. */
export function insteadOf(problem: Unresolved, context: TimeContext): string {
  if (problem.why === "in doubt") return fullForm(problem.at, problem.zone, problem.lasted);
  if (problem.why === "skipped") return fullForm(problem.at, problem.zone);
  const [first] = problem.why === "ambiguous" ? problem.readings : [];
  return first ? fullForm(first.at, first.zone.zone) : clockOf(context);
}

function doubtSentence(
  said: string,
  doubt: Extract<Unresolved, { why: "in doubt" }>,
  { written }: TimeContext,
): string {
  const { at, next, zone, lasted } = doubt;
  const full = (end: Instant) => `\`${fullForm(end, zone, lasted)}\``;
  const hours = Math.round((written - at) / 3_600_000);
  const ago = hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
  return `Is ${said} a slip? It was last ${full(at)}, ${ago} before your comment, and comes next ${full(next)}. Type the full form of the one you mean.`;
}

/** Why the words are not taken, and what to type instead. */
export function problemSentence(words: string, problem: Unresolved, context: TimeContext): string {
  const said = quoted(words);
  const full = (at: Instant, zone: string) => `\`${showInstant(at, zone)}\``;
  switch (problem.why) {
    case "future":
      return `${said} is still to come: ${full(problem.at, problem.zone)}. State what has happened, with a time up to ${full(context.edited ?? context.written, context.zone)}.`;
    case "past":
      return `${said} is over: ${full(problem.at, problem.zone)}. Type a time that is still to come, such as ${full(context.written + 86_400_000, context.zone)}.`;
    case "in doubt":
      return doubtSentence(said, problem, context);
    case "skipped":
      return `${said} did not exist on that day in ${problem.zone}: the clocks went forward over it. Type a time before or after, such as ${full(problem.at, problem.zone)}.`;
    case "ambiguous":
      return `${said} can be ${problem.readings.map(({ at, zone }) => full(at, zone.zone)).join(" or ")}. Type the one you mean.`;
    case "contradicted":
      return `${said} says two different times. ${validForms(context)}`;
    case "no such weekday":
      return `${said} names a weekday that this date is not. ${validForms(context)}`;
    case "backwards":
      return `${said} ends before it begins. ${validForms(context)}`;
  }
}
