/** Pull requests as REST's `pulls` and the `pull_request` webhook show them. */
import { iso } from "../clock.ts";
import type { Hub } from "../hub.ts";
import { commentsOf, type Issue } from "../state.ts";
import { API, accountShape } from "./account.ts";
import { issueShape, issueUrl } from "./issue.ts";
import { repositoryShape } from "./repository.ts";

/** REST's `pull-request`. */
export function pullRequestShape(pullRequest: Issue, hub: Hub) {
  const { merge } = pullRequest;
  const { labels, user, assignee, assignees, author_association } = issueShape(pullRequest, hub);
  return {
    ...addresses(pullRequest),
    id: pullRequest.id,
    node_id: pullRequest.nodeId,
    number: pullRequest.number,
    state: pullRequest.state,
    locked: pullRequest.locked,
    title: pullRequest.title,
    user,
    body: pullRequest.body,
    labels,
    milestone: null,
    created_at: iso(pullRequest.createdAt),
    updated_at: iso(pullRequest.updatedAt),
    closed_at: pullRequest.closedAt === null ? null : iso(pullRequest.closedAt),
    merged_at: merge && iso(merge.at),
    merge_commit_sha: merge?.sha ?? null,
    assignee,
    assignees,
    requested_reviewers: [],
    requested_teams: [],
    head: branchShape(pullRequest, pullRequest.branch ?? "change"),
    base: branchShape(pullRequest, "main"),
    author_association,
    auto_merge: null,
    draft: false,
    merged: merge !== null,
    mergeable: merge === null ? true : null,
    mergeable_state: "clean",
    merged_by: merge && accountShape(merge.by),
    comments: commentsOf(pullRequest).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  };
}

function branchShape(pullRequest: Issue, ref: string) {
  const { repository } = pullRequest;
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha: "c".repeat(40),
    user: accountShape(repository.owner),
    repo: repositoryShape(repository),
  };
}

function addresses(pullRequest: Issue) {
  const repository = `${API}/repos/${pullRequest.repository.fullName}`;
  const url = `${repository}/pulls/${pullRequest.number}`;
  const issue_url = `${repository}/issues/${pullRequest.number}`;
  const html_url = issueUrl(pullRequest);
  const statuses_url = `${repository}/statuses/${"c".repeat(40)}`;
  const links = {
    self: url,
    html: html_url,
    issue: issue_url,
    comments: `${issue_url}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repository}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: statuses_url,
  };
  return {
    url,
    html_url,
    diff_url: `${html_url}.diff`,
    patch_url: `${html_url}.patch`,
    issue_url,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}
