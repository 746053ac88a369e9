/** What repositories and issues are known by, in maps of ours: GitHub takes upper and lower case for the same. */
import type { IncidentRef, RepositoryRef } from "./port.ts";

/** `acme/shop`, in lower case. */
export function repositoryName({ owner, repo }: Pick<RepositoryRef, "owner" | "repo">): string {
  return `${owner}/${repo}`.toLowerCase();
}

/** `acme/shop#12`, in lower case. */
export function issueName({ number, ...repository }: IncidentRef): string {
  return `${repositoryName(repository)}#${number}`;
}
