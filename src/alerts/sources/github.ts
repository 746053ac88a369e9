/** GitHub's own alerts: failed runs of workflows and failed deployments, which the next success ends. */
import { z } from "zod";
import type { Configuration } from "../../config.ts";
import type { Alert } from "../alert.ts";
import { fingerprintOf, instant, link, part, prose, word } from "../fields.ts";

const repository = z.object({ full_name: z.string(), default_branch: z.string().nullish() });

/** By conclusion; a run that was cancelled, skipped or waits says nothing. */
const conclusions = {
  failure: "firing",
  timed_out: "firing",
  startup_failure: "firing",
  success: "resolved",
} as const;

const runSchema = z.object({
  action: z.literal("completed"),
  repository,
  workflow_run: z.object({
    name: word,
    path: word,
    head_branch: z.string(),
    head_repository: z.object({ full_name: z.string() }),
    conclusion: z.enum(["failure", "timed_out", "startup_failure", "success"]),
    run_number: z.number().nullish(),
    /** Of this attempt, where `created_at` is of the first. */
    run_started_at: instant,
    created_at: instant,
    updated_at: instant,
    html_url: link,
  }),
  /** Of some runs, such as those that a dispatch began, it alone knows the name. */
  workflow: part({ name: word }),
});
type Run = z.output<typeof runSchema>;

const states = { failure: "firing", error: "firing", success: "resolved" } as const;

const deploymentSchema = z.object({
  repository,
  deployment: z.object({ environment: z.string(), ref: word }),
  deployment_status: z.object({
    state: z.enum(["failure", "error", "success"]),
    description: prose,
    created_at: instant,
    log_url: link,
    target_url: link,
  }),
});
type Deployment = z.output<typeof deploymentSchema>;

/** Whether a webhook can be about an alert, before it is known what the repository's configuration names. */
export function mayAlert(name: string, payload: unknown): boolean {
  if (name === "workflow_run") return readRun(payload) !== null;
  return name === "deployment_status" && deploymentSchema.safeParse(payload).success;
}

/** What a `workflow_run` webhook says of a workflow and branch that the configuration names; null for any other. */
export function workflowAlert(payload: unknown, { alerts: { workflows } }: Configuration): Alert | null {
  const run = readRun(payload);
  const named = run && workflows.find(({ name, branches }) => isCalled(name, run) && isOn(branches, run));
  return named ? alertOfRun(run, { severity: named.severity, service: named.service ?? null }) : null;
}

/** A run of a fork is none of the repository's, whatever its branch is called. */
function readRun(payload: unknown): Run | null {
  const run = runSchema.safeParse(payload).data;
  return run && run.workflow_run.head_repository.full_name === run.repository.full_name ? run : null;
}

function isCalled(name: string, run: Run): boolean {
  const file = fileOf(run);
  return name === nameOf(run) || name === file || name === baseOf(file);
}

function nameOf({ workflow_run: run, workflow }: Run): string | null {
  return run.name ?? workflow.name;
}

/** Without the `@refs/heads/main` that some runs have behind it. */
function fileOf({ workflow_run: run }: Run): string {
  return run.path?.replace(/@.*$/s, "") ?? "";
}

function baseOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

function isOn(branches: readonly string[], { repository, workflow_run: { head_branch: branch } }: Run): boolean {
  return branches.length > 0 ? branches.includes(branch) : branch === repository.default_branch;
}

function alertOfRun(told: Run, { severity, service }: Pick<Alert, "severity" | "service">): Alert {
  const { repository, workflow_run: run } = told;
  const file = fileOf(told);
  const workflow = nameOf(told) ?? baseOf(file);
  const status = conclusions[run.conclusion];
  return {
    source: "github",
    fingerprint: fingerprintOf(repository.full_name, file || workflow, run.head_branch),
    status,
    severity,
    service,
    rule: workflow,
    title: `The workflow ${workflow} fails on ${run.head_branch}`,
    text: `${run.run_number ? `Run ${run.run_number}` : "The run"}: ${run.conclusion.replaceAll("_", " ")}.`,
    startedAt: status === "firing" ? (run.run_started_at ?? run.created_at) : null,
    endedAt: status === "resolved" ? run.updated_at : null,
    acknowledged: null,
    alerted: [],
    link: run.html_url,
    labels: { workflow, branch: run.head_branch },
  };
}

/** What a `deployment_status` webhook says of an environment that the configuration names; null for any other. */
export function deploymentAlert(payload: unknown, { alerts, services }: Configuration): Alert | null {
  const told = deploymentSchema.safeParse(payload).data;
  const named = told && alerts.deployments.find(({ environment }) => isSame(environment, told.deployment.environment));
  if (!told || !named) return null;
  const [service] =
    Object.entries(services).find(([, { environments }]) =>
      environments.some((environment) => isSame(environment, told.deployment.environment)),
    ) ?? [];
  return alertOfDeployment(told, { severity: named.severity, service: named.service ?? service ?? null });
}

/** To GitHub, environments are the same in any case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function alertOfDeployment(
  { repository, deployment: { environment, ref }, deployment_status: deployed }: Deployment,
  { severity, service }: Pick<Alert, "severity" | "service">,
): Alert {
  const status = states[deployed.state];
  return {
    source: "github",
    fingerprint: fingerprintOf(repository.full_name, environment.toLowerCase()),
    status,
    severity,
    service,
    rule: environment,
    title: `The deployment to ${environment} fails`,
    text: deployed.description ?? (ref ? `Of ${ref}.` : ""),
    startedAt: status === "firing" ? deployed.created_at : null,
    endedAt: status === "resolved" ? deployed.created_at : null,
    acknowledged: null,
    alerted: [],
    link: deployed.log_url ?? deployed.target_url,
    labels: { environment },
  };
}
