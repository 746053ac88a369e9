/** Who is passed over when: what the App asks of a queue, whatever keeps it. */
import type { Dispatch } from "../declare.ts";
import { issueName, repositoryName } from "../github/names.ts";
import type { ObservedIssue } from "../github/observed.ts";
import type { IncidentRef, RepositoryRef } from "../github/port.ts";
import type { Milliseconds } from "../incident/incident.ts";

/**
 * What a turn is for: an issue by its name, never by what happened to it; a declaration that has no issue yet; or whatever
 * is open in a repository.
 */
export type Job = Visit | (RepositoryRef & ({ dispatch: Dispatch } | { every: "open incident" }));

/** An issue by its name, and the comment that the newest hint told of: a read without it came too early. */
export type Visit = IncidentRef & { comment?: number | undefined };

export interface Queue {
  /**
   * Asks for a pass: soon, and with at most one active and one waiting for each incident. `seen` is the issue where it
   * has just been read; it serves the first pass only.
   */
  add(job: Job, seen?: ObservedIssue): void;
  /** Asks for a pass after so many milliseconds, in the place of any that was asked for in this way before; null asks for none. */
  wake(visit: IncidentRef, after: Milliseconds | null): void;
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
  const subject = "dispatch" in job ? `!${job.dispatch.delivery}` : ` ${job.every}`;
  return repositoryName(job) + subject.toLowerCase();
}
