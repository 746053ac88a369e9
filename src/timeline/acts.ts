/** Who did what when: every act on an issue whose meaning depends on what its author was to the repository then. */
import type { Actor, Association, CrossReference, ObservedIssue, Reaction, TimelineItem } from "../github/observed.ts";
import type { Instant } from "../incident/incident.ts";

export interface Act {
  who: string;
  at: Instant;
  kind: Actor["kind"];
  /** Where GitHub says it: only with what somebody wrote. */
  association: Association | null;
}

/** All acts of an issue, by time; those of `self` left out, as the App needs no standing. */
export function actsOf(issue: ObservedIssue, self: string): Act[] {
  const opened = written(issue.author, issue.createdAt, issue.association, issue.edited);
  const acts = [...opened, ...reacted(issue.reactions), ...issue.items.flatMap(actsIn)];
  return acts.filter((act) => act.who !== self).sort((a, b) => a.at - b.at);
}

function actsIn(item: TimelineItem): Act[] {
  switch (item.type) {
    case "comment":
      return [...written(item.actor, item.at, item.association, item.edited), ...reacted(item.reactions)];
    case "closed":
      return [
        did(item.actor, item.at),
        ...(item.pullRequest?.mergedBy ? [did(item.pullRequest.mergedBy, item.at)] : []),
      ];
    case "cross-referenced":
      return merged(item.source);
    default:
      return [did(item.actor, item.at)];
  }
}

function written(
  author: Actor,
  at: Instant,
  association: Association,
  edited: { at: Instant; who: Actor } | null,
): Act[] {
  const act: Act = { who: author.login, kind: author.kind, at, association };
  if (!edited) return [act];
  const editor = { who: edited.who.login, kind: edited.who.kind, at: edited.at };
  return [act, { ...editor, association: editor.who === act.who ? association : null }];
}

/** GitHub names nobody for a bot's reaction, and a bot's reaction marks no impact. */
function reacted(reactions: readonly Reaction[]): Act[] {
  return reactions.flatMap(({ who, at, content }) =>
    who && impactOf(content) ? [{ who, at, kind: "user" as const, association: null }] : [],
  );
}

/** The merging of a linked pull request; any other mention is no act on this issue. */
function merged(source: CrossReference["source"]): Act[] {
  if (!("pullRequest" in source) || !source.mergedBy || source.mergedAt === null) return [];
  return [did(source.mergedBy, source.mergedAt)];
}

function did(actor: Actor, at: Instant): Act {
  return { who: actor.login, kind: actor.kind, at, association: null };
}

/** What a reaction says about a comment's impact; null where it says nothing about it. */
export function impactOf(content: Reaction["content"]): "positive" | "negative" | "neutral" | null {
  if (content === "+1") return "positive";
  if (content === "-1") return "negative";
  return content === "confused" ? "neutral" : null;
}
