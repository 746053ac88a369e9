/** Judges what the App said against what the oracle expects, and what it did not say. */
import type { Instant } from "../../src/incident/incident.ts";
import type { Issue } from "../world/state.ts";
import { shownDay } from "./calendar.ts";
import type { Team } from "./cast.ts";
import type { Life } from "./facts.ts";
import { type Expected, expectedOf, newest } from "./oracle.ts";
import type { Said } from "./seen.ts";

const day = 24 * 60 * 60_000;

/** A reminder may be so late. */
const grace = 5_000;

export class Judge {
  readonly faults: string[] = [];
  /** How many reminders of each kind were right. */
  readonly counts = new Map<string, number>();
  readonly #team: Team;
  readonly #sent = new Set<string>();
  /** What a newer one of its subject has taken the place of: it need not come any more. */
  readonly #passed = new Set<string>();
  readonly #missed = new Set<string>();
  /** When each person was last notified of each thing. */
  readonly #notified = new Map<string, Instant>();

  constructor(team: Team) {
    this.#team = team;
  }

  /** Of a reminder that was sent: was it its time, is it the right one, did it come once, and to the right people? */
  hear(said: Said, life: Life, incident: Issue): void {
    const { at, issue, reminder, text } = said;
    if (!reminder) return;
    const expected = expectedOf(life, incident, this.#team, at);
    const due = newest(expected, subjectOf(said, life), at);
    const isCalledFor =
      due !== null && due.issue === issue && due.kind === reminder.kind && isDay(due.day, reminder.day);
    if (!isCalledFor) {
      const instead = due ? `instead of ${due.kind} ${due.key}` : "uncalled for";
      this.#blame(at, life, `${instead} on #${issue}: ${text}`);
      return;
    }
    if (this.#sent.has(nameOf(due, life))) this.#blame(at, life, `twice: ${due.key} on #${issue}: ${text}`);
    this.#checkPeople(said, due, expected, life);
    this.#send(due, expected, life, at);
    this.counts.set(due.kind, (this.counts.get(due.kind) ?? 0) + 1);
  }

  /** Of any comment: nobody is notified twice in a day of one item or review, and nobody outside. */
  overhear({ at, issue, comment, mentions, text }: Said, life: Life): void {
    const isOfIncident = issue === life.number;
    if (comment === "edited" && mentions.length > 0) this.#blame(at, life, `mentions on an edit: ${text}`);
    for (const name of mentions) {
      const isOutside = !this.#team.isWithin(name, at) && !this.#team.hasJustLeft(name, at);
      if (isOutside) this.#blame(at, life, `tells ${name}, who is outside: ${text}`);
      if (isOfIncident) continue;
      const thing = `#${issue} ${name}`;
      if (at - (this.#notified.get(thing) ?? Number.NEGATIVE_INFINITY) < day)
        this.#blame(at, life, `tells ${name} of #${issue} a second time within a day: ${text}`);
      this.#notified.set(thing, at);
    }
  }

  /** What ought to have been sent by now, where the App was awake and knew what had happened. */
  demand(life: Life, incident: Issue, now: Instant): void {
    for (const due of this.#unsent(life, incident, now)) {
      const name = nameOf(due, life);
      if (this.#missed.has(name)) continue;
      this.#missed.add(name);
      this.#blame(now, life, `missing: ${due.kind} (${due.key}) on #${due.issue}, due ${iso(due.at)}`);
    }
  }

  /** When the next reminder of the incident is to come; null where none is. */
  next(life: Life, incident: Issue, now: Instant): Instant | null {
    const later = expectedOf(life, incident, this.#team, now).filter(({ at }) => at + grace > now);
    return later.length === 0 ? null : Math.min(...later.map(({ at }) => at + grace));
  }

  #unsent(life: Life, incident: Issue, now: Instant): Expected[] {
    const expected = expectedOf(life, incident, this.#team, now);
    const subjects = new Set(expected.map(({ subject }) => subject));
    return [...subjects]
      .flatMap((subject) => newest(expected, subject, now) ?? [])
      .filter((due) => !this.#passed.has(nameOf(due, life)));
  }

  #send(due: Expected, expected: readonly Expected[], life: Life, at: Instant): void {
    const until = expected.filter((one) => one.subject === due.subject && one.due <= due.due && one.at <= at);
    for (const one of until) this.#passed.add(nameOf(one, life));
    this.#sent.add(nameOf(due, life));
  }

  #checkPeople({ at, comment, mentions, text }: Said, due: Expected, expected: readonly Expected[], life: Life): void {
    const slept = expected.filter(
      (one) => one.subject === due.subject && one.due <= due.due && !this.#passed.has(nameOf(one, life)),
    );
    const everybody =
      due.kind === "acknowledgement" ? [slept.flatMap(({ to }) => to[0] ?? []), ...due.to.slice(1)] : due.to;
    if (everybody.flat().some((name) => this.#team.hasJustLeft(name, at)) || life.isLateTaken) return;
    const there = everybody.map((group) => [...new Set(group)].filter((name) => this.#team.isWithin(name, at)));
    const reached = there.find((group) => group.length > 0) ?? [];
    const told = reached.filter((name) => due.kind === "acknowledgement" || !this.#wasTold(name, due, life, at));
    if (told.toSorted().join() !== mentions.toSorted().join())
      this.#blame(
        at,
        life,
        `tells ${mentions.join(" ")} instead of ${told.join(" ")} of ${due.key} on #${due.issue}: ${text}`,
      );
    for (const name of mentions) this.#told.set(`${life.number} ${due.subject} ${name}`, at);
    const unnamed = reached.filter((name) => !text.split("\n", 1).join("").includes(name));
    if (unnamed.length > 0) this.#blame(at, life, `doesn't name ${unnamed.join(" ")}: ${text}`);
    if (comment === "edited" && told.length > 0) this.#blame(at, life, `edits where somebody is to be told: ${text}`);
  }

  readonly #told = new Map<string, Instant>();

  #wasTold(name: string, { subject }: Expected, life: Life, at: Instant): boolean {
    return at - (this.#told.get(`${life.number} ${subject} ${name}`) ?? Number.NEGATIVE_INFINITY) < day;
  }

  #blame(at: Instant, life: Life, what: string): void {
    this.faults.push(`${iso(at)} #${life.number} ${what}`);
  }
}

function isDay(expected: string | null, shown: string | null): boolean {
  return expected === null || shown === null || shownDay(expected) === shown;
}

function subjectOf({ issue, reminder }: Said, life: Life): Expected["subject"] {
  if (reminder?.kind === "acknowledgement" || reminder?.kind === "update") return reminder.kind;
  return reminder?.kind === "review" || issue === life.number ? "review" : `item ${issue}`;
}

const nameOf = ({ subject, key }: Expected, { number }: Life): string => `${number} ${subject} ${key}`;

export const iso = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
