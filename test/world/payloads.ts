/** What happened, as the webhooks tell it; the payload is made at once, so that it shows things as they were then. */
import type { Hub } from "./hub.ts";
import type { IssueField } from "./organization-state.ts";
import type { ProjectItem } from "./project-state.ts";
import { commentShape } from "./shapes/comment.ts";
import { deploymentShape, deploymentStatusShape } from "./shapes/deployment.ts";
import { issueShape } from "./shapes/issue.ts";
import { labelShape } from "./shapes/label.ts";
import { projectItemPayload } from "./shapes/project.ts";
import { pullRequestShape } from "./shapes/pull-request.ts";
import { repositoryShape } from "./shapes/repository.ts";
import type { Comment, Deployment, DeploymentStatus, Issue, Label, Person, Repository } from "./state.ts";

type More = () => object;
const nothing: More = () => ({});

/** `issues` or `pull_request`, as it is one or the other. */
export function announceIssue(hub: Hub, issue: Issue, action: string, sender: Person, more: More = nothing): void {
  const { repository } = issue;
  if (issue.type === "Issue") {
    const payload = () => ({ issue: issueShape(issue, hub), ...more() });
    hub.emit({ event: "issues", action, repository, sender, payload });
    return;
  }
  const payload = () => ({ number: issue.number, pull_request: pullRequestShape(issue, hub), ...more() });
  hub.emit({ event: "pull_request", action, repository, sender, payload });
}

export function announceComment(
  hub: Hub,
  comment: Comment,
  action: string,
  sender: Person,
  more: More = nothing,
): void {
  const { issue } = comment;
  const payload = () => ({ issue: issueShape(issue, hub), comment: commentShape(comment, hub), ...more() });
  hub.emit({ event: "issue_comment", action, repository: issue.repository, sender, payload });
}

/** A value of an organisation's issue field, set or emptied. */
export function announceField(hub: Hub, issue: Issue, field: IssueField, sender: Person): void {
  const emptied = !issue.fieldValues.some((value) => value.field === field);
  announceIssue(hub, issue, emptied ? "field_removed" : "field_added", sender, () => ({
    issue_field: { id: field.id, name: field.name, field_type: field.dataType },
  }));
}

/** A label that was called otherwise. */
export function announceLabel(hub: Hub, label: Label, sender: Person, from: string): void {
  const payload = () => ({ label: labelShape(label), changes: { name: { from } } });
  hub.emit({ event: "label", action: "edited", repository: label.repository, sender, payload });
}

export function announceDeployment(hub: Hub, deployment: Deployment, sender: Person): void {
  const payload = () => ({ deployment: deploymentShape(deployment), workflow: null, workflow_run: null });
  hub.emit({ event: "deployment", action: "created", repository: deployment.repository, sender, payload });
}

export function announceDeploymentStatus(hub: Hub, status: DeploymentStatus, sender: Person): void {
  const { deployment } = status;
  const payload = () => ({
    deployment: deploymentShape(deployment),
    deployment_status: deploymentStatusShape(status),
  });
  hub.emit({ event: "deployment_status", action: "created", repository: deployment.repository, sender, payload });
}

/** Both sides of a link between issues: `sub_issue_added` and `parent_issue_added`, or the removals. */
export function announceSubIssue(
  hub: Hub,
  change: "added" | "removed",
  parent: Issue,
  child: Issue,
  sender: Person,
): void {
  const payload = () => ({
    sub_issue_id: child.id,
    sub_issue: issueShape(child, hub),
    sub_issue_repo: repositoryShape(child.repository),
    parent_issue_id: parent.id,
    parent_issue: issueShape(parent, hub),
    parent_issue_repo: repositoryShape(parent.repository),
  });
  hub.emit({ event: "sub_issues", action: `sub_issue_${change}`, repository: parent.repository, sender, payload });
  hub.emit({ event: "sub_issues", action: `parent_issue_${change}`, repository: child.repository, sender, payload });
}

/** An event of the organisation, to its installation where that may read projects. */
export function announceProjectItem(
  hub: Hub,
  item: ProjectItem,
  action: string,
  sender: Person,
  more: More = nothing,
): void {
  const { owner } = item.project;
  const installation = [...hub.state.installations.values()].find(({ account }) => account === owner);
  if ((installation?.permissions.organization_projects ?? "none") === "none" || !installation) return;
  const payload = () => ({ projects_v2_item: projectItemPayload(item), ...more() });
  hub.emit({ event: "projects_v2_item", action, installation, sender, payload });
}

/** A `repository_dispatch`: its action is the name that the sender chose. */
export function announceDispatch(
  hub: Hub,
  repository: Repository,
  sender: Person,
  type: string,
  clientPayload: object,
): void {
  const payload = () => ({ branch: "main", client_payload: clientPayload });
  hub.emit({ event: "repository_dispatch", action: type, repository, sender, payload });
}

/** A push of one commit to the default branch. */
export function announcePush(
  hub: Hub,
  repository: Repository,
  sender: Person,
  paths: { added: string[]; modified: string[] },
): void {
  const sha = "d".repeat(40);
  const author = { name: sender.login, email: `${sender.login}@example.org`, username: sender.login };
  const commit = { id: sha, message: "Update", author, committer: author, ...paths, removed: [] };
  const payload = () => ({
    ref: "refs/heads/main",
    before: "a".repeat(40),
    after: sha,
    created: false,
    deleted: false,
    forced: false,
    commits: [commit],
    head_commit: commit,
    pusher: { name: author.name, email: author.email },
  });
  hub.emit({ event: "push", repository, sender, payload });
}
