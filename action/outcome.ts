/** What a run says in the end: outputs for the workflow, a summary for people, and what needs somebody. */
import { openCount, overdueCount } from "../src/report/action-items-page.ts";
import { pageNames } from "../src/report/page.ts";
import { summaryOf, workDone } from "../src/report/summary.ts";
import { counted } from "../src/words/names.ts";
import type { Gathered, ReportRun } from "./gathering.ts";
import { repositoryUrl } from "./inputs.ts";
import type { Notice } from "./notice.ts";
import type { Report } from "./publication.ts";
import type { Published } from "./publish.ts";

export interface Outcome {
  outputs: Record<string, string | number | boolean>;
  /** Markdown for the job's summary. */
  summary: string;
  /** What was done, for the log. */
  line: string;
  notices: Notice[];
}

/** What a run did. */
export interface Done {
  gathered: Gathered;
  report: Report;
  /** Null where the wiki could not be written. */
  published: Published | null;
  /** Where the digest of the last week is, where this run wrote it or found it. */
  digest: string | null;
  /** Of the wiki and the digest. */
  notices: readonly Notice[];
}

/** All that there is to say of the run. */
export function outcomeOf(run: ReportRun, done: Done): Outcome {
  const { gathered, report, published } = done;
  const facts = factsOf(run, done);
  const notices = noticesOf(done, facts);
  const told = {
    metrics: report.metrics,
    openActionItems: facts.open,
    overdueActionItems: facts.overdue,
    written: published?.written ?? [],
    unchanged: published?.unchanged ?? 0,
    left: published?.remarks ?? [],
    held: report.held,
    passedOver: gathered.passed.numbers.length,
    requests: run.job.budget.requests,
    unfinished: facts.unfinished,
    wiki: facts.wiki,
    digest: done.digest,
    folder: run.inputs.dryRun,
    notices,
  };
  return { outputs: outputsOf(run, done, facts), summary: summaryOf(told), line: workDone(told), notices };
}

interface Facts {
  /** Action items that are open, and those that are overdue. */
  open: number;
  overdue: number;
  /** What the next run goes on with; null where nothing is left. */
  unfinished: string | null;
  /** The wiki's address; null where nothing was written there. */
  wiki: string | null;
}

function factsOf(run: ReportRun, { gathered, report, published }: Done): Facts {
  const records = [...gathered.reading.records.values()];
  return {
    open: openCount(records),
    overdue: overdueCount(records, run.passing.now(), report.site),
    unfinished: unfinishedIn(gathered),
    wiki: published && run.inputs.dryRun === null ? `${repositoryUrl(run.at)}/wiki` : null,
  };
}

function outputsOf(
  { inputs }: ReportRun,
  { gathered, report, published, digest }: Done,
  facts: Facts,
): Outcome["outputs"] {
  const { metrics } = report;
  return {
    incidents: metrics.windows.at(-1)?.total.count ?? 0,
    "open-incidents": metrics.open.count,
    "open-action-items": facts.open,
    "overdue-action-items": facts.overdue,
    "pages-written": published?.written.length ?? 0,
    "wiki-url": facts.wiki === null ? "" : `${facts.wiki}/${pageNames.index}`,
    "digest-url": digest ?? "",
    folder: inputs.dryRun ?? "",
    "issues-updated": gathered.passed.numbers.length,
    complete: facts.unfinished === null && published !== null,
  };
}

function noticesOf({ gathered, report, notices }: Done, { unfinished, overdue, wiki }: Facts): Notice[] {
  return [
    ...gathered.notices,
    ...report.notices,
    ...notices,
    ...(overdue > 0 ? [late(overdue, wiki)] : []),
    ...(unfinished === null ? [] : [incomplete(unfinished)]),
  ];
}

function late(overdue: number, wiki: string | null): Notice {
  const place = wiki === null ? "" : `: ${wiki}/${pageNames.actionItems}`;
  const text = `${counted(overdue, "action item")} ${overdue === 1 ? "is" : "are"} past the due date${place}`;
  return { level: "warning", title: "Action items are overdue", text };
}

function unfinishedIn({ progress: { left, reason } }: Gathered): string | null {
  if (left !== null && left.length === 0) return null;
  const what =
    left === null
      ? "The list of incidents was not read to its end"
      : `${counted(left.length, "issue")} ${left.length === 1 ? "is" : "are"} left to be read or brought up to date`;
  return `${what}${reason === null ? "" : `: ${reason}`}. What was read is kept, and the next run goes on from there.`;
}

/** A run that is not complete must not look like one that is. */
function incomplete(unfinished: string): Notice {
  return { level: "error", title: "The run is not complete", text: unfinished };
}
