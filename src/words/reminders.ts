/** What reminders say: what is waited for and since when, what to type, and how to be left alone. */
import { Temporal } from "temporal-polyfill";
import { namedIn } from "../config/named.ts";
import type { Configuration } from "../config.ts";
import type { ConfigurationProblem } from "../config-problem.ts";
import type { DueReminder, Reminder } from "../deadlines/deadline.ts";
import { allowed } from "../deadlines/since.ts";
import type { Day } from "../incident/action-item.ts";
import type { Incident, Instant } from "../incident/incident.ts";
import { code, cut, inline, isLogin, link, person } from "./escape.ts";
import { commandLine, counted, severityName, siteOf } from "./names.ts";
import { say, type Templates } from "./templates.ts";
import { inZone, showDay, showDuration, showInstant, showZone } from "./time.ts";

export interface ReminderView {
  incident: Incident;
  configuration: Configuration;
  now: Instant;
  templates: Templates;
}

type About<Name extends Reminder["about"]> = Extract<Reminder, { about: Name }>;

/** The comment's text, without its marker. It mentions those who are to be told, and nobody else. */
export function reminderText({ deadline: { reminder }, ...people }: DueReminder, view: ReminderView): string {
  const site = siteOf(view.incident);
  const lost = people.lost.map((name) => shown(name, site)).join(", ");
  const known = { who: addressees(people.told, people.named, site), lost };
  switch (reminder.about) {
    case "acknowledgement":
      return say(view.templates, "reminder-acknowledgement", { ...known, ...ofAcknowledgement(reminder, view) }).trim();
    case "update":
      return say(view.templates, "reminder-update", { ...known, ...ofUpdate(reminder, view) }).trim();
    case "review":
      return say(view.templates, "reminder-review", { ...known, ...ofReview(reminder, view) }).trim();
    case "item":
      return say(view.templates, "reminder-item", { ...known, ...ofItem(reminder, view) }).trim();
  }
}

/** `@greg @acme/web, and cathy`: those who are notified, then those who are only named. */
function addressees(told: readonly string[], named: readonly string[], site: string): string {
  const mentions = told.map((name) => (isMentionable(name) ? `@${name}` : inline(cut(name, 60)))).join(" ");
  const others = named.map((name) => shown(name, site)).join(", ");
  if (mentions === "") return others && `For ${others}`;
  return others ? `${mentions}, and ${others}` : mentions;
}

const team = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9][\w.-]{0,99}$/;

function isMentionable(name: string): boolean {
  return isLogin(name) || team.test(name);
}

function shown(name: string, site: string): string {
  const [organisation, slug] = name.split("/");
  return team.test(name) ? link(name, `${site}/orgs/${organisation}/teams/${slug}`) : person(cut(name, 60), site);
}

function ofAcknowledgement(reminder: About<"acknowledgement">, view: ReminderView) {
  const { step, steps } = reminder;
  const { configuration } = view;
  const line = commandLine(configuration);
  return {
    ...waiting(reminder.since, view),
    ack: code(line("ack")),
    page: code(line("page @who")),
    nobody: steps === 0,
    next: step < steps ? showInstant(nextStep(reminder, view), configuration.zone, view.now) : "",
    several: steps > 1,
    step,
    steps,
    ...quiet("ack", "30m", configuration),
  };
}

function nextStep({ since, step }: About<"acknowledgement">, { incident, configuration }: ReminderView): Instant {
  return since + (step + 1) * (allowed(incident, configuration.deadlines.acknowledgeMinutes) ?? 0);
}

function ofUpdate({ since, last }: About<"update">, view: ReminderView) {
  const update = code(commandLine(view.configuration)("update TEXT"));
  const isFirst = last === null;
  return { ...waiting(last ?? since, view), isFirst, update, ...quiet("updates", "1h", view.configuration) };
}

/** Since when something of the response is waited for, and for how long by now. */
function waiting(since: Instant, { incident, configuration: { zone }, now }: ReminderView) {
  return {
    severity: severityName(incident.severity.final),
    since: showInstant(since, zone, now),
    waited: showDuration(now - since),
    zone: `Times in ${inline(showZone(zone, now))}`,
  };
}

function ofReview({ due }: About<"review">, { incident, configuration }: ReminderView) {
  return {
    due: dayName(due),
    plan: code(commandLine(configuration)("review DATE TIME @who")),
    incident: `#${incident.number}`,
    ...quiet("review", "1d", configuration),
  };
}

function ofItem({ item: number, says, due }: About<"item">, { incident, configuration, now }: ReminderView) {
  const item = incident.actionItems.find((one) => one.number === number);
  const today = inZone(now, configuration.zone).toPlainDate();
  const isToday = due !== null && Temporal.PlainDate.from(due).equals(today);
  const toCome = due !== null && Temporal.PlainDate.compare(due, today) > 0;
  const dated = says === "due soon" || says === "due" || says === "overdue";
  return {
    noOwner: says === "no owner",
    dueSoon: says === "due soon",
    dueToday: says === "due" && isToday,
    wasDue: says === "due" && !isToday,
    overdue: says === "overdue",
    stillWorthIt: says === "still worth it",
    toCome,
    unowned: says !== "no owner" && item?.owners.length === 0,
    dated,
    due: due === null ? "" : dayName(due),
    late: due === null ? "" : days(Temporal.PlainDate.from(due), today),
    age: item ? days(inZone(item.createdAt, configuration.zone).toPlainDate(), today) : "",
    done: code(commandLine(configuration)(`done #${number} EVIDENCE`)),
    incident: `#${incident.number}`,
    ...quiet(`#${number}`, "1w", configuration),
  };
}

function days(from: Temporal.PlainDate, until: Temporal.PlainDate): string {
  return counted(from.until(until, { largestUnit: "day" }).days, "day");
}

/** `Fri 13 Mar 2026`. */
function dayName(day: Day): string {
  return showDay(Date.parse(`${day}T12:00:00Z`), "UTC");
}

/** How to have this reminder later, or not at all. */
function quiet(topic: string, length: string, configuration: Configuration) {
  const line = commandLine(configuration);
  return { snooze: code(line(`snooze ${length} ${topic}`)), off: code(line(`remind off ${topic}`)) };
}

/** A line for each person or team whom reminders don't reach, with what to do about it. */
export function unreachedLines(
  names: readonly string[],
  owners: Readonly<Record<string, readonly string[]>>,
  configuration: Configuration,
  site: string,
): string[] {
  const written = new Set(namedIn(configuration).map(({ name }) => normal(name)));
  const owning = new Set(Object.values(owners).flat().map(normal));
  return names.map((name) => {
    const found = owning.has(normal(name)) ? "CODEOWNERS" : null;
    const where = written.has(normal(name)) ? code(".github/sooner.yml") : found;
    const { problem, remedy } = lost(name);
    return `${shown(name, site)} ${problem} ${remedy}${where === null ? "" : ` in ${where}`}.`;
  });
}

/** What is wrong with somebody whom the configuration names, and who can't be told: plain text. */
export function staffProblem(name: string): Pick<ConfigurationProblem, "problem" | "remedy"> {
  const { problem, remedy } = lost(name);
  return { problem: `${name} ${problem}`, remedy: `${remedy}.` };
}

/** Why reminders don't reach them, as the rest of a sentence, and what to do, as one without its end. */
function lost(name: string): { problem: string; remedy: string } {
  if (name.includes("/"))
    return {
      problem: "can't be told of deadlines: I find no team of this organisation by that name with anybody in it.",
      remedy: "Put somebody into the team, or put somebody else in its place",
    };
  return {
    problem: "can't be told of deadlines: I can't see that they belong to the team here.",
    remedy: "Give them access to this repository, or put somebody else in their place",
  };
}

function normal(name: string): string {
  return name.replace(/^@/, "").toLowerCase();
}
