/** Discussions in GraphQL, with their categories and comments. */
import { iso } from "../../clock.ts";
import type { Discussion, DiscussionCategory, DiscussionComment } from "../../discussion-state.ts";
import { associationOf } from "../../people.ts";
import { discussionUrl } from "../../shapes/discussion.ts";
import type { Repository } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Arguments, Fields } from "../fields.ts";
import { present } from "./actors.ts";

/** Those of a category, or all; the one that was changed last first where the arguments don't say. */
export function discussionsOf({ discussions }: Repository, args: Arguments) {
  const { field, direction } = args.orderBy ?? { field: "UPDATED_AT", direction: "DESC" };
  const key = field === "CREATED_AT" ? "createdAt" : "updatedAt";
  const sign = direction === "ASC" ? 1 : -1;
  const wanted = discussions.filter(({ category }) => args.categoryId == null || category.nodeId === args.categoryId);
  wanted.sort((a, b) => sign * (a[key] - b[key] || a.number - b.number));
  return connection(wanted, args);
}

type Text = Discussion | DiscussionComment;

const repositoryOf = (text: Text): Repository =>
  text.type === "Discussion" ? text.repository : text.discussion.repository;

const text: Fields<Text> = {
  id: (each) => each.nodeId,
  databaseId: (each) => each.id,
  url: discussionUrl,
  resourcePath: (each) => new URL(discussionUrl(each)).pathname,
  author: (each) => present(each.author),
  authorAssociation: (each) => associationOf(repositoryOf(each), each.author),
  viewerDidAuthor: (each, _, { viewer }) => each.author === viewer.person,
  body: (each) => each.body,
  bodyText: (each) => each.body,
  createdAt: (each) => iso(each.createdAt),
  publishedAt: (each) => iso(each.createdAt),
  updatedAt: (each) => iso(each.updatedAt),
  lastEditedAt: ({ edits }) => isoOrNull(edits.at(-1)?.at),
  editor: ({ edits }) => edits.at(-1)?.by ?? null,
  includesCreatedEdit: ({ edits }) => edits.length > 0,
  userContentEdits: ({ edits }, args) => connection([...edits].reverse(), args),
};

const isoOrNull = (at: number | undefined): string | null => (at === undefined ? null : iso(at));

export const discussionTables = {
  DiscussionCategory: {
    id: (category) => category.nodeId,
    name: (category) => category.name,
    slug: (category) => category.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    description: () => null,
    emoji: () => ":speech_balloon:",
    isAnswerable: () => false,
    repository: (category) => category.repository,
    createdAt: (category) => iso(category.createdAt),
    updatedAt: (category) => iso(category.createdAt),
  } satisfies Fields<DiscussionCategory>,
  Discussion: {
    ...text,
    number: (each) => each.number,
    title: (each) => each.title,
    category: (each) => each.category,
    repository: (each) => each.repository,
    comments: (each, args) => connection(each.comments, args),
    closed: () => false,
    closedAt: () => null,
    locked: () => false,
  } satisfies Fields<Discussion>,
  DiscussionComment: {
    ...text,
    discussion: (each) => each.discussion,
    isMinimized: () => false,
    replyTo: () => null,
  } satisfies Fields<DiscussionComment>,
};
