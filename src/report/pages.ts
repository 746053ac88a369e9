/** All pages that are about many incidents. */
import type { Instant } from "../incident/incident.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { IncidentRecord } from "../record/record.ts";
import { actionItemsPage, overdueCount } from "./action-items-page.ts";
import { archivePage, archivesOf } from "./archive-pages.ts";
import { entrancePages } from "./entrance.ts";
import { indexPage } from "./index-page.ts";
import { learningsPage } from "./learnings-page.ts";
import { metricsPage } from "./metrics-page.ts";
import type { Page, Site } from "./page.ts";
import { statusPage } from "./status-page.ts";

/**
 * The index, the yearly archives, metrics, action items, learnings, status, and our blocks of `Home` and `_Sidebar`; the
 * same for records in any order. They change with the calendar day of `now` in the team's zone at most, never with the hour.
 */
export function overviewPages(records: readonly IncidentRecord[], metrics: Metrics, now: Instant, site: Site): Page[] {
  const newest = [...records].sort(newestFirst);
  const archives = archivesOf(newest, site);
  const counts = { open: metrics.open.count, overdue: overdueCount(newest, now, site) };
  return [
    indexPage(newest, archives, site),
    ...archives.map((archive) => archivePage(archive, archives, site)),
    metricsPage(metrics, site),
    actionItemsPage(newest, metrics, now, site),
    learningsPage(newest, site),
    statusPage(newest, now, site),
    ...entrancePages(counts, site),
  ];
}

/** By declaration, as ISO 8601 texts of one form sort; the number decides between equals. */
function newestFirst(a: IncidentRecord, b: IncidentRecord): number {
  const [first, second] = [a.moments.declared?.at ?? "", b.moments.declared?.at ?? ""];
  return first === second ? b.number - a.number : first < second ? 1 : -1;
}
