/** An issue whose repository has shipped something, for tests of what changed. */
import { readConfiguration } from "../../src/config.ts";
import type { MergedPullRequest, ObservedDeployment, ObservedIssue } from "../../src/github/observed.ts";
import { issueWith } from "../plan/situation.ts";
import { at } from "../words/reference.ts";

const sha = "4b1d0c5a9e8f7061524334251607f8e9a5c0d1b4";

/** A deployment of main to production by greg, which succeeded two minutes after it was made, at so many minutes. */
export function deployed(id: number, minutes: number, more: Partial<ObservedDeployment> = {}): ObservedDeployment {
  return {
    id,
    environment: "production",
    ref: "main",
    sha,
    creator: { login: "greg", kind: "user" },
    createdAt: at(minutes),
    outcome: "success",
    outcomeAt: at(minutes + 2),
    url: `https://github.com/acme/shop/actions/runs/${id}`,
    ...more,
  };
}

/** A pull request of cathy's, merged at so many minutes. */
export function merged(number: number, minutes: number, title = `Change ${number}`): MergedPullRequest {
  const url = `https://github.com/acme/shop/pull/${number}`;
  return { number, title, url, author: { login: "cathy", kind: "user" }, mergedAt: at(minutes) };
}

/** The reference case's issue, with what was shipped; null where that may not be seen. */
export function shipping(
  deployments: ObservedDeployment[] | null,
  pullRequests: MergedPullRequest[] | null = [],
  more: Partial<ObservedIssue> = {},
): ObservedIssue {
  const issue = issueWith(more);
  return { ...issue, repository: { ...issue.repository, deployments, merged: pullRequests } };
}

export function configured(text: string) {
  const { configuration, problems } = readConfiguration(text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return configuration;
}
