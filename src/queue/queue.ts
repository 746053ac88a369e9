/** Who is passed over when: what the App asks of a queue, whatever keeps it. */
import type { Dispatch } from "../declare.ts";
import { issueName, repositoryName } from "../github/names.ts";
import type { ObservedIssue } from "../github/observed.ts";
import type { IncidentRef, RepositoryRef } from "../github/port.ts";
import type { Instant } from "../incident/incident.ts";

/**
 * What a turn is for: an issue by its name, never by what happened to it; a declaration that has no issue yet; whatever is
 * unsettled in a repository, or has changed of that since the last look; a commit whose configuration is to be checked; or
 * what a node of GitHub's stands for.
 */
export type Job = Visit | (RepositoryRef & ({ dispatch: Dispatch } | { every: Every } | { check: string })) | Located;

/** Which incidents of a repository are due. */
export type Every = "unsettled incident" | "changed incident";

/** An item of a project board, of which a webhook tells no more than its issue's node id. */
export interface Located {
  installation: number;
  node: string;
}

/** An issue by its name, and the comment that the newest hint told of: a read without it came too early. */
export type Visit = IncidentRef & { comment?: number | undefined };

export interface Queue {
  /**
   * Asks for a pass: soon, and with at most one active and one waiting for each incident. `seen` is the issue where it
   * has just been read; it serves the first pass only.
   */
  add(job: Job, seen?: ObservedIssue): void;
  /** Asks for a pass at a time of the wall clock, in the place of any that was asked for in this way before; null asks for none. */
  wake(incident: IncidentRef, at: Instant | null): void;
  /** Resolves once nothing is active or waiting; what is asked for later is not waited for. */
  idle(): Promise<void>;
  /** Takes no more, runs what is waiting at once, and resolves when all of it is done. */
  drain(): Promise<void>;
}

/** One pass, as the queue runs it. A throw asks for another try. */
export type Pass = (job: Job, seen: ObservedIssue | undefined) => Promise<void>;

/** Names what a job is about, across all installations. */
export function keyOf(job: Job): string {
  if ("number" in job) return issueName(job);
  if ("node" in job) return `node ${job.node}`;
  if ("check" in job) return `${repositoryName(job)} check ${job.check}`;
  const subject = "dispatch" in job ? `!${job.dispatch.delivery}` : ` ${job.every}`;
  return repositoryName(job) + subject.toLowerCase();
}
