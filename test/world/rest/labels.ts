/** Labels over REST: the repository's, and an issue's. */
import { z } from "zod";
import { addLabels, createLabel, removeLabel, renameLabel } from "../acts/labels.ts";
import { notFound } from "../refusal.ts";
import { labelShape } from "../shapes/label.ts";
import { bodyOf, created, issueOf, ok, paged, param, type Route, readableOf, repositoryOf } from "./route.ts";

const newLabel = z.object({
  name: z.string(),
  color: z
    .string()
    .regex(/^[0-9a-f]{6}$/i)
    .optional(),
  description: z.string().max(100).nullish(),
});
const renaming = z.object({ new_name: z.string() });
const names = z.object({
  labels: z.array(z.union([z.string(), z.object({ name: z.string() }).transform((label) => label.name)])),
});

export const labelRoutes: Route[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/labels",
    handle: (call) => paged(call, [...readableOf(call, "issues", "pull_requests").labels.values()], labelShape),
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/labels",
    handle: (call) =>
      created(labelShape(createLabel(call.hub, call.actor, repositoryOf(call), bodyOf(call, newLabel)))),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/labels/{name}",
    handle: (call) => {
      const label = readableOf(call, "issues", "pull_requests").labels.get(param(call, "name").toLowerCase());
      if (!label) throw notFound();
      return ok(labelShape(label));
    },
  },
  {
    method: "PATCH",
    path: "/repos/{owner}/{repo}/labels/{name}",
    handle: (call) => {
      const { new_name } = bodyOf(call, renaming);
      return ok(labelShape(renameLabel(call.hub, call.actor, repositoryOf(call), param(call, "name"), new_name)));
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/issues/{issue}/labels",
    handle: (call) => paged(call, issueOf(call).labels, labelShape),
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/issues/{issue}/labels",
    handle: (call) => {
      const issue = issueOf(call);
      addLabels(call.hub, call.actor, issue, bodyOf(call, names).labels);
      return ok(issue.labels.map(labelShape));
    },
  },
  {
    method: "DELETE",
    path: "/repos/{owner}/{repo}/issues/{issue}/labels/{name}",
    handle: (call) => {
      const issue = issueOf(call);
      removeLabel(call.hub, call.actor, issue, param(call, "name"));
      return ok(issue.labels.map(labelShape));
    },
  },
];
