/** Outlines as SVG writes them, made short: points told from the one before, and no more curves than an eye needs. */

/** A command of a path: `M`, `L`, `Q` or `Z`, or the same in small letters where points are told from the one before. */
export type Command = readonly [name: string, numbers: readonly number[]];
type Point = readonly [x: number, y: number];

/** As far as an outline a thousand high may move: a twentieth of a pixel in letters of 13. */
const tolerance = 4;

/** The commands with every point told from the one before. */
export function relative(commands: readonly Command[]): Command[] {
  let [x, y] = [0, 0];
  let start = [0, 0];
  return commands.map(([name, numbers]) => {
    const told = numbers.map((number, index) => number - (index % 2 === 0 ? x : y));
    [x = 0, y = 0] = name === "Z" ? start : numbers.slice(-2);
    if (name === "M") start = [x, y];
    return [name.toLowerCase(), told];
  });
}

/** The relative commands, with one curve for several wherever it is where they are. */
export function fewer(commands: readonly Command[]): Command[] {
  const kept: Command[] = [];
  let run: Command[] = [];
  for (const command of commands) {
    const one = joined([...run, command]);
    kept.splice(one ? -1 : kept.length, 1, one ?? command);
    run = one ? [...run, command] : [command];
  }
  return kept;
}

/** One curve for all of them, with the same tangents at its ends; null where that is another outline. */
function joined(run: readonly Command[]): Command | null {
  const curves = run.flatMap(([name, [cx = 0, cy = 0, x = 0, y = 0]]) => (name === "q" ? [{ cx, cy, x, y }] : []));
  const [first, last] = [curves[0], curves.at(-1)];
  if (!first || !last || curves.length < Math.max(2, run.length)) return null;
  const points = pointsOn(curves);
  const end: Point = points.at(-1) ?? [0, 0];
  const out: Point = [first.cx, first.cy];
  const back: Point = [last.x - last.cx, last.y - last.cy];
  const [along] = parts(end, out, back);
  const control: Point = [Math.round(along * out[0]), Math.round(along * out[1])];
  return isOn(points, control, end) ? ["q", [...control, ...end]] : null;
}

/** The middle and the end of each. */
function pointsOn(curves: readonly { cx: number; cy: number; x: number; y: number }[]): Point[] {
  let [left, top] = [0, 0];
  return curves.flatMap(({ cx, cy, x, y }) => {
    const middle: Point = [left + cx / 2 + x / 4, top + cy / 2 + y / 4];
    [left, top] = [left + x, top + y];
    return [middle, [left, top]];
  });
}

/**
 * Whether they are on the curve from the origin. With a point told as a parts of the way to the control point and b of the
 * way from there to the end, the curve is where √b + √(1 − a) is 1.
 */
function isOn(points: readonly Point[], control: Point, end: Point): boolean {
  const onwards: Point = [end[0] - control[0], end[1] - control[1]];
  const height = Math.hypot(control[0] - end[0] / 2, control[1] - end[1] / 2);
  return points.every((point) => {
    const [a, b] = parts(point, control, onwards);
    return Math.abs(Math.sqrt(b) + Math.sqrt(1 - a) - 1) * height <= tolerance;
  });
}

/** How much of the one and of the other vector leads to the point; not finite where they are parallel. */
function parts(point: Point, one: Point, other: Point): Point {
  const area = cross(one, other);
  return [cross(point, other) / area, cross(one, point) / area];
}

function cross([ax, ay]: Point, [bx, by]: Point): number {
  return ax * by - ay * bx;
}
