/** Links of the digest. GitHub notes on an issue whatever links to it: of a digest that would be a line on each, every week. */
import type { IncidentRecord } from "../record/record.ts";
import { code, cut, inline, link } from "../words/escape.ts";
import { incidentPageName, pageNames, type Site } from "./page.ts";

/** Where the digest's links lead. */
export interface DigestPlace {
  site: Site;
  /** Whether there is a wiki to link to. */
  wiki: boolean;
}

/** The incident by its title: a link to its page in the wiki, else to the issue. */
export function incidentName({ number, title }: IncidentRecord, { site, wiki }: DigestPlace): string {
  if (wiki && site.paged.has(number)) return link(cut(title, 80), wikiAddress(incidentPageName(number), site));
  return issueName({ number, title }, site);
}

/**
 * The issue by its title: a link through the host that GitHub has for links that leave no trace on the issue. GitHub
 * Enterprise has none, so that there the number stands behind the title.
 */
export function issueName({ number, title }: { number: number; title: string }, { url }: Site): string {
  const { hostname, pathname } = new URL(url);
  if (hostname !== "github.com") return `${inline(cut(title, 80))} (${code(`#${number}`)})`;
  return link(cut(title, 80), `https://redirect.github.com${pathname}/issues/${number}`);
}

/** The pages with more of it; "" where there is no wiki. */
export function pagesLine({ site, wiki }: DigestPlace): string {
  if (!wiki) return "";
  const pages = [
    ["Incidents", pageNames.index],
    ["Action items", pageNames.actionItems],
    ["Learnings", pageNames.learnings],
    ["Metrics", pageNames.metrics],
  ] as const;
  return pages.map(([text, name]) => link(text, wikiAddress(name, site))).join(" · ");
}

function wikiAddress(name: string, { url }: Site): string {
  return `${url}/wiki/${name}`;
}
