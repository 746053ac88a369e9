/** Action items in the cells of a table. */
import type { IncidentRecord } from "../record/record.ts";
import { cut, link } from "../words/escape.ts";
import { personOn, type Site, said } from "./page.ts";
import { showDate } from "./when.ts";

export type RecordedItem = IncidentRecord["actionItems"][number];

const mostOwners = 10;

/** The title as a link to the item's issue. */
export function itemLink({ title, number, url }: RecordedItem): string {
  return link(cut(title, 90) || `#${number}`, url);
}

/** Who owns it; marked where nobody does. */
export function ownersText({ owners }: RecordedItem, site: Site): string {
  const shown = owners.slice(0, mostOwners).map((owner) => personOn(site, owner));
  return shown.join(", ") || "**nobody yet**";
}

/** Its priority; marked where it has none. */
export function priorityText({ priority }: RecordedItem): string {
  return priority ?? "**not set**";
}

/** What became of it: `open`, `done 2026-03-12: EVIDENCE`, `declined 2026-03-12: REASON`; and the pull requests that close it. */
export function outcomeText(
  { state, closedAt, reason, evidence, pullRequests = [] }: RecordedItem,
  zone: string,
): string {
  const day = closedAt ? ` ${showDate(closedAt, zone)}` : "";
  const words = state === "declined" ? reason : state === "done" ? evidence : undefined;
  const outcome = `${state}${state === "open" ? "" : day}${words ? `: ${said(words, 160)}` : ""}`;
  return [outcome, ...pullRequests.map(pullRequestText)].join(", ");
}

function pullRequestText({ number, url, state }: NonNullable<RecordedItem["pullRequests"]>[number]): string {
  return `${link(`PR ${number}`, url)} ${state}`;
}
