/** Judges every act that has not been judged yet: what was its author to the repository? Asks GitHub only for those. */

import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import { keepOnly, type Memory, recall, remember } from "./memory.ts";
import { type Act, actsOf } from "./timeline/acts.ts";

const members = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/**
 * The memory with every act on the issue judged. An act judged before keeps its judgement, whatever has become of the
 * person; a new one is judged by what the person is to the repository now.
 */
export async function judgeActs(github: GitHub, issue: ObservedIssue, self: string, memory: Memory): Promise<Memory> {
  const acts = actsOf(issue, self);
  const allowed = allowedBefore(issue, self);
  const known = acts.reduce(
    (sum, act) => (allowed.has(keyOf(act)) ? remember(sum, act.who, act.at, "triage") : sum),
    memory,
  );
  const unjudged = acts.filter((act) => act.kind === "user" && !recall(known, act.who, act.at));
  const standings = await standingsOf(github, issue, unjudged, acts);
  const judged = unjudged.reduce(
    (sum, act) => remember(sum, act.who, act.at, standings.get(act.who) ?? "outsider"),
    known,
  );
  return keepOnly(
    judged,
    acts.filter(({ kind }) => kind === "user"),
  );
}

/**
 * The App's own 🚀, newer than the last edit, says that the author was allowed: it outlives a lost card. One of the same
 * second as the edit may be meant for the words before. One that may be another bot's proves nothing.
 */
function allowedBefore(issue: ObservedIssue, self: string): Set<string> {
  const keys = new Set<string>();
  for (const item of issue.items) {
    if (item.type !== "comment" || !item.mine.rocket || item.guessed?.rocket) continue;
    const act = { who: item.edited?.who.login ?? item.actor.login, at: item.edited?.at ?? item.at };
    const rockets = item.reactions.filter(({ content, who }) => content === "rocket" && (who === null || who === self));
    const isNewer = rockets.length > 0 && rockets.every(({ at }) => at > act.at);
    if (!item.edited || isNewer) keys.add(keyOf(act));
  }
  return keys;
}

function keyOf({ who, at }: { who: string; at: number }): string {
  return `${who} ${at}`;
}

async function standingsOf(github: GitHub, issue: ObservedIssue, unjudged: readonly Act[], acts: readonly Act[]) {
  const people = [...new Set(unjudged.map(({ who }) => who))];
  const close = new Set(
    acts.filter(({ association }) => association && members.has(association)).map(({ who }) => who),
  );
  const judged = people.map(async (who) => [who, await standingOf(github, issue, who, close)] as const);
  return new Map(await Promise.all(judged));
}

/** On a public repository everybody may read: there GitHub's association, or a private membership, tells a colleague. */
async function standingOf(github: GitHub, issue: ObservedIssue, who: string, close: ReadonlySet<string>) {
  const permission = await github.permission(who);
  if (permission === "triage") return "triage" as const;
  if (close.has(who) || (issue.repository.private && permission === "read")) return "responder" as const;
  return (await github.isMember(who)) ? ("responder" as const) : ("outsider" as const);
}
