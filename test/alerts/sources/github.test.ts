/** GitHub's own alerts: failed workflows and deployments, as far as the configuration names them. */
import { describe, expect, test } from "vitest";
import { deploymentAlert, mayAlert, workflowAlert } from "../../../src/alerts/sources/github.ts";
import { defaults, readConfiguration } from "../../../src/config.ts";

const { configuration } = readConfiguration(`
services:
  login: { environments: [Production] }
alerts:
  workflows:
    - { name: Deploy, severity: sev2, service: login }
    - { name: nightly.yml, branches: [main, release] }
    - { name: .github/workflows/smoke.yml, severity: info }
  deployments:
    - { environment: production, severity: sev1 }
    - { environment: staging, service: basket }
`);

const repository = { id: 1, full_name: "acme/shop", default_branch: "main" };
const run = {
  id: 30433642,
  name: "Deploy",
  display_title: "Faster logins (#40)",
  path: ".github/workflows/deploy.yml",
  head_branch: "main",
  head_sha: "009b8a3a9ccbb128af87f9b1c0f4c62e8a304f6d",
  head_repository: { id: 1, full_name: "acme/shop" },
  event: "push",
  status: "completed",
  conclusion: "failure",
  run_number: 562,
  run_attempt: 2,
  created_at: "2026-11-20T13:40:00Z",
  run_started_at: "2026-11-20T14:02:03Z",
  updated_at: "2026-11-20T14:09:00Z",
  html_url: "https://github.com/acme/shop/actions/runs/30433642",
};

function completed(more: object = {}, action = "completed") {
  return { action, workflow_run: { ...run, ...more }, workflow: { id: 9, name: "Deploy" }, repository };
}

describe("a workflow", () => {
  test("that failed, since its last attempt began", () => {
    expect(workflowAlert(completed(), configuration)).toEqual({
      source: "github",
      fingerprint: "acme/shop/.github/workflows/deploy.yml/main",
      status: "firing",
      severity: "sev2",
      service: "login",
      rule: "Deploy",
      title: "The workflow Deploy fails on main",
      text: "Run 562: failure.",
      startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
      endedAt: null,
      acknowledged: null,
      alerted: [],
      link: "https://github.com/acme/shop/actions/runs/30433642",
      labels: { workflow: "Deploy", branch: "main" },
    });
  });

  test("whose next run succeeds: the same alert, over", () => {
    const next = {
      id: 30433700,
      run_number: 563,
      conclusion: "success",
      path: ".github/workflows/deploy.yml@refs/heads/main",
    };
    expect(workflowAlert(completed(next), configuration)).toMatchObject({
      fingerprint: "acme/shop/.github/workflows/deploy.yml/main",
      status: "resolved",
      startedAt: null,
      endedAt: Date.UTC(2026, 10, 20, 14, 9),
    });
  });

  test.each([
    ["timed_out", "firing"],
    ["startup_failure", "firing"],
    ["cancelled", null],
    ["skipped", null],
    ["neutral", null],
    ["stale", null],
    ["action_required", null],
    [null, null],
  ])("with the conclusion %s", (conclusion, status) => {
    expect(workflowAlert(completed({ conclusion }), configuration)?.status ?? null).toBe(status);
  });

  test.each([
    ["by its file", { name: "Every night", path: ".github/workflows/nightly.yml", head_branch: "release" }, "sev3"],
    ["by its path", { name: "Smoke", path: ".github/workflows/smoke.yml" }, "info"],
    ["not on another branch", { head_branch: "develop" }, undefined],
    [
      "not where its branches leave it out",
      { path: ".github/workflows/nightly.yml", name: "", head_branch: "develop" },
      undefined,
    ],
    ["not under another name", { name: "Test", path: ".github/workflows/test.yml" }, undefined],
    ["not of a fork", { head_repository: { id: 2, full_name: "mallory/shop" } }, undefined],
    ["not of a fork that is gone", { head_repository: null }, undefined],
    ["not without a branch", { head_branch: null }, undefined],
  ])("counts as configured: %s", (_what, more, severity) => {
    expect(workflowAlert(completed(more), configuration)?.severity).toBe(severity);
  });

  test("whose run doesn't know the name", () => {
    expect(workflowAlert(completed({ name: "" }), configuration)).toMatchObject({
      rule: "Deploy",
      title: "The workflow Deploy fails on main",
    });
    expect(workflowAlert({ ...completed({ name: "" }), workflow: null }, configuration)).toBeNull();
  });

  test("in an older shape, without path and attempt", () => {
    expect(workflowAlert(completed({ path: null, run_started_at: undefined }), configuration)).toMatchObject({
      fingerprint: "acme/shop/Deploy/main",
      startedAt: Date.UTC(2026, 10, 20, 13, 40),
    });
  });

  test("says nothing while it runs, nor without configuration", () => {
    expect(workflowAlert(completed({}, "requested"), configuration)).toBeNull();
    expect(workflowAlert(completed(), defaults)).toBeNull();
    expect(workflowAlert(null, configuration)).toBeNull();
  });
});

function deployed(state: string, more: object = {}) {
  return {
    action: "created",
    deployment_status: {
      id: 11,
      state,
      description: "The pods did not start",
      environment: "production",
      target_url: "https://ci.example.com/1",
      log_url: "",
      created_at: "2026-11-20T14:02:03Z",
    },
    deployment: { id: 145, ref: "main", task: "deploy", environment: "production", ...more },
    repository,
  };
}

describe("a deployment", () => {
  test("that failed, with the service of its environment", () => {
    expect(deploymentAlert(deployed("failure"), configuration)).toEqual({
      source: "github",
      fingerprint: "acme/shop/production",
      status: "firing",
      severity: "sev1",
      service: "login",
      rule: "production",
      title: "The deployment to production fails",
      text: "The pods did not start",
      startedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
      endedAt: null,
      acknowledged: null,
      alerted: [],
      link: "https://ci.example.com/1",
      labels: { environment: "production" },
    });
  });

  test("the next one that succeeds: the same alert, over", () => {
    expect(deploymentAlert(deployed("success", { id: 146, environment: "Production" }), configuration)).toMatchObject({
      fingerprint: "acme/shop/production",
      status: "resolved",
      startedAt: null,
      endedAt: Date.UTC(2026, 10, 20, 14, 2, 3),
    });
  });

  test.each([
    ["error", { environment: "staging" }, { status: "firing", severity: "sev3", service: "basket" }],
    ["failure", { environment: "preview-7" }, null],
    ["in_progress", {}, null],
    ["inactive", {}, null],
    ["pending", {}, null],
  ])("%s of %j", (state, more, told) => {
    const alert = deploymentAlert(deployed(state, more), configuration);
    if (told) expect(alert).toMatchObject(told);
    else expect(alert).toBeNull();
  });

  test("says nothing without configuration", () => {
    expect(deploymentAlert(deployed("failure"), defaults)).toBeNull();
  });
});

test("a long branch makes no long fingerprint, nor the same one as another", () => {
  const named = {
    ...configuration,
    alerts: { ...configuration.alerts, workflows: configuration.alerts.workflows.slice(0, 1) },
  };
  const of = (end: string) => {
    const branch = `${"b".repeat(240)}${end}`;
    const payload = { ...completed({ head_branch: branch }), repository: { ...repository, default_branch: branch } };
    return workflowAlert(payload, named)?.fingerprint;
  };
  expect(of("1")).toMatch(/^.{1,200}$/);
  expect(of("1")).not.toBe(of("2"));
});

test.each([
  ["workflow_run", completed(), true],
  ["workflow_run", completed({ conclusion: "success" }), true],
  ["workflow_run", completed({ conclusion: "cancelled" }), false],
  ["workflow_run", completed({}, "in_progress"), false],
  ["workflow_run", completed({ head_repository: { full_name: "mallory/shop" } }), false],
  ["deployment_status", deployed("error"), true],
  ["deployment_status", deployed("queued"), false],
  ["deployment", deployed("error"), false],
  ["workflow_job", completed(), false],
])("before the configuration is known: %s", (name, payload, may) => {
  expect(mayAlert(name, payload)).toBe(may);
});
