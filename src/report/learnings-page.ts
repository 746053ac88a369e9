/** What was learned across incidents: learnings, factors and what went well, newest first, and factors that recur. */
import type { Effect } from "../incident/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { plain } from "../words/escape.ts";
import { fitted } from "../words/fit.ts";
import { counted } from "../words/names.ts";
import { lessonCounts, lessonGroups } from "./lessons.ts";
import { incidentLink, type Page, pageNames, pageOf, row, rowsIn, type Site, said } from "./page.ts";
import { servicesText, titleText } from "./standing.ts";
import { quarterOf } from "./when.ts";

const room = { recurring: 20_000, recent: 80_000, older: 25_000, one: 12_000 };
/** Characters that a quarter's heading takes at most, with the lines around it. */
const headingSize = 60;

/** The page. `records` are newest first; what was merged or withdrawn has told it elsewhere. */
export function learningsPage(records: readonly IncidentRecord[], site: Site): Page {
  const told = records.filter((record) => isTold(record) && lessonCounts(record) !== "");
  const blocks = blocksWithin(room.recent, told, site);
  const older = told
    .slice(blocks.length)
    .map((record) => `${incidentLink(record.number, site)}: ${lessonCounts(record)}`);
  const view = {
    none: told.length === 0,
    counts: countsText(told),
    recurring: rowsIn(recurringRows(told, site), room.recurring, 3, "on the incidents' pages"),
    recent: byQuarter(told.slice(0, blocks.length), blocks, site.configuration.zone),
    older: fitted(older, room.older, (left) => `and ${counted(left, "incident")} more`),
    olderCount: counted(older.length, "incident"),
  };
  return pageOf(pageNames.learnings, "wiki-learnings", view, site);
}

function isTold({ state }: IncidentRecord): boolean {
  return state !== "merged" && state !== "withdrawn";
}

function countsText(told: readonly IncidentRecord[]): string {
  const sum = (count: (record: IncidentRecord) => number) => told.reduce((total, record) => total + count(record), 0);
  const learnings = counted(
    sum((record) => record.learnings.length),
    "learning",
  );
  const factors = counted(
    sum((record) => record.factors.length),
    "contributing factor",
  );
  return `${learnings} and ${factors} from ${counted(told.length, "incident")}`;
}

/** The newest incidents' blocks, as many as fit into so many characters; the newest always does. */
function blocksWithin(size: number, told: readonly IncidentRecord[], site: Site): string[] {
  const blocks: string[] = [];
  let used = 0;
  for (const record of told) {
    const block = lessonBlock(record, site);
    used += block.length + headingSize;
    if (used > size) break;
    blocks.push(block);
  }
  return blocks;
}

/** An incident with all that was learned from it. */
function lessonBlock(record: IncidentRecord, site: Site): string {
  const services = record.services.length > 0 ? `, ${servicesText(record)}` : "";
  const heading = `${incidentLink(record.number, site)} **${titleText(record, 100)}**${services}`;
  return [heading, "", ...lessonGroups(record, room.one)].join("\n");
}

function byQuarter(told: readonly IncidentRecord[], blocks: readonly string[], zone: string) {
  const numbered = told.map((record, index) => ({ quarter: quarterText(record, zone), text: blocks[index] ?? "" }));
  return [...Map.groupBy(numbered, ({ quarter }) => quarter)].map(([quarter, incidents]) => ({
    quarter,
    text: incidents.map(({ text }) => text).join("\n\n"),
  }));
}

function quarterText({ moments, updatedAt }: IncidentRecord, zone: string): string {
  return quarterOf(moments.declared?.at ?? updatedAt, zone);
}

interface Recurring {
  text: string;
  effects: Set<Effect>;
  incidents: Set<number>;
}

/** Factors with the same words in several incidents, whatever their case and spaces; the most frequent first. */
function recurringRows(told: readonly IncidentRecord[], site: Site): string[] {
  const factors = new Map<string, Recurring>();
  for (const { number, factors: ofOne } of told) {
    for (const { text, effect } of ofOne) {
      const key = plain(text).toLowerCase();
      const known = factors.get(key) ?? { text, effects: new Set(), incidents: new Set() };
      if (effect) known.effects.add(effect);
      factors.set(key, { ...known, incidents: known.incidents.add(number) });
    }
  }
  return [...factors.values()]
    .filter(({ incidents }) => incidents.size > 1)
    .sort((a, b) => b.incidents.size - a.incidents.size)
    .map((factor) => recurringRow(factor, site));
}

const shownIncidents = 10;

function recurringRow({ text, effects, incidents }: Recurring, site: Site): string {
  const links = [...incidents].slice(0, shownIncidents).map((number) => incidentLink(number, site));
  const left = incidents.size - links.length;
  const all = [...links, ...(left > 0 ? [`and ${left} more`] : [])].join(", ");
  return row(said(text, 200), [...effects].sort().join(", ") || "–", `${incidents.size}: ${all}`);
}
