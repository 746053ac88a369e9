/** Labels over REST: the repository's, and an issue's. */
import { z } from "zod";
import { addLabels, createLabel, removeLabel } from "../acts/labels.ts";
import { notFound } from "../refusal.ts";
import { labelShape } from "../shapes/label.ts";
import { bodyOf, created, issueOf, ok, paged, param, type Route, repositoryOf } from "./route.ts";

const newLabel = z.object({
  name: z.string(),
  color: z
    .string()
    .regex(/^[0-9a-f]{6}$/i)
    .optional(),
  description: z.string().max(100).nullish(),
});
const names = z.object({
  labels: z.array(z.union([z.string(), z.object({ name: z.string() }).transform((label) => label.name)])),
});

export const labelRoutes: Route[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/labels",
    handle: (call) => paged(call, [...repositoryOf(call).labels.values()], labelShape),
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
      const label = repositoryOf(call).labels.get(param(call, "name").toLowerCase());
      if (!label) throw notFound();
      return ok(labelShape(label));
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
