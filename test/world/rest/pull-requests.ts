/** Pull requests over REST: opened, read, merged. */
import { z } from "zod";
import { mergePullRequest, openPullRequest } from "../acts/pull-requests.ts";
import { notFound } from "../refusal.ts";
import { pullRequestShape } from "../shapes/pull-request.ts";
import type { Issue } from "../state.ts";
import { bodyOf, type Call, created, issueOf, ok, type Route, repositoryOf } from "./route.ts";

const newPullRequest = z.object({ title: z.string(), body: z.string().default(""), head: z.string() });

export const pullRequestRoutes: Route[] = [
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/pulls",
    handle: (call) => {
      const { title, body, head } = bodyOf(call, newPullRequest);
      const pullRequest = openPullRequest(call.hub, call.actor, repositoryOf(call), { title, body, branch: head });
      return created(pullRequestShape(pullRequest, call.hub));
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/pulls/{issue}",
    handle: (call) => ok(pullRequestShape(pullRequestOf(call), call.hub)),
  },
  {
    method: "PUT",
    path: "/repos/{owner}/{repo}/pulls/{issue}/merge",
    handle: (call) => {
      const pullRequest = pullRequestOf(call);
      mergePullRequest(call.hub, call.actor, pullRequest);
      return ok({ sha: pullRequest.merge?.sha, merged: true, message: "Pull Request successfully merged" });
    },
  },
];

function pullRequestOf(call: Call): Issue {
  const issue = issueOf(call);
  if (issue.type !== "PullRequest") throw notFound();
  return issue;
}
