/** Pull requests: opened, and merged, which closes what they fix. */
import { type Actor, type Hub, record } from "../hub.ts";
import { announceIssue } from "../payloads.ts";
import { demand } from "../people.ts";
import { Refusal } from "../refusal.ts";
import type { Issue, Repository } from "../state.ts";
import { closeIssue, enter, newIssue } from "./issues.ts";
import { closedBy, crossReference } from "./references.ts";

export interface NewPullRequest {
  title: string;
  body: string;
  branch: string;
}

export function openPullRequest(hub: Hub, actor: Actor, repository: Repository, wanted: NewPullRequest): Issue {
  demand(actor, repository, "read", ["pull_requests"]);
  const { title, body, branch } = wanted;
  const blank = newIssue(hub, actor, repository, {
    title,
    body,
    labels: [],
    assignees: [],
    issueType: null,
    fieldValues: [],
  });
  const pullRequest: Issue = { ...blank, type: "PullRequest", nodeId: `PR_${blank.id}`, branch };
  enter(hub, pullRequest);
  crossReference(hub, pullRequest, body, actor.person);
  announceIssue(hub, pullRequest, "opened", actor.person);
  return pullRequest;
}

/** Merges it and closes the issues that its text says it fixes, in the name of who merged. */
export function mergePullRequest(hub: Hub, actor: Actor, pullRequest: Issue): void {
  demand(actor, pullRequest.repository, "write", ["contents"]);
  if (pullRequest.state === "closed") throw new Refusal(405, "Pull Request is not mergeable");
  const at = hub.clock.stamp();
  pullRequest.merge = { at, by: actor.person, sha: String(pullRequest.id).padStart(40, "0") };
  record(hub, pullRequest, actor.person, { type: "MergedEvent", pullRequest });
  closeIssue(hub, actor, pullRequest, "completed", null);
  for (const issue of closedBy(pullRequest)) {
    if (issue.state === "open") closeIssue(hub, actor, issue, "completed", pullRequest);
  }
}
