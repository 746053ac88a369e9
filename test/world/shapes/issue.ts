/** Issues as REST shows them, pull requests among them. */
import { iso } from "../clock.ts";
import type { Hub } from "../hub.ts";
import { associationOf } from "../people.ts";
import { commentsOf, type Issue } from "../state.ts";
import { API, accountShape, SITE } from "./account.ts";
import { appOf, appShape } from "./app.ts";
import { fieldValueShape, typeShape } from "./issue-type.ts";
import { labelShape } from "./label.ts";
import { rollupShape } from "./reaction.ts";

/** Where a browser finds it. */
export const issueUrl = (issue: Issue): string =>
  `${SITE}/${issue.repository.fullName}/${issue.type === "Issue" ? "issues" : "pull"}/${issue.number}`;

const apiUrl = (issue: Issue): string => `${API}/repos/${issue.repository.fullName}/issues/${issue.number}`;

/** REST's `issue`. */
export function issueShape(issue: Issue, hub: Hub) {
  const assignees = issue.assignees.map(accountShape);
  return {
    ...addresses(issue),
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: accountShape(issue.author),
    labels: issue.labels.map(labelShape),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: commentsOf(issue).length,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : iso(issue.closedAt),
    closed_by: issue.closedBy && accountShape(issue.closedBy),
    author_association: associationOf(issue.repository, issue.author),
    active_lock_reason: null,
    body: issue.body,
    reactions: rollupShape(issue.reactions, apiUrl(issue)),
    performed_via_github_app: issue.viaApp ? appShape(hub, appOf(hub, issue.author)) : null,
    state_reason: issue.stateReason,
    ...(issue.fieldValues.length > 0 ? { issue_field_values: issue.fieldValues.map(fieldValueShape) } : {}),
    type: issue.issueType === null ? null : typeShape(issue.issueType),
    ...(issue.type === "Issue" ? familyShape(issue) : pullRequestPart(issue)),
  };
}

function addresses(issue: Issue) {
  const url = apiUrl(issue);
  return {
    url,
    repository_url: `${API}/repos/${issue.repository.fullName}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: issueUrl(issue),
  };
}

function familyShape(issue: Issue) {
  const total = issue.subIssues.length;
  const completed = issue.subIssues.filter((child) => child.state === "closed").length;
  return {
    sub_issues_summary: {
      total,
      completed,
      percent_completed: total === 0 ? 0 : Math.floor((100 * completed) / total),
    },
    issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
    ...(issue.parent ? { parent_issue_url: apiUrl(issue.parent) } : {}),
  };
}

function pullRequestPart(issue: Issue) {
  const page = issueUrl(issue);
  const merged_at = issue.merge && iso(issue.merge.at);
  const url = `${API}/repos/${issue.repository.fullName}/pulls/${issue.number}`;
  return {
    draft: false,
    pull_request: { url, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch`, merged_at },
  };
}
