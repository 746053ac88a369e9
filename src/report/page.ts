/** What a page of the wiki is, and what all of them share: their names, the links between them, the people on them. */
import type { Configuration } from "../config.ts";
import { cut, inline, person } from "../words/escape.ts";
import { fitted } from "../words/fit.ts";
import { siteOf } from "../words/names.ts";
import { say, type TemplateName, type Templates } from "../words/templates.ts";

/** A page as we write it. */
export interface Page {
  /** The wiki page's, without `.md`. */
  name: string;
  /** Our block, without markers. */
  text: string;
}

/** The repository whose wiki it is, and which incidents have pages there. */
export interface Site {
  /** `acme/shop`. */
  repository: string;
  /** `https://github.com/acme/shop`. */
  url: string;
  private: boolean;
  configuration: Configuration;
  templates: Templates;
  /** Incidents with a page of their own, `Incident-12`; the others only have a row in their year's archive. */
  paged: ReadonlySet<number>;
  /** Incidents with a public page, `Incident-12-public`. */
  public: ReadonlySet<number>;
  /** Incidents whose words for the public are held back. */
  held: ReadonlySet<number>;
}

/** The pages about many incidents. The names are addresses: people have bookmarked them. */
export const pageNames = {
  index: "Incidents",
  metrics: "Incident-metrics",
  actionItems: "Incident-action-items",
  learnings: "Incident-learnings",
  status: "Incident-status",
  home: "Home",
  sidebar: "_Sidebar",
} as const;

/** Characters of a page, at most 3 bytes each: our lists have room for so many in all that a page stays under 400 KB. */
const pageLimit = 133_000;

/** The page with the template's words. */
export function pageOf(name: string, template: TemplateName, view: object, { templates }: Site): Page {
  return { name, text: say(templates, template, view, pageLimit).trim() };
}

export function incidentPageName(number: number): string {
  return `Incident-${number}`;
}

export function publicPageName(number: number): string {
  return `Incident-${number}-public`;
}

/** Whether there is a public page to link to; one that is held back may never have been written. */
export function hasPublicPage(number: number, site: Site): boolean {
  return site.public.has(number) && !site.held.has(number);
}

/** A link to a page of this wiki. `text` is put in as it is. */
export function pageLink(text: string, name: string): string {
  return `[${text}](${name})`;
}

/** `[#12](Incident-12)`; to the issue where the incident has no page. A wiki makes no links of numbers by itself. */
export function incidentLink(number: number, site: Site): string {
  return site.paged.has(number) ? pageLink(`#${number}`, incidentPageName(number)) : issueLink(number, site);
}

/** `[#12](https://github.com/acme/shop/issues/12)`, for issues of any kind. */
export function issueLink(number: number, { url }: Site): string {
  return `[#${number}](${url}/issues/${number})`;
}

/** A person by their profile; mentions nobody. */
export function personOn(site: Site, login: string): string {
  return person(login, siteOf(site));
}

/** Other people's text on one line of a list or in a cell, cut to `length` characters; a dash where there is none. */
export function said(text: string, length: number): string {
  return inline(cut(text, length)) || "–";
}

/** A row of a table. */
export function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The text for a narrow cell: no line ends within it, neither at a space nor at a hyphen. For readers alone, never for data. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
}

/** Rows of a table with so many columns, in `room` characters; the last one says how many are left out, and where to read on. */
export function rowsIn(rows: readonly string[], room: number, columns: number, place: string): string[] {
  const blank = Array.from({ length: columns - 1 }, () => "");
  return fitted(rows, room, (count) => row(`*and ${count} more ${place}*`, ...blank));
}
