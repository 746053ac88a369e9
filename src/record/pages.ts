/** A recorded person's pages: records of earlier versions tell of the first alone. */
import type { IncidentRecord } from "./record.ts";

type RecordedPerson = IncidentRecord["people"][number];
export type RecordedPage = NonNullable<RecordedPerson["pages"]>[number];

/** Every time that the person was called in, oldest first; none where nobody did. */
export function pagesOf({ pages, pagedAt, pagedBy, reachedAt }: RecordedPerson): RecordedPage[] {
  if (pages) return pages;
  if (pagedAt === undefined) return [];
  return [{ at: pagedAt, by: pagedBy ?? "somebody", ...(reachedAt === undefined ? {} : { reachedAt }) }];
}
