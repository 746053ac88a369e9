/** The response itself: the line of its recovery, a mark for every entry, and what the marks mean. */
import { line, symbol } from "d3-shape";
import type { Impact } from "../../incident/incident.ts";
import { ink, left, looks, type Scale, size } from "./card.ts";
import { widthOf, words } from "./letters.ts";
import { lineOf, type Mark } from "./marks.ts";
import type { Course, CoursePoint } from "./points.ts";
import { element, tenths } from "./svg.ts";
import type { LegendEntry } from "./words.ts";

/** The area of the largest mark, in square pixels. */
const largest = 100;

/** The line through all points. */
export function path(course: Course, { x, y }: Scale): string {
  const through = line<CoursePoint>(
    ({ at }) => tenths(x(at)),
    ({ level }) => tenths(y(level)),
  );
  const look = {
    fill: "none",
    stroke: ink,
    "stroke-width": 2.5,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
  };
  return element("path", { d: through(lineOf(course)) ?? "", ...look });
}

/** The marks, those over others that stand later. */
export function markings(marks: readonly Mark[], scale: Scale): string {
  const most = marks.reduce((greatest, { count }) => Math.max(greatest, count), 1);
  return marks.map((mark) => markAt(mark, sizeOf(mark, most), scale)).join("");
}

/** The one that stands for most entries is the largest. */
function sizeOf({ count }: Mark, most: number): number {
  return largest * (0.35 + (0.65 * Math.log(1 + count)) / Math.log(1 + most));
}

function markAt({ at, level, impact, range }: Mark, area: number, { x, y }: Scale): string {
  const drawn = shapeAt(x(at), y(level), impact, area);
  if (!range) return drawn;
  const [from, to] = range;
  const whisker = { x1: x(from), x2: x(to), y1: y(level), y2: y(level), "stroke-width": 2, stroke: colourOf(impact) };
  return element("line", whisker) + drawn;
}

function colourOf(impact: Impact | null): string {
  return impact ? looks[impact].fill : looks.unmarked.stroke;
}

function shapeAt(x: number, y: number, impact: Impact | null, area: number): string {
  const { shape, fill, stroke } = looks[impact ?? "unmarked"];
  const d = symbol(shape, area).digits(1)() ?? "";
  return element("path", { d, transform: `translate(${tenths(x)} ${tenths(y)})`, fill, stroke, "stroke-width": 1.5 });
}

/** A mark of each kind that is there, and its meaning, on one line. */
export function legend(entries: readonly LegendEntry[], y: number): string {
  let x = left + 6;
  return entries
    .map(({ impact, text }) => {
      const drawn = shapeAt(x, y - 4.5, impact, largest) + words(text, { x: x + 12, y });
      x += widthOf(text, size) + 36;
      return drawn;
    })
    .join("");
}
