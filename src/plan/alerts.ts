/** The comments of alerts: one for each record, written when it is new, and edited as the alert goes on. */
import { type AlertRecord, recordMarker, recordsOn } from "../alerts/record.ts";
import { parentOf } from "../children.ts";
import { readOrigin } from "../origin.ts";
import type { OwnComment, Situation } from "../situation.ts";
import { alertText } from "../words/alerts.ts";
import { textLimit } from "../words/templates.ts";
import type { Change } from "./change.ts";
import { survivorOf } from "./retirement.ts";

/** Texts of the comments that are yet to be written: before all else, as the card names them. */
export function missingRecords(situation: Situation): string[] {
  const { issue, self, alerts } = situation;
  if (issue.kind !== "issue" || survivorOf(situation) !== null || parentOf(issue, self) !== null) return [];
  return alerts.filter(({ comment }) => comment === null).map((record) => bodyOf(record, situation));
}

/**
 * Changes that take over to the older issue what the younger was opened for, as long as no comment holds it; none where the
 * older was opened for the same.
 */
export function takenOver({ issue, alerts, ...situation }: Situation, survivor: number): Change[] {
  const older = issue.recent.find(({ number }) => number === survivor);
  const isSame = older !== undefined && readOrigin(older.body)?.key === readOrigin(issue.body)?.key;
  if (issue.state === "closed" || isSame) return [];
  const unwritten = alerts.filter(({ comment }) => comment === null);
  return unwritten.map((record) => ({ do: "create comment", issue: survivor, body: bodyOf(record, situation) }));
}

/** Changes that make the issue hold each record once, also where it is no incident any more: what came is not lost. */
export function planAlerts(situation: Situation, own: readonly OwnComment[]): Change[] {
  const { issue, self, alerts } = situation;
  const standing = new Map(own.map(({ comment }) => [comment.comment, comment.body]));
  const written = alerts.flatMap((record): Change[] => {
    const body = bodyOf(record, situation);
    if (!record.comment) return [{ do: "create comment", issue: issue.number, body }];
    const { id } = record.comment;
    return standing.get(id)?.trim() === body.trim() ? [] : [{ do: "edit comment", comment: id, body }];
  });
  const doubles = recordsOn(issue, self).doubles.map((comment): Change => ({ do: "delete comment", comment }));
  return [...written, ...doubles];
}

function bodyOf(
  record: AlertRecord,
  { configuration: { zone }, templates }: Pick<Situation, "configuration" | "templates">,
): string {
  const marker = `${recordMarker(record)}\n`;
  return marker + alertText({ record, zone, limit: textLimit - marker.length, templates });
}
