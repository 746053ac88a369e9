/** All action items: what is overdue, what is open, what was done and declined. By service, never as a ranking of people. */
import type { Day } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { IncidentRecord } from "../record/record.ts";
import { counted } from "../words/names.ts";
import { inZone } from "../words/time.ts";
import { itemLink, outcomeText, ownersText, priorityText, type RecordedItem } from "./items.ts";
import { percent } from "./numbers.ts";
import { incidentLink, type Page, pageNames, pageOf, row, rowsIn, type Site, unbroken } from "./page.ts";
import { servicesText } from "./standing.ts";
import { daysBetween, quarterOf } from "./when.ts";

const room = { overdue: 40_000, open: 40_000, done: 20_000, declined: 20_000, quarters: 8_000 };
const newest = 50;
const elsewhere = "on their incidents' pages";

/** An action item with its incident. */
export interface Followed {
  item: RecordedItem;
  record: IncidentRecord;
}

/** Every action item once: that of a merged incident with the surviving one, if it is there too. */
export function allItems(records: readonly IncidentRecord[]): Followed[] {
  const found = new Map<number, Followed>();
  for (const record of records) {
    for (const item of record.actionItems) {
      const known = found.get(item.number);
      if (!known || known.record.state === "merged") found.set(item.number, { item, record });
    }
  }
  return [...found.values()];
}

/** The page, as of the calendar day of `now` in the team's zone. */
export function actionItemsPage(records: readonly IncidentRecord[], metrics: Metrics, now: Instant, site: Site): Page {
  const { zone } = site.configuration;
  const today = todayIn(now, zone);
  const all = allItems(records);
  const open = all.filter(({ item }) => item.state === "open");
  const overdue = open.filter(({ item }) => isOverdue(item, today));
  const waiting = open.filter(({ item }) => !isOverdue(item, today));
  const done = newestFirst(all, "done");
  const declined = newestFirst(all, "declined");
  const openRows = (items: Followed[], size: number) =>
    rowsIn(
      items.sort(byService).map((one) => openRow(one, today, site)),
      size,
      7,
      elsewhere,
    );
  const closedRows = (items: Followed[], size: number) =>
    rowsIn(
      items.slice(0, newest).map((one) => closedRow(one, site)),
      size,
      4,
      elsewhere,
    );
  const view = {
    none: all.length === 0,
    counts: `**${overdue.length} overdue**, ${open.length} open in all, ${done.length} done, ${declined.length} declined`,
    closure: closureText(metrics),
    unready: unreadyText(open),
    overdue: openRows(overdue, room.overdue),
    open: openRows(waiting, room.open),
    done: closedRows(done, room.done),
    declined: closedRows(declined, room.declined),
    quarters: rowsIn(quarterRows([...done, ...declined], zone), room.quarters, 3, "quarters"),
  };
  return pageOf(pageNames.actionItems, "wiki-action-items", view, site);
}

/** How many action items are open. */
export function openCount(records: readonly IncidentRecord[]): number {
  return allItems(records).filter(({ item }) => item.state === "open").length;
}

/** How many open action items are past their due day on the calendar day of `now` in the team's zone. */
export function overdueCount(records: readonly IncidentRecord[], now: Instant, { configuration }: Site): number {
  const today = todayIn(now, configuration.zone);
  return allItems(records).filter(({ item }) => isOverdue(item, today)).length;
}

function todayIn(now: Instant, zone: string): Day {
  return inZone(now, zone).toPlainDate().toString();
}

/** A due day lasts to its end. */
function isOverdue({ state, due }: RecordedItem, today: Day): boolean {
  return state === "open" && due !== null && due < today;
}

function byService(a: Followed, b: Followed): number {
  const service = compared(serviceOf(a), serviceOf(b));
  return service || compared(a.item.due ?? "9", b.item.due ?? "9") || a.item.number - b.item.number;
}

/** By code units: quick, and the same on every machine. */
function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** What is nobody's service comes last. */
function serviceOf({ record }: Followed): string {
  return record.services[0]?.toLowerCase() ?? "\u{10ffff}";
}

function newestFirst(items: readonly Followed[], state: RecordedItem["state"]): Followed[] {
  const settled = items.filter(({ item }) => item.state === state);
  return settled.sort((a, b) => compared(closingOf(b), closingOf(a)) || b.item.number - a.item.number);
}

function closingOf({ item }: Followed): string {
  return item.closedAt ?? "";
}

function openRow({ item, record }: Followed, today: Day, site: Site): string {
  return row(
    servicesText(record),
    itemLink(item),
    incidentText(record, site),
    ownersText(item, site),
    priorityText(item),
    dueText(item, today),
    item.question ?? "–",
  );
}

function dueText(item: RecordedItem, today: Day): string {
  if (item.due === null) return "–";
  const day = unbroken(item.due);
  return isOverdue(item, today) ? `**${day}**, ${counted(daysBetween(item.due, today), "day")} ago` : day;
}

function closedRow({ item, record }: Followed, site: Site): string {
  const { zone } = site.configuration;
  return row(servicesText(record), itemLink(item), incidentText(record, site), outcomeText(item, zone));
}

function incidentText(record: IncidentRecord, site: Site): string {
  return `${incidentLink(record.number, site)}${record.drill ? " (drill)" : ""}`;
}

/** What keeps open items from being done: no owner, no priority. */
function unreadyText(open: readonly Followed[]): string {
  const ownerless = open.filter(({ item }) => item.owners.length === 0).length;
  const unranked = open.filter(({ item }) => item.priority === null).length;
  const parts = [
    ...(ownerless > 0 ? [`${ownerless} without an owner`] : []),
    ...(unranked > 0 ? [`${unranked} without a priority`] : []),
  ];
  return parts.join(", ");
}

/** Closure and punctuality over all time; "" where no incident was reviewed. */
function closureText({ windows }: Metrics): string {
  const items = windows.find(({ days }) => days === null)?.actionItems;
  if (!items || items.closure === null) return "";
  const accepted = items.total - items.declined;
  const closed = `${percent(items.closure)} closed as done (${items.done} of ${accepted} that were not declined)`;
  return items.onTime === null
    ? closed
    : `${closed}; ${percent(items.onTime)} on time, of ${items.onTimeOf} done or past their first due date`;
}

function quarterRows(settled: readonly Followed[], zone: string): string[] {
  const closed = settled.flatMap(({ item }) =>
    item.closedAt ? [{ quarter: quarterOf(item.closedAt, zone), state: item.state }] : [],
  );
  const quarters = Map.groupBy(closed, ({ quarter }) => quarter);
  return [...quarters]
    .sort(([a], [b]) => compared(b, a))
    .map(([quarter, items]) => {
      const done = items.filter(({ state }) => state === "done").length;
      return row(unbroken(quarter), done, items.length - done);
    });
}
