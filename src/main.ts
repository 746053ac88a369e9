/** The App as a process: its environment, its HTTP server, its start and its end. */
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createProbot, run } from "probot";
import { App } from "./app.ts";
import { belongingLabels, readConfiguration } from "./config.ts";
import { UserError } from "./error.ts";
import { githubApp } from "./github/app.ts";
import { Octokit } from "./github/octokit.ts";
import type { AlertIntake } from "./intake/endpoint.ts";
import { alertsSecret } from "./intake/token.ts";
import { createFront } from "./server.ts";
import { readTemplates } from "./templates.ts";

/** Longest wait for passes under way once the process is asked to end, in milliseconds. */
const drainWithin = 25_000;
/** Longest wait after that for answers that are on their way, in milliseconds. */
const answeredWithin = 1_000;

/** The secret that webhooks are signed with. Probot would fall back to a word that everybody knows. */
function webhookSecret(env: NodeJS.ProcessEnv): string {
  if (env.WEBHOOK_SECRET) return env.WEBHOOK_SECRET;
  if (env.NODE_ENV !== "production") return "development";
  throw new UserError(
    "WEBHOOK_SECRET is not set, so anybody could send webhooks.",
    "Set it to the secret of your GitHub App: Settings > Developer settings > GitHub Apps > your app > Webhook secret.",
  );
}

/** Logins of the other accounts that run Sooner here. */
function accountsOf(configuration: string | null): string[] {
  return readConfiguration(configuration).configuration.accounts;
}

function requirePrivateKey({ PRIVATE_KEY: key, PRIVATE_KEY_PATH: path }: NodeJS.ProcessEnv): void {
  if (key || path || readdirSync(".").some((name) => name.endsWith(".pem"))) return;
  throw new UserError(
    "APP_ID is set, but the App's private key is not.",
    "Generate one on the App's settings page, and set PRIVATE_KEY to its text or PRIVATE_KEY_PATH to its file.",
  );
}

/** Where alerts go; null where they are switched off. */
function intakeOf(secret: string | null, env: NodeJS.ProcessEnv, app: App): AlertIntake | null {
  if (secret === null) return null;
  const signing = {
    pagerduty: secretsIn(env.ALERTS_PAGERDUTY_SECRET),
    grafana: secretsIn(env.ALERTS_GRAFANA_SECRET),
    sentry: secretsIn(env.ALERTS_SENTRY_SECRET),
  };
  return { secret, signing, take: ({ owner, repo }, alerts) => app.alert(owner, repo, alerts) };
}

/** PagerDuty makes a secret of its own for each webhook: several are set with commas between them. */
function secretsIn(text = ""): string[] {
  return text
    .split(",")
    .map((secret) => secret.trim())
    .filter((secret) => secret !== "");
}

/** What Probot's registration page left in `.env`, where there is one; what is set already stays. */
function loadEnvironment(): void {
  if (existsSync(".env")) process.loadEnvFile();
}

/** Probot would say nothing of an App that runs well. */
function logging({ NODE_ENV }: NodeJS.ProcessEnv): Pick<NodeJS.ProcessEnv, "LOG_LEVEL" | "LOG_FORMAT"> {
  return { LOG_LEVEL: "info", LOG_FORMAT: NODE_ENV === "production" ? "json" : "pretty" };
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const secret = webhookSecret(env);
  const secretOfAlerts = alertsSecret(env);
  if (!env.APP_ID) {
    env.NO_SMEE_SETUP ??= "true"; // Else Probot asks a public relay for a channel, through which all webhooks would go.
    await run(() => {}, { env });
    return;
  }
  requirePrivateKey(env);
  const probot = createProbot({ env: { ...logging(env), ...env }, overrides: { Octokit, secret } });
  await probot.ready();
  const github = githubApp({
    authenticate: (installation) => probot.auth(installation),
    labelsOf: belongingLabels,
    accountsOf,
  });
  const app = new App({ github, surroundings: { templates: readTemplates(), now: Date.now }, log: probot.log });
  const server = createFront({
    secret,
    receive: async (delivery) => app.receive(delivery),
    alerts: intakeOf(secretOfAlerts, env, app),
    health: () => app.health(),
    log: ({ status, reason, delivery, error }) =>
      probot.log[status < 400 ? "info" : "warn"]({ status, delivery, err: error }, reason),
  });
  const { PORT: port = "3000", HOST: host = "localhost" } = env;
  server.listen(Number(port), host, () => probot.log.info({ host, port }, "Listening."));
  const end = () => {
    const closed = once(server.close(), "close");
    setTimeout(() => process.exit(1), drainWithin).unref();
    const answered = () => Promise.race([closed, sleep(answeredWithin)]);
    app
      .drain()
      .then(answered)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once("SIGTERM", end).once("SIGINT", end);
  await startWhenPossible(app, (error) => probot.log.warn({ err: error }, "GitHub can't be reached; trying again."));
}

/** Time between two tries to start, in milliseconds. Webhooks are taken all the while. */
const tryAgainAfter = 30_000;

async function startWhenPossible(app: App, failed: (error: unknown) => void): Promise<void> {
  try {
    await app.start();
  } catch (error) {
    failed(error);
    await new Promise((resolve) => setTimeout(resolve, tryAgainAfter));
    await startWhenPossible(app, failed);
  }
}

loadEnvironment();
main(process.env).catch((error: unknown) => {
  const remedy = error instanceof UserError ? ` ${error.remedy}` : "";
  console.error(`${error instanceof Error ? error.message : String(error)}${remedy}`);
  process.exitCode = 1;
});
