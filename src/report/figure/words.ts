/** What the figure says: its title, its labels, its legend, and its text for those who do not see it. */
import type { Impact, Instant } from "../../incident/incident.ts";
import type { IncidentRecord } from "../../record/record.ts";
import { counted, momentTitles } from "../../words/names.ts";
import { showDay, showDuration, showInstant, showZone } from "../../words/time.ts";
import { impacts } from "./marks.ts";
import type { Course, CourseMoment } from "./points.ts";

export interface LegendEntry {
  impact: Impact | null;
  text: string;
}
export interface FigureWords {
  title: string;
  moments: { at: Instant; text: string }[];
  legend: LegendEntry[];
  notes: string[];
  alt: string;
}

/** Of more moments than this only the first ones and the last are named. */
const mostNamed = 10;

/** All words of the figure, times on the zone's clock. `marks` is how many marks stand for the entries. */
export function figureWords(record: IncidentRecord, course: Course, marks: number, zone: string): FigureWords {
  const counts = impactsOf(course);
  const named = nameable(course.moments);
  return {
    title: `Incident ${record.number}: the way to recovery`,
    moments: named.map((moment) => ({ at: moment.at, text: `${titleOf(moment)} ${timeOf(moment, course, zone)}` })),
    legend: counts.map(({ impact, count }) => ({ impact, text: `${legendNames[impact ?? "unmarked"]} (${count})` })),
    notes: notesOf(course, marks, course.moments.length - named.length),
    alt: altOf(record, course, zone),
  };
}

const legendNames = { positive: "helped", negative: "hurt", neutral: "no effect", unmarked: "not marked" } as const;

function impactsOf({ points }: Course): { impact: Impact | null; count: number }[] {
  const entries = points.filter(({ is }) => is === "entry");
  return impacts
    .map((impact) => ({ impact, count: entries.filter((entry) => entry.impact === impact).length }))
    .filter(({ count }) => count > 0);
}

function nameable(moments: readonly CourseMoment[]): CourseMoment[] {
  if (moments.length <= mostNamed) return [...moments];
  return [...moments.slice(0, mostNamed - 1), ...moments.slice(-1)];
}

function titleOf({ name }: CourseMoment): string {
  return name === "reopened" ? "Reopened" : momentTitles[name];
}

/** `16:04`, `about 16:04`, `16:00–16:10`; with the date where it is not the first day's. */
function timeOf({ at, range, approximate }: CourseMoment, course: Course, zone: string): string {
  if (range) return range.map((end) => showInstant(end, zone, course.from)).join("–");
  return `${approximate ? "about " : ""}${showInstant(at, zone, course.from)}`;
}

function notesOf({ left, points }: Course, marks: number, unnamed: number): string[] {
  const entries = points.filter(({ is }) => is === "entry").length;
  return [
    ...(entries > marks
      ? [`${counted(entries, "entry", "entries")} in ${counted(marks, "mark")}: a larger mark stands for more of them.`]
      : []),
    ...(unnamed > 0 ? [`${counted(unnamed, "more moment")} without a label.`] : []),
    ...(left.before + left.after > 0 ? [leftWords(left)] : []),
  ];
}

function leftWords({ before, after }: Course["left"]): string {
  const sides = [
    ...(before > 0 ? [`${counted(before, "entry", "entries")} before it`] : []),
    ...(after > 0 ? [`${counted(after, "entry", "entries")} after it`] : []),
  ];
  return `Not drawn: ${sides.join(", ")}.`;
}

function altOf({ number }: IncidentRecord, course: Course, zone: string): string {
  const { from, to, moments, phases } = course;
  const end = `${showInstant(to, zone, from)} ${showZone(zone, from)} (${showDuration(to - from)})`;
  const span = `Response to incident ${number} on ${showDay(from, zone)} from ${showInstant(from, zone, from)} to ${end}`;
  const state = course.restored ? "" : ", not restored by then";
  const marked = impactsOf(course).map(({ impact, count }) => altCount(impact, count));
  const happened = nameable(moments).map(
    (moment) => `${titleOf(moment).toLowerCase()} ${timeOf(moment, course, zone)}`,
  );
  const lasted = phases.map((phase) => `${phase.phase} ${showDuration(phase.to - phase.from)}`);
  return [
    `${span}${state}: ${marked.join(", ") || "no entries"}.`,
    ...(happened.length > 0 ? [sentence(happened)] : []),
    ...(lasted.length > 0 ? [`Phases: ${lasted.join(", ")}.`] : []),
  ].join(" ");
}

function altCount(impact: Impact | null, count: number): string {
  const entries = counted(count, "entry", "entries");
  if (impact === "positive") return `${entries} helped`;
  if (impact === "negative") return `${entries} hurt`;
  return impact === "neutral" ? `${entries} had no effect` : `${entries} not marked`;
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
