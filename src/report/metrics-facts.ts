/** What the metrics say of action items, reviews, coordination, entries, noise and cost: sentences, and a table. */
import { sourceTitle } from "../alerts/alert.ts";
import type { MetricsWindow } from "../metrics/metrics.ts";
import { counted } from "../words/names.ts";
import { amountText, percent, shareText } from "./numbers.ts";
import { incidentLink, row, type Site, said } from "./page.ts";
import { showSeconds } from "./when.ts";

/** Action items of the incidents that were reviewed in the window; "" where there are none. */
export function actionItemsText(items: MetricsWindow["actionItems"]): string {
  if (items.total === 0) return "";
  const { total, done, declined, open, overdue, closure, onTime, onTimeOf, medianAgeOfOpen, medianTimeToClose } = items;
  const reviewed = `${counted(items.incidents, "incident")} reviewed in these days made ${counted(total, "action item")}`;
  return [
    `${reviewed}: ${done} done, ${declined} declined, ${open} open, **${overdue} overdue**.`,
    ...(closure === null ? [] : [`Closure: ${shareText(done, total - declined)}.`]),
    ...(onTime === null ? [] : [`On time: ${percent(onTime)} (of ${onTimeOf}).`]),
    ...(medianTimeToClose === null ? [] : [`Median time to close: ${wholeDays(medianTimeToClose)} (n ${done}).`]),
    ...(medianAgeOfOpen === null ? [] : [`Median age of the open ones: ${wholeDays(medianAgeOfOpen)} (n ${open}).`]),
  ].join(" ");
}

/** An age grows by the minute; shown is what of it changes by the day. */
function wholeDays(seconds: number): string {
  return counted(Math.floor(seconds / 86_400), "day");
}

const shownOverdue = 20;

/** Reviews of the incidents restored in the window; "" where none was due. */
export function reviewsText(reviews: MetricsWindow["reviews"], site: Site): string {
  const { due, held, notHeld, medianBusinessDays, overdue } = reviews;
  if (due === 0 && overdue.length === 0) return "";
  const links = overdue.slice(0, shownOverdue).map((number) => incidentLink(number, site));
  const left = overdue.length - links.length;
  const late = [...links, ...(left > 0 ? [`and ${left} more`] : [])].join(", ");
  return [
    `Held: ${shareText(held, due)}; not held, with the reason on the incident's page: ${notHeld}.`,
    ...(medianBusinessDays === null
      ? []
      : [`Median: ${counted(medianBusinessDays, "business day")} after the day of the restoration (n ${held}).`]),
    ...(overdue.length > 0 ? [`**Overdue**: ${late}.`] : []),
  ].join(" ");
}

/** How people found each other; "" where there was nobody to find. */
export function coordinationText(coordination: MetricsWindow["coordination"]): string {
  const { incidents, medianPeople, pages, reached, medianToReach, handovers } = coordination;
  if (incidents === 0 || medianPeople === null) return "";
  const reach = medianToReach === null ? "" : `, median ${showSeconds(medianToReach)} until they were (n ${reached})`;
  return [
    `Median of people who joined: ${medianPeople} (n ${incidents}).`,
    ...(pages > 0 ? [`${counted(pages, "page")} sent, ${shareText(reached, pages)} of them reached${reach}.`] : []),
    `${counted(handovers, "hand-over")}.`,
  ].join(" ");
}

/** A row for each phase: entries that helped, hurt, had no effect, and that nobody has marked. */
export function entryRows(entries: MetricsWindow["entries"]): string[] {
  return entries.map(({ phase, positive, negative, neutral, unmarked }) =>
    row(phase, positive, negative, neutral, unmarked),
  );
}

/** False alarms, and alerts that nobody could act on; "" where there were neither. */
export function noiseText(noise: MetricsWindow["noise"]): string {
  const { alerts, notActionable, falseAlarms, withdrawn } = noise;
  if (alerts + falseAlarms + withdrawn === 0) return "";
  return [
    ...(alerts > 0 ? [`Not actionable: ${shareText(notActionable, alerts)} of the alerts.`] : ["No alert arrived."]),
    `${counted(falseAlarms, "incident")} ended as SEV5, ${withdrawn} withdrawn.`,
  ].join(" ");
}

/** A row for each of the noisiest rules: how often it fired, and its share of all alerts. */
export function noisyRows({ rules }: MetricsWindow["noise"]): string[] {
  return rules.map(({ name, source, service, count, share }) =>
    row(said(name, 100), said(sourceTitle(source), 40), said(service ?? "", 60), count, percent(share)),
  );
}

/** The cost of downtime, or why it is not known. */
export function costText(cost: NonNullable<MetricsWindow["cost"]>): string {
  const { hourlyCost, deployments, failed, changeFailureRate, meanTimeToRecover, n, interval } = cost;
  if (changeFailureRate === null) {
    return "Not known: no successful deployment to the configured environments is on record in these days.";
  }
  const rate = `${counted(deployments, "deployment")}, of which ${failed} hurt (${percent(changeFailureRate)})`;
  if (cost.cost === null || meanTimeToRecover === null) {
    return `Not known: ${rate}; no time to recover is recorded for the incidents that they hurt.`;
  }
  const range = interval ? `, 95% interval ${interval.map(amountText).join(" to ")}` : "";
  return [
    `About **${amountText(cost.cost)}**${range}, from ${counted(n, "incident")}:`,
    `${rate} × ${meanTimeToRecover.toFixed(1)} h mean time to recover × ${amountText(hourlyCost)} an hour.`,
  ].join(" ");
}
