/** The words of the issues that count informational alerts. */
import { Temporal } from "temporal-polyfill";
import { sourceTitle } from "../alerts/alert.ts";
import { type Month, type NoiseCounts, sumOf } from "../alerts/noise-counts.ts";
import { noisiest } from "../alerts/noise-rules.ts";
import type { Configuration } from "../config.ts";
import { cell } from "./escape.ts";
import { fitted } from "./fit.ts";
import type { LabelDefinition } from "./labels.ts";
import { counted } from "./names.ts";
import { say, type Templates } from "./templates.ts";

/** The label of the issues that count informational alerts. */
export function noiseLabel({ labels }: Pick<Configuration, "labels">): LabelDefinition {
  return { name: labels.alertNoise, color: "c5def5", description: "Counts alerts that nobody needs to act on" };
}

/** What a quarter's issue says of itself. */
export const noiseIssueText = `Informational alerts open no incident and page nobody. They are counted here, in a comment for each month, and the metrics page in the wiki shows which rules fire most.

What stands at the top of a table is a candidate to mend or to remove where it comes from. This issue is no incident; comments are welcome, and closing it changes nothing.
`;

const shown = 20;
/** Characters of the table. */
const room = 15_000;

/** A month's counts as a table for people. `limit` is how long a repository's own words may be. */
export function noiseText(month: Month, { rows, others }: NoiseCounts, templates: Templates, limit: number): string {
  const rules = noisiest(rows.map((row) => ({ ...row, count: sumOf(row.days) })));
  const pooled = Object.values(others).reduce((sum, days) => sum + sumOf(days), 0);
  const top = rules.slice(0, shown);
  const listed = top.reduce((sum, { count }) => sum + count, 0);
  const total = rules.reduce((sum, { count }) => sum + count, pooled);
  const view = {
    month: monthName(month),
    total: counted(total, "informational alert"),
    rows: fitted(
      top.map(
        ({ name, source, service, count }) =>
          `| ${count} | ${cell(name, 100)} | ${cell(sourceTitle(source), 40)} | ${cell(service ?? "", 80)} |`,
      ),
      room,
      (count) => `| | *and ${counted(count, "rule")} more* | | |`,
    ),
    rest: total > listed ? counted(total - listed, "alert") : "",
  };
  return say(templates, "alert-noise", view, limit);
}

/** `November 2026`. */
function monthName(month: Month): string {
  const { year, month: number } = Temporal.PlainYearMonth.from(month);
  const name = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, number - 1));
  return `${name} ${year}`;
}
