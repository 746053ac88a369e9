/** The card that the figure is drawn on: its measures in pixels, its colours, and where on it things lie. */
import { type SymbolType, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";
import type { Impact, Instant, SpanPhase } from "../../incident/incident.ts";

/** Less than a wiki's column, so that nothing is scaled there, and little enough that its letters are read on a phone. */
export const width = 640;
export const left = 20;
export const right = width - 20;
/** Height of a line of words, and of its letters. */
export const row = 19;
export const size = 13;
export const smallSize = 12;
const plotHeight = 170;

export const ink = "#24292f";
export const soft = "#57606a";
export const faint = "#8c959f";
export const edge = "#d0d7de";
export const paper = "#fbfbf9";

/** Sharp, and everywhere one pixel wide. */
export const hairline = { "stroke-width": 1, "shape-rendering": "crispEdges" };

/** Okabe and Ito's colours, which the colour-blind can tell apart; the shapes say the same without any. */
export const looks: Record<Impact | "unmarked", { shape: SymbolType; fill: string; stroke: string }> = {
  positive: { shape: symbolCircle, fill: "#009e73", stroke: "#ffffff" },
  negative: { shape: symbolTriangle, fill: "#d55e00", stroke: "#ffffff" },
  neutral: { shape: symbolSquare, fill: "#0072b2", stroke: "#ffffff" },
  unmarked: { shape: symbolDiamond, fill: "#ffffff", stroke: "#57606a" },
};

const tints: Partial<Record<SpanPhase, Tint>> = {
  detection: { band: "#fdf4e3", head: "#f8dfb0" },
  investigation: { band: "#f2f0fa", head: "#dcd5f0" },
  remediation: { band: "#eef7f1", head: "#cbe8d6" },
};
interface Tint {
  band: string;
  head: string;
}

/** The colours of a phase's band, and of the strip with its name. */
export function tintOf(phase: SpanPhase): Tint {
  return tints[phase] ?? { band: "#eef4fb", head: "#cfe2f5" };
}

/** Where on the card an instant and a level lie. */
export interface Scale {
  x: (at: Instant) => number;
  y: (level: number) => number;
}

/** Top edges of the parts, and the card's height. */
export interface Layout {
  phases: number;
  moments: number;
  plot: number;
  axis: number;
  legend: number;
  notes: number;
  height: number;
}

/** How many rows the parts with words take. */
interface Rows {
  phases: number;
  moments: number;
  legend: number;
  notes: number;
}

/** Where the parts lie, below each other. */
export function layoutOf(rows: Rows): Layout {
  const phases = 44;
  const moments = phases + 5 + rows.phases * row;
  const plot = moments + rows.moments * row + 30;
  const axis = plot + plotHeight;
  const legend = axis + 64;
  const notes = legend + rows.legend * (row + 2);
  return { phases, moments, plot, axis, legend, notes, height: notes + rows.notes * row - 2 };
}
