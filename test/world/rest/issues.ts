/** Issues over REST: list, open, read, change. */
import { z } from "zod";
import { createIssue, updateIssue } from "../acts/issues.ts";
import { setLock } from "../acts/locks.ts";
import { instantOf } from "../clock.ts";
import { sees } from "../people.ts";
import { restLogin } from "../shapes/account.ts";
import { issueShape } from "../shapes/issue.ts";
import type { Issue } from "../state.ts";
import { fieldSetting } from "./issue-fields.ts";
import {
  type Answer,
  bodyOf,
  type Call,
  created,
  issueOf,
  nothing,
  ok,
  paged,
  param,
  type Route,
  readableOf,
  repositoryOf,
} from "./route.ts";

const labelName = z.union([z.string(), z.object({ name: z.string() }).transform((label) => label.name)]);
const title = z.union([z.string(), z.number().transform(String)]);

const newIssue = z.object({
  title,
  body: z.string().nullish(),
  labels: z.array(labelName).default([]),
  assignees: z.array(z.string()).default([]),
  type: z.string().nullish(),
  issue_field_values: z.array(fieldSetting).default([]),
});

const patch = z.object({
  title: title.optional(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]).optional(),
  state_reason: z.enum(["completed", "not_planned", "duplicate", "reopened"]).nullish(),
  labels: z.array(labelName).optional(),
  assignees: z.array(z.string()).optional(),
  type: z.string().nullish(),
  issue_field_values: z.array(fieldSetting).optional(),
});

const LOCK = "/repos/{owner}/{repo}/issues/{issue}/lock";

export const issueRoutes: Route[] = [
  { method: "GET", path: "/repos/{owner}/{repo}/issues", handle: list },
  { method: "POST", path: "/repos/{owner}/{repo}/issues", handle: open },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/issues/{issue}",
    handle: (call) => movedTo(call) ?? ok(issueShape(issueOf(call), call.hub)),
  },
  { method: "PATCH", path: "/repos/{owner}/{repo}/issues/{issue}", handle: update },
  { method: "PUT", path: LOCK, handle: (call) => locking(call, "locked") },
  { method: "DELETE", path: LOCK, handle: (call) => locking(call, "unlocked") },
];

/** Where an issue that was transferred is now; null for any other. */
function movedTo(call: Call): Answer | null {
  const issue = repositoryOf(call).moved.get(Number(param(call, "issue")));
  if (!issue || !sees(call.actor, issue.repository)) return null;
  const { pathname } = new URL(issueShape(issue, call.hub).url);
  const url = call.address.replace(/\/repos\/.*$/, pathname);
  return { status: 301, headers: { location: url }, body: { message: "Moved Permanently", url } };
}

function locking(call: Call, wanted: "locked" | "unlocked"): Answer {
  setLock(call.hub, call.actor, issueOf(call), wanted);
  return nothing;
}

function open(call: Call): Answer {
  const { title, body, labels, assignees, type, issue_field_values: fieldValues } = bodyOf(call, newIssue);
  const wanted = { title, body: body ?? "", labels, assignees, issueType: type ?? null, fieldValues };
  return created(issueShape(createIssue(call.hub, call.actor, repositoryOf(call), wanted, call.door), call.hub));
}

function update(call: Call): Answer {
  const issue = issueOf(call);
  const { title, body, state, state_reason, labels, assignees, type, issue_field_values } = bodyOf(call, patch);
  updateIssue(call.hub, call.actor, issue, {
    title,
    body: body === null ? "" : body,
    state,
    stateReason: state_reason ?? undefined,
    labels,
    assignees,
    issueType: type,
    fieldValues: issue_field_values,
  });
  return ok(issueShape(issue, call.hub));
}

function list(call: Call): Answer {
  const found = [...readableOf(call, "issues").issues.values()].filter((issue) => wanted(issue, call.query));
  const by = call.query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const sign = call.query.get("direction") === "asc" ? 1 : -1;
  found.sort((a, b) => sign * (a[by] - b[by] || a.number - b.number));
  return paged(call, found, (issue) => issueShape(issue, call.hub));
}

/** GitHub's filters: all of the labels, the state, who opened it, changed since. */
function wanted(issue: Issue, query: URLSearchParams): boolean {
  const state = query.get("state") ?? "open";
  const creator = query.get("creator");
  const since = query.get("since");
  const names = issue.labels.map((label) => label.name.toLowerCase());
  const labels = (query.get("labels") ?? "").split(",").filter((name) => name !== "");
  if (state !== "all" && issue.state !== state) return false;
  if (creator && restLogin(issue.author).toLowerCase() !== creator.toLowerCase()) return false;
  if (since && issue.updatedAt < instantOf(since)) return false;
  return labels.every((name) => names.includes(name.trim().toLowerCase()));
}
