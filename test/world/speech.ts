/** What the App says and does, as tests watch over it: comments that nobody has read, and texts of others that it touched. */
import type { AppIdentity } from "./hub.ts";
import { commentUrl } from "./shapes/comment.ts";
import { issueUrl } from "./shapes/issue.ts";
import { type Comment, commentsOf, type Issue, type State } from "./state.ts";

const issuesOf = (state: State): Issue[] =>
  [...state.repositories.values()].flatMap((repository) => [...repository.issues.values()]);

const isUnread = (comment: Comment): boolean => comment.unread && comment.pin === null;

/** Comments of the App's that no test has read since they were written or edited; a pinned one is looked at elsewhere. */
export const unreadIn = (state: State): Comment[] => issuesOf(state).flatMap(commentsOf).filter(isUnread);

/** The App's unread words on the issue, oldest first; read from now on. */
export function readOn(issue: Issue): string[] {
  const comments = commentsOf(issue).filter(isUnread);
  for (const comment of comments) comment.unread = false;
  return comments.map((comment) => comment.body);
}

/** Texts of other people's that the App has edited or deleted, each by its address; law 6 wants none. */
export function trespassesIn(state: State, app: AppIdentity): string[] {
  return issuesOf(state).flatMap((issue) => {
    const texts = [issue, ...commentsOf(issue)].filter((text) => text.author !== app.bot);
    const edited = texts.filter((text) => text.edits.some((edit) => edit.by === app.bot));
    const deleted = issue.timeline.filter(
      (item) => item.type === "CommentDeletedEvent" && item.actor === app.bot && item.author !== app.bot,
    );
    const address = (text: Issue | Comment) => (text.type === "IssueComment" ? commentUrl(text) : issueUrl(text));
    return [
      ...edited.map((text) => `edited ${address(text)}`),
      ...deleted.map(() => `deleted from ${issueUrl(issue)}`),
    ];
  });
}
