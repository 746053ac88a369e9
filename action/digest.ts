/** The weekly digest: written once for each week, on an issue or in a discussion of its own. */
import { GitHubError, UserError } from "../src/error.ts";
import type { Thread, Threads } from "../src/github/thread.ts";
import { writeMarker } from "../src/marker.ts";
import { digestOf } from "../src/report/digest.ts";
import { type Week, weekBefore } from "../src/report/digest-week.ts";
import type { Site } from "../src/report/page.ts";
import { digestLabel, type ThreadKind, threadKey, threadText, threadTitle } from "../src/words/digest.ts";
import type { Gathered, ReportRun } from "./gathering.ts";
import { type Notice, noticeOf } from "./notice.ts";

export interface Digesting {
  run: ReportRun;
  gathered: Gathered;
  site: Site;
  /** The last week that an earlier run has seen to, by its day. */
  settled: string | undefined;
  /** Whether there is a wiki to link to. */
  wiki: boolean;
}

export interface Digested {
  /** The last week that is seen to, for the next run; undefined where none is known to be. */
  settled: string | undefined;
  /** Where this run found or wrote the week's digest; null where it had nothing to do with one. */
  url: string | null;
  notices: Notice[];
}

/**
 * Sees to the digest of the last week, where that is not done and there is something to say; it asks GitHub for nothing
 * else. Records that are not complete wait for the next run. Never throws.
 */
export async function seeToDigest(digesting: Digesting): Promise<Digested> {
  const { run, gathered, settled } = digesting;
  const week = weekBefore(run.passing.now(), gathered.configuration);
  const text = isDue(digesting, week) ? textFor(digesting, week) : null;
  const untouched = { settled, url: null, notices: [] };
  if (text === null) return untouched;
  if (run.inputs.dryRun !== null) {
    run.log(`would write the digest of the week to ${week.day}:\n${text}`);
    return untouched;
  }
  try {
    const written = await writtenOn(digesting, week, text);
    return { settled: week.day, ...written };
  } catch (error) {
    return { ...untouched, notices: [unwritten(error)] };
  }
}

function isDue({ gathered, settled }: Digesting, { day }: Week): boolean {
  const isComplete = gathered.progress.left?.length === 0;
  return gathered.configuration.digest.on && isComplete && (settled === undefined || settled < day);
}

function textFor({ gathered, site, wiki }: Digesting, week: Week): string | null {
  return digestOf([...gathered.reading.records.values()], week, { site, wiki });
}

type Written = Pick<Digested, "url" | "notices">;

function writtenOn({ run: { job }, gathered, site }: Digesting, week: Week, text: string): Promise<Written> {
  const { configuration } = gathered;
  const key = `digest:${week.day}`;
  const body = `${writeMarker(key)}\n${text}`;
  const { category } = configuration.digest;
  const opening = (kind: ThreadKind) => ({
    title: threadTitle,
    body: threadText(kind, site.templates),
    key: threadKey,
  });
  return category === undefined
    ? told(job.issue({ label: digestLabel(configuration), ...opening("issue") }), key, body)
    : told(job.discussion({ category, ...opening("discussion") }), key, body);
}

/** Looks before it writes, and after: of two that were written at once the older one stays. */
async function told<Id>(threads: Threads<Id>, key: string, body: string): Promise<Written> {
  const thread = (await threads.find(key)) ?? (await begun(threads, key));
  const isWritten = thread.posts.length > 0;
  const isTaken = isWritten || (thread.state === "open" && (await threads.add(body)));
  if (!isTaken) return { url: null, notices: [unwanted(thread.url)] };
  const { posts } = isWritten ? thread : ((await threads.find(key)) ?? thread);
  const [oldest, ...younger] = posts;
  for (const { id } of younger) await threads.remove(id);
  return { url: oldest?.url ?? thread.url, notices: [] };
}

async function begun<Id>(threads: Threads<Id>, key: string): Promise<Thread<Id>> {
  await threads.begin();
  const thread = await threads.find(key);
  if (thread) return thread;
  throw new GitHubError("GitHub does not show yet what was begun", { status: null });
}

/** People have closed it, and may have it back. */
function unwanted(url: string): Notice {
  return {
    level: "notice",
    title: "The digest of this week was not written",
    text: `${url} is closed or locked. Reopen it to have the digest again, or write \`digest: { on: false }\` into .github/sooner.yml to hear no more of it.`,
  };
}

/** What a maintainer has to mend keeps nothing else from being done. */
function unwritten(error: unknown): Notice {
  const notice = noticeOf(error, "The weekly digest could not be written");
  return error instanceof UserError ? { ...notice, level: "warning" } : notice;
}
