/** What a run tells in the job's summary: what it did, the headline figures, and what it left alone. Markdown. */
import type { Group, Metrics } from "../metrics/metrics.ts";
import { code, inline, link } from "../words/escape.ts";
import { counted } from "../words/names.ts";
import { pageNames } from "./page.ts";
import { showSeconds } from "./when.ts";

/** A page that was not written, and why. */
interface LeftAlone {
  name: string;
  why: string;
}

export interface RunSummary {
  metrics: Metrics;
  openActionItems: number;
  overdueActionItems: number;
  /** Names of pages that were written, and how many needed no change. */
  written: readonly string[];
  unchanged: number;
  left: readonly LeftAlone[];
  /** Public pages that are held back, by incident. */
  held: readonly number[];
  passedOver: number;
  requests: number;
  /** What the next run goes on with; null where everything is done. */
  unfinished: string | null;
  /** The wiki's address; null where nothing was written there. */
  wiki: string | null;
  /** Where the digest of the last week is; null where this run had nothing to do with it. */
  digest: string | null;
  /** The folder of a dry run. */
  folder: string | null;
  /** What people have to know, or to do. */
  notices: readonly { title: string; text: string }[];
}

/** So many lines of a list are told: GitHub takes summaries of up to 1 MiB. */
const mostLines = 50;

/** The summary, which begins with what is not done where something isn't. */
export function summaryOf(run: RunSummary): string {
  const parts = [
    run.unfinished === null ? [] : [`> [!WARNING]\n> **Not finished.** ${inline(run.unfinished)}`],
    ["## Incidents"],
    [headline(run)],
    [figures(run.metrics)],
    [workDone(run)],
    needs(run),
    leftAlone(run),
    run.digest === null ? [] : [link("The digest of the week", run.digest)],
    run.wiki === null ? [] : [links(run.wiki)],
  ];
  return `${parts.flat().join("\n\n")}\n`;
}

function headline({ metrics, openActionItems, overdueActionItems }: RunSummary): string {
  return [
    responseText(metrics),
    `${counted(openActionItems, "action item")} open, **${overdueActionItems} overdue**`,
  ].join(" · ");
}

/** In response, as an issue stays open through review and readiness as well. */
function responseText({ open: { count, oldest } }: Metrics): string {
  if (count === 0 || !oldest) return "**No incident in response**";
  const since = oldest.days === 0 ? "today" : `${counted(oldest.days, "day")} ago`;
  return `**${counted(count, "incident")} in response**, ${count === 1 ? "" : "the oldest "}declared ${since}`;
}

function figures({ windows }: Metrics): string {
  const rows = windows.map(({ days, total }) => {
    const name = days === null ? "All" : `${days} days`;
    const spans = [total.durations.timeToAcknowledge, total.durations.timeToRecover, total.durations.impact];
    return `| ${[name, total.count, ...spans.map(shown)].join(" | ")} |`;
  });
  return [
    "| Window | Incidents | Time to acknowledge | Time to recover | Impact |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

/** The median with the number of values behind it; few values are listed, as a statistic of them would say nothing. */
function shown(duration: Group["durations"]["impact"] | undefined): string {
  if (!duration || duration.n === 0) return "–";
  if (duration.median !== undefined) return `median ${showSeconds(duration.median)} (n ${duration.n})`;
  return `values: ${(duration.values ?? []).map(showSeconds).join(" · ")}`;
}

/** What the run did, in a sentence. */
export function workDone({ written, unchanged, passedOver, requests, held, folder }: RunSummary): string {
  const where = folder === null ? "" : ` into ${code(folder)}, none to the wiki`;
  const passed = folder === null ? "brought up to date" : "would be brought up to date";
  const parts = [
    `${counted(written.length, "page")} written${where}, ${unchanged} unchanged`,
    `${counted(passedOver, "issue")} ${passed}`,
    `${counted(requests, "request")} to GitHub`,
    ...(held.length > 0 ? [`public pages held back: ${held.map((number) => `#${number}`).join(", ")}`] : []),
  ];
  return `${parts.join("; ")}.`;
}

/** What the warning has said already is not said again. */
function needs({ notices, unfinished }: RunSummary): string[] {
  const lines = notices
    .filter(({ text }) => text !== unfinished)
    .map(({ title, text }) => `**${inline(title)}**: ${inline(text)}`);
  return lines.length > 0 ? ["### What somebody has to see to", list(lines)] : [];
}

function leftAlone({ left }: RunSummary): string[] {
  const lines = left.map(({ name, why }) => `${inline(name)}: ${inline(why)}`);
  return lines.length > 0 ? ["Left alone in the wiki:", list(lines)] : [];
}

function list(lines: readonly string[]): string {
  const left = lines.length - mostLines;
  const shown = [...lines.slice(0, mostLines), ...(left > 0 ? [`and ${left} more`] : [])];
  return shown.map((line) => `- ${line}`).join("\n");
}

function links(wiki: string): string {
  const pages = [
    ["Incidents", pageNames.index],
    ["Metrics", pageNames.metrics],
    ["Action items", pageNames.actionItems],
    ["Learnings", pageNames.learnings],
  ] as const;
  return pages.map(([text, name]) => link(text, `${wiki}/${name}`)).join(" · ");
}
