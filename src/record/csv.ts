/** Records as a table for spreadsheets: `incidents/data/incidents.csv`, an incident a row. */
import { csvFormatRows } from "d3-dsv";
import type { DurationName, MomentName } from "../incident/incident.ts";
import type { IncidentRecord } from "./record.ts";

/** What a cell says of an incident; "" where that is not known. */
type Column = [name: string, cell: (record: IncidentRecord) => string];

const columns: readonly Column[] = [
  ["number", ({ number }) => String(number)],
  ["title", ({ title }) => title],
  ["url", ({ url }) => url],
  ["state", ({ state }) => state],
  ["phase", ({ phase }) => phase ?? ""],
  ["highest severity", ({ severity }) => severity.highest ?? ""],
  ["final severity", ({ severity }) => severity.final ?? ""],
  ["services", ({ services }) => services.join(", ")],
  ["detected by", ({ detectedBy }) => detectedBy ?? ""],
  moment("started"),
  moment("detected"),
  moment("declared"),
  moment("acknowledged"),
  moment("identified"),
  moment("restored"),
  moment("resolved"),
  moment("reviewed"),
  minutes("time to detect", "timeToDetect"),
  minutes("time to declare", "timeToDeclare"),
  minutes("time to acknowledge", "timeToAcknowledge"),
  minutes("time to recover", "timeToRecover"),
  minutes("first recovery", "firstRecovery"),
  minutes("impact", "impact"),
  ["reopened", ({ reopened }) => String(reopened)],
  ["drill", ({ drill }) => yesOrNo(drill)],
  ["near miss", ({ nearMiss }) => yesOrNo(nearMiss)],
  ["imported", ({ imported }) => yesOrNo(imported)],
  actionItems("open"),
  actionItems("done"),
  actionItems("declined"),
  ["review", ({ review }) => review?.state ?? ""],
  ["alerts", ({ alerts }) => String(alerts.length)],
];

/** A line of names, then a row for each record, by number. Times are UTC, in the form that spreadsheets take for a time. */
export function writeCsv(records: readonly IncidentRecord[]): string {
  const sorted = [...records].sort((a, b) => a.number - b.number);
  const rows = sorted.map((record) => columns.map(([, cell]) => inert(cell(record))));
  return `${csvFormatRows([columns.map(([name]) => name), ...rows])}\n`;
}

function moment(name: MomentName): Column {
  return [`${name} (UTC)`, ({ moments }) => moments[name]?.at.replace("T", " ").replace("Z", "") ?? ""];
}

function minutes(title: string, name: DurationName): Column {
  return [`${title} (min)`, ({ durations }) => inMinutes(durations[name].seconds)];
}

function inMinutes(seconds: number | undefined): string {
  return seconds === undefined ? "" : String(Math.round((seconds / 60) * 100) / 100);
}

function yesOrNo(is: boolean): string {
  return is ? "yes" : "no";
}

function actionItems(wanted: IncidentRecord["actionItems"][number]["state"]): Column {
  return [
    `action items ${wanted}`,
    ({ actionItems: items }) => String(items.filter(({ state }) => state === wanted).length),
  ];
}

/** What a spreadsheet takes for the beginning of a formula; the wide signs are those of Japanese keyboards. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/;

/** Behind an apostrophe a formula is text, and not run. */
function inert(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}
