/** Comments as REST shows them. */
import { iso } from "../clock.ts";
import type { Hub } from "../hub.ts";
import { associationOf } from "../people.ts";
import type { Comment } from "../state.ts";
import { API, accountShape } from "./account.ts";
import { appOf, appShape } from "./app.ts";
import { issueUrl } from "./issue.ts";
import { rollupShape } from "./reaction.ts";

export const commentUrl = (comment: Comment): string => `${issueUrl(comment.issue)}#issuecomment-${comment.id}`;

/** REST's `issue-comment`. */
export function commentShape(comment: Comment, hub: Hub) {
  const { issue, pin } = comment;
  const base = `${API}/repos/${issue.repository.fullName}/issues`;
  const url = `${base}/comments/${comment.id}`;
  return {
    url,
    html_url: commentUrl(comment),
    issue_url: `${base}/${issue.number}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: accountShape(comment.author),
    created_at: iso(comment.at),
    updated_at: iso(comment.updatedAt),
    body: comment.body,
    author_association: associationOf(issue.repository, comment.author),
    reactions: rollupShape(comment.reactions, url),
    performed_via_github_app: comment.viaApp ? appShape(hub, appOf(hub, comment.author)) : null,
    pin: pin && { pinned_at: iso(pin.at), pinned_by: accountShape(pin.by) },
    minimized: comment.minimized === null ? null : { reason: comment.minimized },
  };
}
