/** Events of GitHub's that tell of alerts, as a workflow's job finds them in its file. */

interface Event {
  name: string;
  payload: object;
}

const repository = { name: "shop", full_name: "acme/shop", owner: { login: "acme" }, default_branch: "main" };
const sender = { login: "gary", type: "User" };

/** Another program sends alerts in the generic form. */
export function dispatched(client_payload: unknown): Event {
  return { name: "repository_dispatch", payload: { action: "alert", repository, sender, client_payload } };
}

/** A run of the workflow Deploy has ended: on the main branch of the repository itself, where nothing else is said. */
export function ran(conclusion: string, changes: object = {}): Event {
  const workflow_run = {
    name: "Deploy",
    path: ".github/workflows/deploy.yml",
    head_branch: "main",
    head_repository: { full_name: "acme/shop" },
    conclusion,
    run_number: 12,
    run_started_at: "2026-03-10T16:00:00Z",
    created_at: "2026-03-10T16:00:00Z",
    updated_at: "2026-03-10T16:05:00Z",
    html_url: "https://github.com/acme/shop/actions/runs/12",
    ...changes,
  };
  return { name: "workflow_run", payload: { action: "completed", repository, sender, workflow_run } };
}

/** A deployment has got a status. */
export function deployed(state: string, environment = "production"): Event {
  const deployment = { id: 7, environment, ref: "main" };
  const deployment_status = { state, description: "", created_at: "2026-03-10T16:04:00Z", log_url: "" };
  const payload = { action: "created", repository, sender, deployment, deployment_status };
  return { name: "deployment_status", payload };
}
