/** A comment `Duplicate of #7` marks its issue as a duplicate. */
import { type Actor, type Hub, record } from "../hub.ts";
import { mayOn } from "../people.ts";
import type { Issue } from "../state.ts";

const DUPLICATE_OF = /^\s*duplicate of #(\d+)\s*$/im;

/** Marks both issues, where the comment says so and its author may triage. */
export function markDuplicate(hub: Hub, actor: Actor, duplicate: Issue, body: string): void {
  const canonical = duplicate.repository.issues.get(Number(DUPLICATE_OF.exec(body)?.[1]));
  if (!canonical || canonical === duplicate || !mayOn(actor, duplicate, "triage")) return;
  for (const issue of [duplicate, canonical]) {
    record(hub, issue, actor.person, { type: "MarkedAsDuplicateEvent", canonical, duplicate });
  }
}
