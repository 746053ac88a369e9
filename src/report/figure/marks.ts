/** The points of a course made few enough to see: those that fall together become one mark, and the line keeps its outline. */
import { bisector } from "d3-array";
import type { Impact, Instant, Milliseconds } from "../../incident/incident.ts";
import type { Course, CoursePoint } from "./points.ts";

/** One or more entries of the same impact. */
export interface Mark {
  at: Instant;
  level: number;
  impact: Impact | null;
  /** Entries that it stands for. */
  count: number;
  /** Between when and when its only entry was said to lie. */
  range?: [Instant, Instant];
}

/** In columns as wide as a mark, entries of the same impact become one: more could not be told apart. */
const narrow = 75;
/** More marks than this lie on each other: then they stand side by side, in columns with room for one of each impact. */
const mostMarks = 60;
const wide = 12;

/** The line goes up or down within this part of the course. */
const ramps = 25;

export const impacts = ["positive", "negative", "neutral", null] as const;

/** At most 60 marks, each on the line. */
export function marksOf(course: Course): Mark[] {
  const marks = together(course);
  return marks.length <= mostMarks ? marks : sideBySide(course);
}

/** Each mark is where the last of its entries is. */
function together(course: Course): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { at, level, impact, is, range } of course.points) {
    if (is !== "entry") continue;
    const key = `${columnOf(at, course, narrow)} ${impact}`;
    const count = (marks.get(key)?.count ?? 0) + 1;
    marks.set(key, { at, level, impact, count, ...(range && count === 1 ? { range } : {}) });
  }
  return [...marks.values()];
}

/** Each impact has its own place in the column. */
function sideBySide(course: Course): Mark[] {
  const { from, to, points } = course;
  const line = lineOf(course);
  const counts = new Map<number, number>();
  for (const { at, impact, is } of points) {
    if (is !== "entry") continue;
    const place = Math.min(columnOf(at, course, wide), wide - 1) * impacts.length + impacts.indexOf(impact);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, count]) => {
    const at = from + ((place + 0.5) / (wide * impacts.length)) * (to - from);
    return { at, level: levelAt(at, line), impact: impacts[place % impacts.length] ?? null, count };
  });
}

const byTime = bisector(({ at }: CoursePoint) => at);

/** How high the line is there. */
function levelAt(at: Instant, line: readonly CoursePoint[]): number {
  const index = byTime.right(line, at);
  const before = line[index - 1] ?? line[0];
  const after = line[index] ?? before;
  if (!before || !after || before.at === after.at) return before?.level ?? 0;
  return before.level + ((at - before.at) / (after.at - before.at)) * (after.level - before.level);
}

/**
 * The points that the line goes through: of many in one column the first, the last, the highest and the lowest. It stays
 * where it is until shortly before the next point: nobody knows of a recovery that came bit by bit in between.
 */
export function lineOf(course: Course): CoursePoint[] {
  const inColumns = Map.groupBy(course.points, ({ at }) => columnOf(at, course, narrow));
  const points = [...inColumns.values()].flatMap(outline);
  const ramp = (course.to - course.from) / ramps;
  return points.flatMap((point, index) => [...held(points[index - 1], point, ramp), point]);
}

/** The bend before a point; a reopening is a sudden one. */
function held(before: CoursePoint | undefined, point: CoursePoint, ramp: Milliseconds): CoursePoint[] {
  if (!before || before.level === point.level) return [];
  const bend = point.is === "reopening" ? point.at : Math.max(before.at, point.at - ramp);
  return [{ ...before, at: bend }];
}

function columnOf(at: Instant, { from, to }: Course, columns: number): number {
  return Math.floor((columns * (at - from)) / (to - from));
}

function outline(points: readonly CoursePoint[]): readonly CoursePoint[] {
  const [first] = points;
  const last = points.at(-1);
  if (points.length <= 4 || !first || !last) return points;
  const lowest = points.reduce((a, b) => (b.level < a.level ? b : a));
  const highest = points.reduce((a, b) => (b.level > a.level ? b : a));
  const kept = new Set([first, lowest, highest, last]);
  return points.filter((point) => kept.has(point));
}
