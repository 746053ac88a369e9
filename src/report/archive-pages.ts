/** The yearly archives: every incident of a year, a line each. */
import { type IncidentRecord, yearOf } from "../record/record.ts";
import { counted } from "../words/names.ts";
import { incidentLink, type Page, pageLink, pageNames, pageOf, row, type Site } from "./page.ts";
import { itemsText, recoveryText, servicesText, severityText, standingText, titleText } from "./standing.ts";
import { showDate } from "./when.ts";

/** One page of an archive. */
export interface Archive {
  page: string;
  /** `2026`, or `2026, part 2`. */
  title: string;
  /** How many incidents are on it. */
  count: number;
  rows: string[];
}

const mostRows = 1_000;
/** Bytes of the rows of a page. */
const mostBytes = 380_000;

/**
 * The pages' rows, newest year first. The oldest incidents of a year fill its first page, so that a new one changes only
 * the last; on a page the newest stand first. `records` are newest first.
 */
export function archivesOf(records: readonly IncidentRecord[], site: Site): Archive[] {
  const years = Map.groupBy(records, yearOf);
  return [...years].flatMap(([year, ofYear]) => {
    const rows = ofYear.map((record) => archiveRow(record, site)).reverse();
    return parts(rows).map((part, index) => ({
      page: `${pageNames.index}-${year}${index > 0 ? `-${index + 1}` : ""}`,
      title: index > 0 ? `${year}, part ${index + 1}` : year,
      count: part.length,
      rows: part.reverse(),
    }));
  });
}

/** The archive's page, with links to the others. */
export function archivePage(archive: Archive, archives: readonly Archive[], site: Site): Page {
  const view = {
    title: archive.title,
    count: counted(archive.count, "incident"),
    rows: archive.rows,
    index: pageLink("All incidents", pageNames.index),
    others: archives
      .filter(({ page }) => page !== archive.page)
      .map(({ page, title }) => pageLink(title, page))
      .join(" · "),
  };
  return pageOf(archive.page, "wiki-archive", view, site);
}

/** The rows in pages of a size that can be read. */
function parts(rows: readonly string[]): string[][] {
  const encoder = new TextEncoder();
  const pages: string[][] = [];
  let size = 0;
  for (const row of rows) {
    const bytes = encoder.encode(row).length + 1;
    const last = pages.at(-1);
    if (last && last.length < mostRows && size + bytes <= mostBytes) {
      last.push(row);
      size += bytes;
    } else {
      pages.push([row]);
      size = bytes;
    }
  }
  return pages;
}

function archiveRow(record: IncidentRecord, site: Site): string {
  const { number, moments } = record;
  return row(
    incidentLink(number, site),
    moments.declared ? showDate(moments.declared.at, site.configuration.zone) : "–",
    severityText(record),
    titleText(record, 80),
    servicesText(record),
    recoveryText(record),
    itemsText(record),
    standingText(record, site),
  );
}
