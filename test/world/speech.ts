/** What the App says and does, as tests watch over it: comments that nobody has read, and texts of others that it touched. */
import type { Discussion, DiscussionComment } from "./discussion-state.ts";
import { type Hub, isOurs } from "./hub.ts";
import { restLogin } from "./shapes/account.ts";
import { commentUrl } from "./shapes/comment.ts";
import { discussionUrl } from "./shapes/discussion.ts";
import { issueUrl } from "./shapes/issue.ts";
import { type Comment, commentsOf, type Issue, type Repository, type State } from "./state.ts";

const issuesOf = (state: State): Issue[] =>
  [...state.repositories.values()].flatMap((repository) => [...repository.issues.values()]);

const isUnread = (comment: Comment): boolean => comment.unread && comment.pin === null;

/** What one of our bots said and no test has read since it was written or edited; a pinned comment is looked at elsewhere. */
export function unreadIn(state: State): { url: string; body: string }[] {
  const comments = issuesOf(state).flatMap(commentsOf).filter(isUnread);
  const discussions = discussionTextsOf(state).filter((text) => text.unread);
  return [
    ...comments.map((comment) => ({ url: commentUrl(comment), body: comment.body })),
    ...discussions.map((text) => ({ url: discussionUrl(text), body: text.body })),
  ];
}

const textsOf = ({ discussions }: Repository): (Discussion | DiscussionComment)[] =>
  discussions.flatMap((discussion) => [discussion, ...discussion.comments]);

const discussionTextsOf = (state: State) => [...state.repositories.values()].flatMap(textsOf);

/** The App's unread words on the issue, oldest first; read from now on. */
export function readOn(issue: Issue): string[] {
  const comments = commentsOf(issue).filter(isUnread);
  for (const comment of comments) comment.unread = false;
  return comments.map((comment) => comment.body);
}

/** A repository's discussions as a reader sees them, oldest first; read from now on. */
export function readDiscussions(repository: Repository) {
  for (const text of textsOf(repository)) text.unread = false;
  return repository.discussions.map(({ number, title, category, author, body, comments }) => ({
    number,
    title,
    category: category.name,
    author: restLogin(author),
    body,
    comments: comments.map((comment) => ({ author: restLogin(comment.author), body: comment.body })),
  }));
}

/** Texts of other people's that one of our bots has edited or deleted, each by its address; law 6 wants none. */
export function trespassesIn(hub: Hub): string[] {
  const onIssues = issuesOf(hub.state).flatMap((issue) => {
    const texts = [issue, ...commentsOf(issue)].filter((text) => isTouched(hub, text));
    const deleted = issue.timeline.filter(
      (item) => item.type === "CommentDeletedEvent" && isOurs(hub, item.actor) && !isOurs(hub, item.author),
    );
    const address = (text: Issue | Comment) => (text.type === "IssueComment" ? commentUrl(text) : issueUrl(text));
    return [...texts.map((text) => `edited ${address(text)}`), ...deleted.map(() => `deleted from ${issueUrl(issue)}`)];
  });
  const discussions = discussionTextsOf(hub.state).filter((text) => isTouched(hub, text));
  return [...onIssues, ...discussions.map((text) => `edited ${discussionUrl(text)}`)];
}

/** Whether somebody else wrote it, and one of our bots has edited it. */
const isTouched = (hub: Hub, { author, edits }: Pick<Issue, "author" | "edits">): boolean =>
  !isOurs(hub, author) && edits.some((edit) => isOurs(hub, edit.by));
