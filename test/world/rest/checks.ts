/** Check runs over REST: made by apps alone. */
import { z } from "zod";
import type { CheckRun } from "../check-state.ts";
import { freshIds } from "../hub.ts";
import { demand, forbidden } from "../people.ts";
import { invalid } from "../refusal.ts";
import { checkShape } from "../shapes/check.ts";
import { type Answer, bodyOf, type Call, created, type Route, repositoryOf } from "./route.ts";

const annotation = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().optional(),
});

const newCheck = z.object({
  name: z.string(),
  head_sha: z.string(),
  status: z.enum(["queued", "in_progress", "completed"]).default("queued"),
  conclusion: z.string().optional(),
  output: z
    .object({
      title: z.string(),
      summary: z.string().max(65_535),
      annotations: z.array(annotation).max(50).default([]),
    })
    .optional(),
});

export const checkRoutes: Route[] = [{ method: "POST", path: "/repos/{owner}/{repo}/check-runs", handle: make }];

function make(call: Call): Answer {
  const { hub, actor } = call;
  const repository = repositoryOf(call);
  if (actor.as === "person") throw forbidden(actor);
  demand(actor, repository, "write", ["checks"]);
  const { name, head_sha: sha, status, conclusion, output } = bodyOf(call, newCheck);
  if (!/^[0-9a-f]{40}$/.test(sha)) throw invalid("CheckRun", "head_sha", "custom", `No commit found for SHA: ${sha}`);
  const check: CheckRun = {
    ...freshIds(hub, "CR", actor.person),
    repository,
    name,
    sha,
    status: conclusion === undefined ? status : "completed",
    conclusion: conclusion ?? null,
    title: output?.title ?? null,
    summary: output?.summary ?? null,
    annotations: output?.annotations ?? [],
    at: hub.clock.stamp(),
  };
  repository.checks.push(check);
  return created(checkShape(check, hub));
}
