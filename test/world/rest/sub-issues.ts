/** Sub-issues over REST. */
import { z } from "zod";
import { addSubIssue, removeSubIssue } from "../acts/sub-issues.ts";
import { notFound } from "../refusal.ts";
import { issueShape } from "../shapes/issue.ts";
import type { Issue } from "../state.ts";
import { bodyOf, type Call, created, issueOf, ok, paged, type Route } from "./route.ts";

const child = z.object({ sub_issue_id: z.number(), replace_parent: z.boolean().default(false) });
const PATH = "/repos/{owner}/{repo}/issues/{issue}";

export const subIssueRoutes: Route[] = [
  {
    method: "GET",
    path: `${PATH}/sub_issues`,
    handle: (call) => paged(call, issueOf(call).subIssues, (issue) => issueShape(issue, call.hub)),
  },
  {
    method: "POST",
    path: `${PATH}/sub_issues`,
    handle: (call) => {
      const parent = issueOf(call);
      const { replace_parent } = bodyOf(call, child);
      addSubIssue(call.hub, call.actor, parent, childOf(call, parent), { replace: replace_parent });
      return created(issueShape(parent, call.hub));
    },
  },
  {
    method: "DELETE",
    path: `${PATH}/sub_issue`,
    handle: (call) => {
      const parent = issueOf(call);
      removeSubIssue(call.hub, call.actor, parent, childOf(call, parent));
      return ok(issueShape(parent, call.hub));
    },
  },
  {
    method: "GET",
    path: `${PATH}/parent`,
    handle: (call) => {
      const { parent } = issueOf(call);
      if (!parent) throw notFound();
      return ok(issueShape(parent, call.hub));
    },
  },
];

/** The issue of `sub_issue_id`, in any repository of the same owner. */
function childOf(call: Call, parent: Issue): Issue {
  const { sub_issue_id } = bodyOf(call, child);
  const issue = call.hub.state.nodes.get(`I_${sub_issue_id}`);
  if (issue?.type !== "Issue" || issue.repository.owner !== parent.repository.owner) throw notFound();
  return issue;
}
