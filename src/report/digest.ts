/** The weekly digest: what is open, what was restored, reviewed, done and learned, and what is late. */
import type { Instant } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { counted } from "../words/names.ts";
import { say } from "../words/templates.ts";
import { inZone, showDay, showDuration, showZone } from "../words/time.ts";
import { itemCounts, itemLines, itemsOf, type ToldItem } from "./digest-items.ts";
import { type DigestPlace, incidentName, issueName, pagesLine } from "./digest-links.ts";
import type { Week } from "./digest-week.ts";
import { lessonCounts } from "./lessons.ts";
import { said, unbroken } from "./page.ts";
import { recoveryText, servicesText, severityText } from "./standing.ts";
import { instantOf } from "./when.ts";

type MomentName = keyof IncidentRecord["moments"];

/** Lines of each list. */
const most = 5;
/** Characters: a comment holds more, and a digest of a repository's own words need not fill it. */
const limit = 30_000;

/**
 * The digest as Markdown, which mentions nobody and leaves no trace on the issues that it tells of; null where there is
 * nothing to say. It depends on the records as they are now and the week alone, not on the hour in which it is written.
 */
export function digestOf(records: readonly IncidentRecord[], week: Week, place: DigestPlace): string | null {
  const known = records.filter(({ state, imported }) => state !== "withdrawn" && !imported);
  const inOrder = known.toSorted((a, b) => a.number - b.number);
  const { drills = [], incidents = [] } = Object.groupBy(inOrder, ({ drill }) => (drill ? "drills" : "incidents"));
  const told = toldOf(incidents, week);
  const rehearsed = drillsText(toldOf(drills, week));
  if (isNothing(told) && rehearsed === "") return null;
  const { zone } = place.site.configuration;
  const view = {
    ...listsOf(told, week, place),
    drills: rehearsed,
    day: showDay(week.until, zone),
    week: spanText(week, zone),
    zone: said(showZone(zone, week.until), 80),
    pages: pagesLine(place),
  };
  return say(place.site.templates, "digest", view, limit).trim();
}

/** What there is to tell of incidents, or of drills. */
interface Told {
  open: IncidentRecord[];
  restored: IncidentRecord[];
  reviews: Reviews;
  items: ToldItem[];
  /** Those whose learnings are told. */
  learned: IncidentRecord[];
}

function toldOf(records: readonly IncidentRecord[], week: Week): Told {
  return {
    open: records.filter((record) => isOpen(record, week)),
    restored: records.filter((record) => isRestored(record, week)),
    reviews: reviewsIn(records.filter(counts), week),
    items: itemsOf(records, week),
    learned: records.filter((record) => record.learnings.length > 0 && isLearned(record, week)),
  };
}

function isNothing({ open, restored, reviews, items, learned }: Told): boolean {
  const { overdue, held, due } = reviews;
  return [open, restored, overdue, held, due, items, learned].every(({ length }) => length === 0);
}

function listsOf({ open, restored, reviews, items, learned }: Told, week: Week, place: DigestPlace) {
  return {
    openCount: open.length,
    open: shown(open.map((record) => openLine(record, week, place))),
    restoredCount: restored.length,
    restored: shown(restored.map((record) => `${facts(record, place)}: TTR ${recoveryText(record)}`)),
    reviewCounts: reviewCounts(reviews),
    reviews: shown(reviewLines(reviews, place)),
    itemCounts: itemCounts(items),
    items: itemLines(items, place),
    learnings: shown(learned.flatMap((record) => learningLines(record, place))),
  };
}

/** `Mon 9 Nov 2026 09:00 to Mon 16 Nov 2026 09:00`, on the team's clock. */
function spanText({ from, until }: Week, zone: string): string {
  const show = (at: Instant) =>
    `${showDay(at, zone)} ${inZone(at, zone).toPlainTime().toString({ smallestUnit: "minute" })}`;
  return `${show(from)} to ${show(until)}`;
}

/** The first lines, with how many there are besides. */
function shown(lines: readonly string[]): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`];
}

/** Not what was merged into another, nor a false alarm. */
function counts({ state, severity }: IncidentRecord): boolean {
  return (state === "open" || state === "recovered") && severity.final !== "sev5";
}

function isIn(record: IncidentRecord, moment: MomentName, { from, until }: Week): boolean {
  const at = instantIn(record, moment);
  return at !== null && at >= from && at < until;
}

function isBefore(record: IncidentRecord, moment: MomentName, { until }: Week): boolean {
  const at = instantIn(record, moment);
  return at !== null && at < until;
}

function instantIn({ moments }: IncidentRecord, moment: MomentName): Instant | null {
  const known = moments[moment];
  return known && instantOf(known.at);
}

/** Declared before the week's end, and open to this day. */
function isOpen(record: IncidentRecord, week: Week): boolean {
  return counts(record) && record.state === "open" && isBefore(record, "declared", week);
}

function isRestored(record: IncidentRecord, week: Week): boolean {
  return counts(record) && record.state === "recovered" && isIn(record, "restored", week);
}

/** What an incident taught is told in the week of its review, or of its restoration where there is none to wait for. */
function isLearned(record: IncidentRecord, week: Week): boolean {
  if (!counts(record)) return false;
  const isToBeHeld = record.reviewDue && record.review?.state !== "not held";
  return isToBeHeld || record.moments.reviewed ? isIn(record, "reviewed", week) : isRestored(record, week);
}

/** `[Login page is down](…), SEV2, login`. */
function facts(record: IncidentRecord, place: DigestPlace): string {
  const services = record.services.length > 0 ? [servicesText(record)] : [];
  const marks = record.nearMiss ? ["near miss"] : [];
  return [incidentName(record, place), severityText(record), ...services, ...marks].join(", ");
}

function openLine(record: IncidentRecord, { until }: Week, place: DigestPlace): string {
  const { started, detected, declared } = record.moments;
  const since = started ?? detected ?? declared;
  const age = since ? `: for ${unbroken(showDuration(Math.max(0, until - instantOf(since.at))))}` : "";
  return `${facts(record, place)}${age}`;
}

/** What the week has to say of reviews. */
interface Reviews {
  overdue: IncidentRecord[];
  held: IncidentRecord[];
  due: IncidentRecord[];
}

function reviewsIn(records: readonly IncidentRecord[], week: Week): Reviews {
  const awaited = records.filter((record) => isAwaited(record) && isBefore(record, "restored", week));
  return {
    overdue: awaited.filter(({ review }) => dueOf(review) < week.day),
    held: records.filter((record) => isIn(record, "reviewed", week)),
    due: awaited.filter(({ review }) => dueOf(review) >= week.day),
  };
}

/** `1 held, 2 due, 1 overdue`; "" where there are none. */
function reviewCounts({ held, due, overdue }: Reviews): string {
  const counts = [
    [held.length, "held"],
    [due.length, "due"],
    [overdue.length, "overdue"],
  ] as const;
  return counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(", ");
}

/** Those that are late, those that were held, then those that are to come. */
function reviewLines({ overdue, held, due }: Reviews, place: DigestPlace): string[] {
  return [
    ...overdue.map((record) => `overdue, due ${unbroken(dueOf(record.review))}: ${reviewName(record, place)}`),
    ...held.map((record) => heldLine(record, place)),
    ...due.map((record) => `due ${unbroken(dueOf(record.review))}: ${reviewName(record, place)}`),
  ];
}

function isAwaited({ state, review }: IncidentRecord): boolean {
  return state === "recovered" && review?.state === "planned" && review.due !== null;
}

function dueOf(review: IncidentRecord["review"]): string {
  return review?.due ?? "";
}

function reviewName({ review, title, number }: IncidentRecord, { site }: DigestPlace): string {
  return issueName({ title, number: review?.number ?? number }, site);
}

function heldLine(record: IncidentRecord, place: DigestPlace): string {
  const lessons = lessonCounts(record);
  return `held: ${incidentName(record, place)}${lessons === "" ? "" : `, ${lessons}`}`;
}

function learningLines(record: IncidentRecord, place: DigestPlace): string[] {
  return record.learnings.map((text) => `${said(text, 240)} (${incidentName(record, place)})`);
}

/** `2 held, 3 learnings, action items 1 done, 1 overdue`; "" where there is nothing to tell of them. */
function drillsText({ restored, learned, items }: Told): string {
  const learnings = learned.flatMap((record) => record.learnings);
  return [
    ...(restored.length > 0 ? [`${restored.length} held`] : []),
    ...(learnings.length > 0 ? [counted(learnings.length, "learning")] : []),
    ...(items.length > 0 ? [`action items ${itemCounts(items)}`] : []),
  ].join(", ");
}
