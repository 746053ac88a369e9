/** A week's action items in the digest: by service with the teams that own it, never by person. */
import type { Configuration } from "../config.ts";
import type { IncidentRecord } from "../record/record.ts";
import { inline } from "../words/escape.ts";
import { allItems, type Followed } from "./action-items-page.ts";
import { type DigestPlace, issueName } from "./digest-links.ts";
import type { Week } from "./digest-week.ts";
import { said, unbroken } from "./page.ts";
import { instantOf } from "./when.ts";

/** What the week has to say of an action item. */
type Fate = "overdue" | "declined" | "done";
const fates: readonly Fate[] = ["overdue", "declined", "done"];

/** An action item that the digest tells of. */
export interface ToldItem extends Followed {
  fate: Fate;
}

/** The action items that were settled in the week, and those that were overdue as it ended and are still open. */
export function itemsOf(records: readonly IncidentRecord[], week: Week): ToldItem[] {
  return allItems(records).flatMap((one) => {
    const fate = fateOf(one, week);
    return fate === null ? [] : [{ ...one, fate }];
  });
}

function fateOf({ item: { state, due, closedAt } }: Followed, { day, from, until }: Week): Fate | null {
  if (state === "open") return due !== null && due < day ? "overdue" : null;
  const at = closedAt === undefined ? Number.NaN : instantOf(closedAt);
  return at >= from && at < until ? state : null;
}

/** `2 done, 1 declined, 3 overdue`; "" where there are none. */
export function itemCounts(items: readonly ToldItem[]): string {
  const counts = fates.toReversed().map((fate) => [items.filter((item) => item.fate === fate).length, fate] as const);
  return counts.flatMap(([count, fate]) => (count > 0 ? [`${count} ${fate}`] : [])).join(", ");
}

const most = { services: 5, items: 3 };

/** Lines of a list, by team and service in the order of their names. */
export function itemLines(items: readonly ToldItem[], place: DigestPlace): string[] {
  const { configuration } = place.site;
  const services = [...Map.groupBy(items, serviceOf)].map(([service, some]) => ({
    service,
    teams: teamsOf(service, configuration),
    some,
  }));
  const sorted = services.sort(
    (a, b) =>
      compared(a.teams.join() || "\u{10ffff}", b.teams.join() || "\u{10ffff}") || compared(a.service, b.service),
  );
  const shown = sorted.slice(0, most.services).flatMap(({ service, teams, some }) => {
    const owned = teams.length > 0 ? ` (${teams.map((team) => inline(team)).join(", ")})` : "";
    const name = service === nobodys ? "no service named" : `**${said(service, 60)}**`;
    return [`- ${name}${owned}: ${itemCounts(some)}`, ...someLines(some, place)];
  });
  const left = sorted.slice(most.services).flatMap(({ some }) => some);
  return left.length === 0 ? shown : [...shown, `- and of other services: ${itemCounts(left)}`];
}

/** What is nobody's service comes last. */
const nobodys = "\u{10ffff}";

function serviceOf({ record }: ToldItem): string {
  return record.services[0] ?? nobodys;
}

function teamsOf(name: string, { services }: Configuration): string[] {
  const [, service] = Object.entries(services).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
  return (service?.owners ?? []).filter((owner) => owner.includes("/")).map((owner) => owner.replace(/^@/, ""));
}

function someLines(items: readonly ToldItem[], place: DigestPlace): string[] {
  const sorted = items.toSorted(
    (a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate) || a.item.number - b.item.number,
  );
  const isAll = sorted.length <= most.items;
  const shown = isAll ? sorted : sorted.slice(0, most.items - 1);
  const left = sorted.length - shown.length;
  return [...shown.map((item) => `  - ${itemLine(item, place)}`), ...(left > 0 ? [`  - and ${left} more`] : [])];
}

function itemLine({ item, fate }: ToldItem, { site }: DigestPlace): string {
  const name = issueName(item, site);
  if (fate === "overdue") return `overdue, due ${unbroken(item.due ?? "")}: ${name}`;
  const why = fate === "declined" ? item.reason : item.evidence;
  return `${fate}: ${name}${why ? ` (${said(why, 120)})` : ""}`;
}

/** By code units: the same on every machine. */
function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
