/** What changed before an incident and while it went on, in words. */

import { shownRef } from "../changes/before.ts";
import type { DeployedEvent } from "../changes/during.ts";
import type { Change, Incident } from "../incident/incident.ts";
import type { RecentChange } from "../memory.ts";
import { cut, inline, link, person } from "./escape.ts";
import { fitted } from "./fit.ts";
import { referenceOf } from "./moments.ts";
import { counted, siteOf } from "./names.ts";
import { say, type Templates } from "./templates.ts";
import { showDay, showInstant, showZone } from "./time.ts";

const titleLength = 80;

/** A line for each change, newest first, as far as they have room; what touches an affected service, and what was named, is marked. */
export function recentChangeLines(
  changes: readonly RecentChange[],
  incident: Incident,
  zone: string,
  room: number,
): string[] {
  const affected = new Set(incident.services.map((name) => name.toLowerCase()));
  const lines = changes.map((change) => {
    const at = showInstant(change.at, zone, referenceOf(incident));
    const touched = change.services.map((name) => serviceName(name, affected)).join(", ");
    const parts = [at, described(change, siteOf(incident)), touched, namedText(change, incident)];
    return parts.filter((part) => part !== "").join(" · ");
  });
  return fitted(lines, room, (count) => `and ${counted(count, "change")} more`);
}

function described(change: RecentChange, site: string): string {
  const by = change.who === null ? "" : ` by ${person(change.who, site)}`;
  if (change.kind === "pull request")
    return `${link(`#${change.id} ${cut(change.title, titleLength)}`, change.url)}${by}`;
  const to = change.environment ? ` to ${cut(change.environment, titleLength)}` : "";
  const what = link(`deployment of ${cut(change.title, titleLength)}${to}`, change.url);
  return `${what}${by}${change.state === null ? "" : `, ${outcomes[change.state]}`}`;
}

const outcomes = { success: "succeeded", failure: "**failed**", pending: "under way" };

function serviceName(name: string, affected: ReadonlySet<string>): string {
  const text = inline(cut(name, 40));
  return affected.has(name.toLowerCase()) ? `**${text}**` : text;
}

function namedText(change: RecentChange, incident: Incident): string {
  const named = incident.changes.findLast((one) => isSame(one, change));
  if (!named) return "";
  return named.effect ? `**named: ${named.effect}**` : "**named**";
}

/** Whether what somebody named is this change: a pull request by its number, a deployment by a link with its id. */
export function isSame(named: Change, change: Pick<RecentChange, "kind" | "id" | "url">): boolean {
  if (named.kind !== change.kind) return false;
  if (named.kind === "pull request") return named.ref === `#${change.id}`;
  return named.ref === change.url || named.ref.split(/[/?#]/).includes(String(change.id));
}

/** What is said on the issue of a deployment while the incident goes on. */
export function deploymentText(
  { at, who, url, deployment }: DeployedEvent,
  { incident, zone, templates }: { incident: Incident; zone: string; templates: Templates },
): string {
  const view = {
    what: link(cut(shownRef(deployment), titleLength), url),
    environment: inline(cut(deployment.environment, titleLength)),
    by: person(who, siteOf(incident)),
    at: showInstant(at, zone, at),
    day: showDay(at, zone),
    zone: inline(showZone(zone, at)),
  };
  return say(templates, "deployment", view).trim();
}
