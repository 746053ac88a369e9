/** Comments over REST. */
import { z } from "zod";
import { createComment, deleteComment, editComment, pinComment, unpinComment } from "../acts/comments.ts";
import { instantOf } from "../clock.ts";
import { commentShape } from "../shapes/comment.ts";
import { commentsOf } from "../state.ts";
import { bodyOf, commentOf, created, issueOf, nothing, ok, paged, type Route } from "./route.ts";

const text = z.object({ body: z.string() });
const ONE = "/repos/{owner}/{repo}/issues/comments/{comment}";
const ALL = "/repos/{owner}/{repo}/issues/{issue}/comments";

export const commentRoutes: Route[] = [
  { method: "GET", path: ONE, handle: (call) => ok(commentShape(commentOf(call), call.hub)) },
  {
    method: "PATCH",
    path: ONE,
    handle: (call) => {
      const comment = commentOf(call);
      editComment(call.hub, call.actor, comment, bodyOf(call, text).body);
      return ok(commentShape(comment, call.hub));
    },
  },
  {
    method: "DELETE",
    path: ONE,
    handle: (call) => {
      deleteComment(call.hub, call.actor, commentOf(call));
      return nothing;
    },
  },
  {
    method: "PUT",
    path: `${ONE}/pin`,
    handle: (call) => {
      const comment = commentOf(call);
      pinComment(call.hub, call.actor, comment);
      return ok(commentShape(comment, call.hub));
    },
  },
  {
    method: "DELETE",
    path: `${ONE}/pin`,
    handle: (call) => {
      unpinComment(call.actor, commentOf(call));
      return nothing;
    },
  },
  {
    method: "GET",
    path: ALL,
    handle: (call) => {
      const since = instantOf(call.query.get("since") ?? 0);
      const comments = commentsOf(issueOf(call)).filter((comment) => comment.updatedAt >= since);
      return paged(call, comments, (comment) => commentShape(comment, call.hub));
    },
  },
  {
    method: "POST",
    path: ALL,
    handle: (call) => {
      const comment = createComment(call.hub, call.actor, issueOf(call), bodyOf(call, text).body);
      return created(commentShape(comment, call.hub));
    },
  },
];
