/** What the line is drawn on: bands of the phases, the two levels, the axis, and the moments with their ticks. */
import { axisTitle, ticksOf } from "./axis.ts";
import {
  edge,
  faint,
  hairline,
  ink,
  type Layout,
  left,
  looks,
  right,
  row,
  type Scale,
  size,
  smallSize,
  soft,
  tintOf,
} from "./card.ts";
import { labelGap, type PlacedLabel, rowsOf } from "./labels.ts";
import { type Lettering, widthOf, words } from "./letters.ts";
import type { Course, CoursePhase } from "./points.ts";
import { element } from "./svg.ts";

/** Whether the name of the phase has room in its band. */
export function fits({ phase, from, to }: CoursePhase, x: Scale["x"]): boolean {
  return widthOf(phase, size) + 2 * labelGap <= x(to) - x(from);
}

/** The phases' bands, with the names that fit in them. */
export function bands(phases: readonly CoursePhase[], { x }: Scale, layout: Layout): string {
  return phases
    .map((phase) => {
      const [from, to] = [Math.round(x(phase.from)), Math.round(x(phase.to))];
      const { band, head } = tintOf(phase.phase);
      const box = { x: from, width: Math.max(1, to - from), "shape-rendering": "crispEdges" };
      const name = { x: (from + to) / 2, y: layout.phases + 15, anchor: "middle" } as const;
      return (
        element("rect", { ...box, y: layout.phases, height: layout.axis - layout.phases, fill: band }) +
        element("rect", { ...box, y: layout.phases, height: 20, fill: head }) +
        (fits(phase, x) ? words(phase.phase, name) : "")
      );
    })
    .join("");
}

/** Names of bands that are too narrow for them: below, each by a tick from its band. */
export function phaseNames(labels: readonly PlacedLabel[], layout: Layout): string {
  const foot = (label: PlacedLabel) => layout.phases + 20 + (label.row + 1) * row;
  const ticks = labels.map((label) => {
    const down = { x1: label.x, x2: label.x, y1: layout.phases + 20, y2: foot(label), stroke: edge };
    return element("line", { ...down, ...hairline });
  });
  return [...ticks, ...labels.map((label) => words(label.text, besides(label, foot(label) - 4, soft)))].join("");
}

/** The two levels that the line runs between. */
export function levels({ plot, axis }: Layout): string {
  const across = { x1: left, x2: right, "shape-rendering": "crispEdges" };
  return (
    element("line", { ...across, y1: plot, y2: plot, stroke: faint, "stroke-dasharray": "2 4" }) +
    element("line", { ...across, y1: axis, y2: axis, stroke: looks.positive.fill, "stroke-width": 2 }) +
    words("impaired", { x: right - 2, y: plot - 6, anchor: "end", fill: soft }) +
    words("restored", { x: left + 4, y: axis - 8, fill: "#00694d" })
  );
}

/** Ticks of time, and under them the days and whose clock it is. */
export function axis({ from, to }: Course, zone: string, { x }: Scale, layout: Layout): string {
  const clock = { x: left, y: layout.axis + 38, fill: soft, size: smallSize };
  const ticks = ticksOf(from, to, zone, 7).map(({ at, label }) => {
    const half = widthOf(label, smallSize) / 2;
    const middle = Math.min(Math.max(x(at), left - 10 + half), right + 10 - half);
    const tick = { x1: x(at), x2: x(at), y1: layout.axis, y2: layout.axis + 5, stroke: soft };
    return (
      element("line", { ...tick, ...hairline }) +
      words(label, { x: middle, y: layout.axis + 19, anchor: "middle", fill: soft, size: smallSize })
    );
  });
  return [...ticks, words(axisTitle(from, to, zone), clock)].join("");
}

/** Moments that were said as a range: the whole of it, behind everything. */
export function ranges({ moments }: Course, { x }: Scale, layout: Layout): string {
  return moments
    .flatMap(({ range }) => (range ? [range] : []))
    .map(([from, to]) => {
      const box = {
        x: x(from),
        width: Math.max(1, x(to) - x(from)),
        y: layout.plot,
        height: layout.axis - layout.plot,
      };
      return element("rect", { ...box, fill: ink, "fill-opacity": 0.08, "shape-rendering": "crispEdges" });
    })
    .join("");
}

/** Each moment as a tick from its name down to the axis. */
export function momentTicks(labels: readonly PlacedLabel[], layout: Layout): string {
  const last = rowsOf(labels) - 1;
  const top = (label: PlacedLabel) => layout.moments + (last - label.row) * row;
  const ticks = labels.map((label) => {
    const line = { x1: label.x, x2: label.x, y1: top(label) + 3, y2: layout.axis, stroke: faint };
    return element("line", { ...line, ...hairline });
  });
  return [...ticks, ...labels.map((label) => words(label.text, besides(label, top(label) + 15, ink)))].join("");
}

function besides({ x, anchor }: PlacedLabel, y: number, fill: string): Lettering {
  return { x: anchor === "end" ? x - labelGap : x + labelGap, y, anchor, fill };
}
