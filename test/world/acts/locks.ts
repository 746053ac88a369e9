/** Locked conversations: only people who may write comment on them, and no app does, whatever its permissions. */
import { type Actor, type Hub, record } from "../hub.ts";
import { announceIssue } from "../payloads.ts";
import { demandOn, mayOn } from "../people.ts";
import { Refusal } from "../refusal.ts";
import type { Issue } from "../state.ts";

/** Locks or unlocks it; as it is already, nothing happens. */
export function setLock(hub: Hub, actor: Actor, issue: Issue, wanted: "locked" | "unlocked"): void {
  demandOn(actor, issue, "write");
  if (issue.locked === (wanted === "locked")) return;
  issue.locked = wanted === "locked";
  record(hub, issue, actor.person, { type: wanted === "locked" ? "LockedEvent" : "UnlockedEvent", issue });
  announceIssue(hub, issue, wanted, actor.person);
}

/** @throws Refusal 403 where the conversation is locked for whoever asks */
export function demandUnlocked(actor: Actor, issue: Issue): void {
  if (!issue.locked || (actor.as === "person" && mayOn(actor, issue, "write"))) return;
  throw new Refusal(403, "Unable to create comment because issue is locked.");
}
