/** A record's moments in words: when, and how we know. */
import { type MomentName, momentNames, type Provenance } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { inline, link } from "../words/escape.ts";
import { momentTitles } from "../words/names.ts";
import { row } from "./page.ts";
import { clockOf } from "./when.ts";

type RecordedMoment = NonNullable<IncidentRecord["moments"][MomentName]>;

const sources: Record<Provenance, string> = {
  declaration: "from the declaration",
  comment: "from a comment",
  assignment: "from an assignment",
  role: "from a role taken",
  stage: "from a stage command",
  closing: "from the closing",
  resolution: "from the resolution",
  review: "from closing the review",
  alert: "from an alert",
  merged: "from a merged incident",
};

/** The known moments as rows: name, when, how we know. */
export function momentRows(record: IncidentRecord, zone: string): string[] {
  return momentNames.flatMap((name) => {
    const moment = record.moments[name];
    return moment ? [row(momentTitles[name], momentText(moment, record, zone), provenance(name, moment, record))] : [];
  });
}

/** What has passed, and nobody has said when: `impact began, identified`. */
export function unknownMoments({ moments }: IncidentRecord): string {
  const unknown = momentNames.filter((name) => !moments[name] && !isToCome(name, moments));
  return unknown.map((name) => momentTitles[name].toLowerCase()).join(", ");
}

/** Whether a moment that is not known may still come: the response goes on, or its end and its review are open. */
export function isToCome(name: MomentName, { restored }: IncidentRecord["moments"]): boolean {
  if (name === "resolved" || name === "reviewed") return true;
  return (name === "acknowledged" || name === "identified" || name === "restored") && !restored;
}

/** `16:04`, `about 16:00`, `16:00–16:20 (middle 16:10)`. */
function momentText({ at, range, approximate }: RecordedMoment, record: IncidentRecord, zone: string): string {
  const show = clockOf(record, zone);
  if (!range) return approximate ? `about ${show(at)}` : show(at);
  return `${range.map(show).join("–")} (middle ${show(at)})`;
}

function provenance(name: MomentName, moment: RecordedMoment, record: IncidentRecord): string {
  const source = moment.by === "stated" ? stated(moment) : inferred(moment, record);
  return name === "detected" && record.detectedBy ? `by ${record.detectedBy}, ${source}` : source;
}

function stated({ who, url }: RecordedMoment): string {
  if (!who) return linked("stated", url);
  return `stated by ${linked(who, url)}`;
}

function inferred({ from, who, url }: RecordedMoment, { declaredBy }: IncidentRecord): string {
  const way = from === "declaration" ? ` (${declaredBy})` : "";
  return `${linked(sources[from], url)}${who ? ` by ${inline(who)}` : ""}${way}`;
}

function linked(text: string, url: string | undefined): string {
  return url ? link(text, url) : inline(text);
}
