/** Issues, pull requests and labels in GraphQL. */
import { closersOf } from "../../acts/references.ts";
import { iso } from "../../clock.ts";
import { sees } from "../../people.ts";
import { API } from "../../shapes/account.ts";
import { issueUrl } from "../../shapes/issue.ts";
import { commentsOf, type Issue, type Label } from "../../state.ts";
import { connection } from "../connection.ts";
import type { Fields } from "../fields.ts";
import { present } from "./actors.ts";
import { written } from "./comments.ts";
import { itemsOf } from "./project-access.ts";
import { timelineItems } from "./timeline.ts";

const thread: Fields<Issue> = {
  ...written,
  number: (issue) => issue.number,
  title: (issue) => issue.title,
  url: issueUrl,
  resourcePath: (issue) => new URL(issueUrl(issue)).pathname,
  createdAt: (issue) => iso(issue.createdAt),
  publishedAt: (issue) => iso(issue.createdAt),
  closed: (issue) => issue.state === "closed",
  closedAt: (issue) => issue.closedAt && iso(issue.closedAt),
  locked: (issue) => issue.locked,
  activeLockReason: () => null,
  labels: (issue, args) => connection(issue.labels, args),
  assignees: (issue, args) => connection(issue.assignees, args),
  comments: (issue, args) => connection(commentsOf(issue), args),
  timelineItems,
};

export const issueTables = {
  Issue: {
    ...thread,
    state: (issue) => issue.state.toUpperCase(),
    stateReason: (issue) => issue.stateReason?.toUpperCase() ?? null,
    isPinned: () => false,
    closedByPullRequestsReferences: (issue, args, { viewer }) => {
      const all = closersOf(issue).filter(({ repository }) => sees(viewer, repository));
      return connection(args.includeClosedPrs ? all : all.filter(({ state }) => state === "open"), args);
    },
    projectItems: itemsOf,
    parent: (issue) => issue.parent,
    subIssues: (issue, args) => connection(issue.subIssues, args),
    subIssuesSummary: ({ subIssues }) => {
      const completed = subIssues.filter((child) => child.state === "closed").length;
      const percentCompleted = subIssues.length === 0 ? 0 : Math.floor((100 * completed) / subIssues.length);
      return { total: subIssues.length, completed, percentCompleted };
    },
  } satisfies Fields<Issue>,
  PullRequest: {
    ...thread,
    state: (issue) => (issue.merge ? "MERGED" : issue.state.toUpperCase()),
    merged: (issue) => issue.merge !== null,
    mergedAt: (issue) => issue.merge && iso(issue.merge.at),
    mergeCommit: (issue) => issue.merge && { id: `C_${issue.merge.sha}`, oid: issue.merge.sha },
    mergedBy: (issue) => issue.merge && present(issue.merge.by),
    files: ({ files, nodeId }, args) =>
      connection(
        files.map((path) => ({
          nodeId: `${nodeId}:${path}`,
          path,
          additions: 1,
          deletions: 0,
          changeType: "MODIFIED",
        })),
        args,
      ),
    isDraft: () => false,
    headRefName: (issue) => issue.branch,
    baseRefName: () => "main",
  } satisfies Fields<Issue>,
  Label: {
    id: (label) => label.nodeId,
    name: (label) => label.name,
    color: (label) => label.color,
    description: (label) => label.description,
    isDefault: () => false,
    createdAt: (label) => iso(label.createdAt),
    updatedAt: (label) => iso(label.createdAt),
    repository: (label) => label.repository,
    url: (label) => `${API}/repos/${label.repository.fullName}/labels/${encodeURIComponent(label.name)}`,
  } satisfies Fields<Label>,
};
