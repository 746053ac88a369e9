/** Our blocks on the wiki's `Home` and in its `_Sidebar`: the way in, with the two counts that matter. */
import type { Page, Site } from "./page.ts";
import { pageLink, pageNames, pageOf } from "./page.ts";

export interface Counts {
  open: number;
  overdue: number;
}

/** `Home` and `_Sidebar`. */
export function entrancePages(counts: Counts, site: Site): Page[] {
  const view = {
    open: counts.open,
    overdue: counts.overdue,
    index: pageLink("Incidents", pageNames.index),
    actionItems: pageLink("Action items", pageNames.actionItems),
    metrics: pageLink("Metrics", pageNames.metrics),
    learnings: pageLink("Learnings", pageNames.learnings),
    status: pageLink("Status", pageNames.status),
  };
  return [pageOf(pageNames.home, "wiki-home", view, site), pageOf(pageNames.sidebar, "wiki-sidebar", view, site)];
}
