/** The figure of a response: how the service came back, entry by entry, as SVG. */
import type { IncidentRecord } from "../record/record.ts";
import { draw } from "./figure/draw.ts";
import { marksOf } from "./figure/marks.ts";
import { courseOf } from "./figure/points.ts";
import { figureWords } from "./figure/words.ts";

export interface Figure {
  /** Text of the SVG; the same record gives the same bytes. */
  svg: string;
  /** What it shows, for those who do not see it: plain text on one line. */
  alt: string;
  /** In pixels, as it is drawn. */
  width: number;
  height: number;
}

/**
 * The evolving state of recovery over time, after Hand's *Post-Incident Reviews*, figure 10-1: down and to the right is
 * better. Times are on the zone's clock. Null where there is nothing to draw: withdrawn, merged, or no two instants known.
 */
export function figureOf(record: IncidentRecord, zone: string): Figure | null {
  const course = courseOf(record);
  if (!course) return null;
  const marks = marksOf(course);
  const said = figureWords(record, course, marks.length, zone);
  return { ...draw(course, marks, said, zone), alt: said.alt };
}
