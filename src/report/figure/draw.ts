/** Draws a course as SVG: one card with all its parts, the later ones over the earlier. */
import { scaleLinear, scaleUtc } from "d3-scale";
import {
  edge,
  type Layout,
  layoutOf,
  left,
  paper,
  right,
  row,
  type Scale,
  size,
  smallSize,
  soft,
  width,
} from "./card.ts";
import { axis, bands, fits, levels, momentTicks, phaseNames, ranges } from "./frame.ts";
import { type PlacedLabel, placed, rowsOf } from "./labels.ts";
import { words } from "./letters.ts";
import type { Mark } from "./marks.ts";
import type { Course } from "./points.ts";
import { legend, markings, path } from "./response.ts";
import { element } from "./svg.ts";
import type { FigureWords } from "./words.ts";

interface Drawing {
  svg: string;
  width: number;
  height: number;
}

/** The figure, as high as its labels need; its width is always the same. */
export function draw(course: Course, marks: readonly Mark[], said: FigureWords, zone: string): Drawing {
  const x = scaleUtc([course.from, course.to], [left, right]);
  const moments = labelled(said.moments, x);
  const phases = labelled(
    course.phases.filter((phase) => !fits(phase, x)).map(({ phase, from }) => ({ at: from, text: phase })),
    x,
  );
  const layout = layoutOf({
    phases: Math.min(course.phases.length, 1) + rowsOf(phases),
    moments: rowsOf(moments),
    legend: Math.min(said.legend.length, 1),
    notes: said.notes.length,
  });
  const scale = { x, y: scaleLinear([0, 1], [layout.plot, layout.axis]) };
  const svg = card(layout, [
    words(said.title, { x: left, y: 30, size: 15 }),
    bands(course.phases, scale, layout),
    phaseNames(phases, layout),
    levels(layout),
    axis(course, zone, scale, layout),
    ranges(course, scale, layout),
    momentTicks(moments, layout),
    path(course, scale),
    markings(marks, scale),
    legend(said.legend, layout.legend),
    notes(said.notes, layout.notes),
  ]);
  return { svg, width, height: layout.height };
}

function labelled(labels: readonly { at: number; text: string }[], x: Scale["x"]): PlacedLabel[] {
  return placed(
    labels.map(({ at, text }) => ({ x: x(at), text })),
    size,
    right,
  );
}

/** Opaque, with an edge of its own: it reads alike on light and dark pages. */
function card({ height }: Layout, parts: string[]): string {
  const box = { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` };
  const sheet = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 12, fill: paper, stroke: edge };
  const letters = { "font-family": "Inter, sans-serif" };
  return element("svg", { ...box, ...letters }, element("rect", sheet), ...parts);
}

function notes(lines: readonly string[], top: number): string {
  return lines
    .map((line, index) => words(line, { x: left, y: top + row * index, fill: soft, size: smallSize }))
    .join("");
}
