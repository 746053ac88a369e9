/** Comments in GraphQL, and what they share with issues: author, edits. */
import { iso } from "../../clock.ts";
import { associationOf } from "../../people.ts";
import { commentUrl } from "../../shapes/comment.ts";
import type { Comment, Edit, Issue } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Fields } from "../fields.ts";
import { present } from "./actors.ts";
import { reactable } from "./reactions.ts";

const repositoryOf = (text: Issue | Comment) =>
  text.type === "IssueComment" ? text.issue.repository : text.repository;

/** The fields of everything that somebody writes. */
export const written: Fields<Issue | Comment> = {
  ...reactable,
  id: (text) => text.nodeId,
  databaseId: (text) => text.id,
  fullDatabaseId: (text) => String(text.id),
  repository: repositoryOf,
  body: (text) => text.body,
  bodyText: (text) => text.body,
  author: (text) => present(text.author),
  authorAssociation: (text) => associationOf(repositoryOf(text), text.author),
  editor: (text) => last(text.edits, (edit) => present(edit.by)),
  lastEditedAt: (text) => last(text.edits, (edit) => iso(edit.at)),
  includesCreatedEdit: (text) => text.edits.length > 0,
  updatedAt: (text) => iso(text.updatedAt),
  userContentEdits: (text, args) => connection([...text.edits].reverse(), args),
  viewerDidAuthor: (text, _, context) => text.author === context.viewer.person,
};

function last<T>(edits: readonly Edit[], of: (edit: Edit) => T): T | null {
  const edit = edits.at(-1);
  return edit ? of(edit) : null;
}

export const commentTables = {
  IssueComment: {
    ...written,
    url: commentUrl,
    createdAt: (comment) => iso(comment.at),
    publishedAt: (comment) => iso(comment.at),
    issue: (comment) => comment.issue,
    pullRequest: (comment) => (comment.issue.type === "PullRequest" ? comment.issue : null),
    isMinimized: (comment) => comment.minimized !== null,
    minimizedReason: (comment) => comment.minimized,
  } satisfies Fields<Comment>,
  UserContentEdit: {
    id: (edit) => edit.nodeId,
    createdAt: (edit) => iso(edit.at),
    editedAt: (edit) => iso(edit.at),
    updatedAt: (edit) => iso(edit.at),
    editor: (edit) => present(edit.by),
    diff: (edit) => edit.from,
    deletedAt: () => null,
    deletedBy: () => null,
  } satisfies Fields<Edit>,
};
