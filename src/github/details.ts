/** What a read leaves out at first, as few issues need it: which of it is missed, and putting it in its place. */
import type { AnsweredChild, AnsweredItem, AnsweredReactions, AnsweredSubject, Maybe } from "./answer.ts";
import { nodesOf } from "./answer.ts";
import { actorOf } from "./facts.ts";

/** Node ids of what has to be asked for: texts without their reactions, children without their lists. */
export interface Lacking {
  texts: string[];
  children: string[];
}

/** What GitHub answers for one of them. */
export type Detail = { id: string } & (AnsweredReactions | AnsweredChild);
export type Details = ReadonlyMap<string, Detail>;

/** What an issue's facts still lack. */
export function lackingIn(subject: AnsweredSubject): Lacking {
  const items = nodesOf(subject.timelineItems);
  const texts = [subject, ...items.filter((item) => item.__typename === "IssueComment")];
  const subIssues = nodesOf(subject.subIssues);
  const known = new Set(subIssues.map(({ id }) => id));
  const mentioned = items.flatMap((item) => mentionedBy(item) ?? []).filter(({ id }) => !known.has(id));
  const children = [...subIssues, ...mentioned.filter(matters)].filter(({ labels }) => labels === undefined);
  const isTold = !texts.some(keepsReactionsQuiet);
  return {
    texts: texts.filter((text) => !text.reactions && (!isTold || isMarked(text))).map(({ id }) => id),
    children: [...new Set(children.map(({ id }) => id))],
  };
}

/** What several issues lack. */
export function together(lacking: readonly Lacking[]): Lacking {
  return { texts: lacking.flatMap(({ texts }) => texts), children: lacking.flatMap(({ children }) => children) };
}

/** The issue with what it lacked. What is known of a sub-issue is known of its mentions too. */
export function completed(subject: AnsweredSubject, details: Details): AnsweredSubject {
  const inFull = <T extends { id: string }>(part: T): T => ({ ...part, ...details.get(part.id) });
  const subIssues = nodesOf(subject.subIssues).map(inFull);
  const known = new Map(subIssues.map((child) => [child.id, child]));
  const child = (mentioned: AnsweredChild) => known.get(mentioned.id) ?? inFull(mentioned);
  return {
    ...inFull(subject),
    subIssues: { nodes: subIssues },
    timelineItems: { nodes: nodesOf(subject.timelineItems).map((item) => withMention(inFull(item), child)) },
  };
}

function withMention(item: AnsweredItem, inFull: (child: AnsweredChild) => AnsweredChild): AnsweredItem {
  const child = mentionedBy(item);
  if (!child) return item;
  return item.__typename === "MarkedAsDuplicateEvent"
    ? { ...item, duplicate: inFull(child) }
    : ({ ...item, source: inFull(child) } as AnsweredItem);
}

/** The issue that the item tells of. */
function mentionedBy(item: AnsweredItem): AnsweredChild | null {
  if (item.__typename === "CrossReferencedEvent")
    return item.source?.__typename === "PullRequest" ? null : (item.source ?? null);
  if (item.__typename === "MarkedAsDuplicateEvent")
    return item.duplicate?.__typename === "PullRequest" ? null : (item.duplicate ?? null);
  return null;
}

/** An item of the App's that had no room among the sub-issues, or what may be a duplicate. Of others the mention is enough. */
function matters({ author, stateReason }: AnsweredChild): boolean {
  return actorOf(author).kind === "bot" || stateReason === "DUPLICATE" || stateReason === "NOT_PLANNED";
}

const marks = new Set(["THUMBS_UP", "THUMBS_DOWN", "CONFUSED"]);

/** Some servers date no group, though `viewerHasReacted` tells of one: there a group without a date may hold people's marks. */
function keepsReactionsQuiet({ reactionGroups }: Text): boolean {
  return (reactionGroups ?? []).some((group) => group?.viewerHasReacted && !group.createdAt);
}

/** People's marks matter; of the App's own 🚀, whether it is newer than an edit. */
function isMarked({ reactionGroups, lastEditedAt }: Text): boolean {
  return (reactionGroups ?? []).some((group) => {
    if (group?.content === "ROCKET") return Boolean(group.viewerHasReacted && lastEditedAt);
    return Boolean(group?.createdAt && marks.has(group.content));
  });
}
type Text = AnsweredReactions & { lastEditedAt?: Maybe<string> };
