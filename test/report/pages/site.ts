/** A repository's wiki, and records to fill its pages with. */
import { defaults } from "../../../src/config.ts";
import { metricsOf } from "../../../src/metrics/of.ts";
import { recordOf } from "../../../src/record/of.ts";
import type { IncidentRecord } from "../../../src/record/record.ts";
import type { Site } from "../../../src/report/page.ts";
import { overviewPages } from "../../../src/report/pages.ts";
import { at, fresh, reference, templates } from "../../words/reference.ts";

export const site: Site = {
  repository: "acme/shop",
  url: "https://github.com/acme/shop",
  private: false,
  configuration: defaults,
  templates,
  paged: new Set([12]),
  public: new Set(),
  held: new Set(),
};

const read = {
  updatedAt: at(120),
  labels: ["sev2"],
  configuration: defaults,
  deployments: [],
  mergeCommits: new Map(),
};

/** The reference case, restored and waiting for its review. */
export const restored: IncidentRecord = recordOf(reference, read);

/** Minutes after the declaration. */
export const declared: IncidentRecord = recordOf(fresh, read);

/** Friday 20 November 2026, 15:00 UTC. */
export const now = Date.UTC(2026, 10, 20, 15);

export function metricsFor(records: readonly IncidentRecord[], more: Partial<Parameters<typeof metricsOf>[0]> = {}) {
  const { zone, holidays, businessHours, targets, downtime, review } = defaults;
  return metricsOf({
    repository: "acme/shop",
    records,
    noise: [],
    now,
    zone,
    holidays,
    weekdays: businessHours.days,
    targets,
    downtime,
    reviewSeverities: review.severities,
    reviewBusinessDays: review.businessDays,
    deployments: [],
    ...more,
  });
}

/** The text of one of the overview pages. */
export function overview(name: string, records: readonly IncidentRecord[], where: Site = site, when = now): string {
  const pages = overviewPages(records, metricsFor(records, { now: when }), when, where);
  const page = pages.find((one) => one.name === name);
  if (!page) throw new Error(`There is no page ${name}, but ${pages.map((one) => one.name).join(", ")}.`);
  return asItLooks(page.text);
}

/** The text with ordinary spaces and hyphens for those that don't break: a reader sees no difference. */
export function asItLooks(text: string): string {
  return text.replaceAll("\u00a0", " ").replaceAll("\u2011", "-");
}
