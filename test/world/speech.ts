/** What the App says and does, as tests watch over it: comments that nobody has read, and texts of others that it touched. */
import { type Hub, isOurs } from "./hub.ts";
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

/** Texts of other people's that one of our bots has edited or deleted, each by its address; law 6 wants none. */
export function trespassesIn(hub: Hub): string[] {
  return issuesOf(hub.state).flatMap((issue) => {
    const texts = [issue, ...commentsOf(issue)].filter((text) => !isOurs(hub, text.author));
    const edited = texts.filter((text) => text.edits.some((edit) => isOurs(hub, edit.by)));
    const deleted = issue.timeline.filter(
      (item) => item.type === "CommentDeletedEvent" && isOurs(hub, item.actor) && !isOurs(hub, item.author),
    );
    const address = (text: Issue | Comment) => (text.type === "IssueComment" ? commentUrl(text) : issueUrl(text));
    return [
      ...edited.map((text) => `edited ${address(text)}`),
      ...deleted.map(() => `deleted from ${issueUrl(issue)}`),
    ];
  });
}
