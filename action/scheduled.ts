/** The run that writes the reports: wiki and GitHub in, pages and a summary out. */
import { seeToDigest } from "./digest.ts";
import { DryRun, noFiles } from "./dry-run.ts";
import type { Files } from "./files.ts";
import { Folder } from "./folder.ts";
import { Gallery } from "./gallery.ts";
import { type Gathered, gather, type ReportRun } from "./gathering.ts";
import { repositoryUrl } from "./inputs.ts";
import { type Notice, noticeOf } from "./notice.ts";
import { type Opening, openWiki } from "./opening.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { composed, drawingAhead, type Report, siteOf } from "./publication.ts";
import { type Published, publish } from "./publish.ts";
import type { Rasteriser } from "./rasterise.ts";
import { nothingRecollected, type Recollection, recollect } from "./recollect.ts";
import type { Wiki } from "./wiki.ts";
import { WikiError } from "./wiki-error.ts";

/** Reads, passes over, publishes. What the wiki lacks keeps nothing else from being done. */
export async function report(
  run: ReportRun,
  rasteriser: Rasteriser,
  opening: Promise<Opening> = openWiki(run),
): Promise<Outcome> {
  const { wiki, recollection, fault } = await recollected(await opening);
  try {
    const gallery = new Gallery(rasteriser);
    const gathered = await gather(run, recollection, drawingAhead(gallery, wiki ?? noFiles));
    const target = targetOf(run, wiki);
    const digest = await seeToDigest({
      run,
      gathered,
      site: siteOf(run, gathered),
      settled: recollection.memory?.digest,
      wiki: wiki !== null,
    });
    const settled = digest.settled;
    const report = await composed({
      ...run,
      wiki: target ?? noFiles,
      recollection,
      gathered,
      gallery,
      digest: settled,
    });
    const { published, notice } = await bringOut(report, target);
    const why = fault === null ? null : explained(fault, run, gathered);
    const notices = [...digest.notices, why, notice].filter((one) => one !== null);
    return outcomeOf(run, { gathered, report, published, digest: digest.url, notices });
  } finally {
    wiki?.close();
  }
}

interface Recollected {
  /** Null where it can't be read, with the reason. */
  wiki: Wiki | null;
  fault: unknown;
  recollection: Recollection;
}

/** What the wiki remembers. */
async function recollected({ wiki, fault }: Opening): Promise<Recollected> {
  if (!wiki) return { wiki, fault, recollection: nothingRecollected };
  try {
    return { wiki, fault, recollection: await recollect(wiki) };
  } catch (unread) {
    wiki.close();
    return { wiki: null, fault: unread, recollection: nothingRecollected };
  }
}

/** Git can't tell a wiki that is switched off from one without a page; GitHub can. */
function explained(fault: unknown, { at, inputs }: ReportRun, { opened }: Gathered): Notice {
  const isOff = fault instanceof WikiError && fault.kind === "no first page" && !opened.hasWiki;
  const notice = noticeOf(isOff ? new WikiError("off", repositoryUrl(at)) : fault, "The wiki could not be written");
  return inputs.dryRun === null ? notice : { ...notice, level: "warning" };
}

/** Where the reports go; null where they can't. */
function targetOf({ inputs, log }: ReportRun, wiki: Wiki | null): Files | null {
  return inputs.dryRun === null ? wiki : new DryRun(wiki ?? noFiles, new Folder(inputs.dryRun), log);
}

async function bringOut(
  { publishing }: Report,
  target: Files | null,
): Promise<{ published: Published | null; notice: Notice | null }> {
  if (!target) return { published: null, notice: null };
  try {
    return { published: await publish({ ...publishing, wiki: target }), notice: null };
  } catch (error) {
    return { published: null, notice: noticeOf(error, "The wiki could not be written") };
  }
}
