/** Prints where a monitoring system sends its alerts, and with which token: `npm run alert-url -- SOURCE OWNER/REPO`. */
import { existsSync } from "node:fs";
import { sourceNames } from "../src/alerts/alert.ts";
import { sourceNamed } from "../src/alerts/sources.ts";
import { UserError } from "../src/error.ts";
import { alertsSecret, isRepository, type Target, tokenFor } from "../src/intake/token.ts";

const usage = "Type `npm run alert-url -- alertmanager acme/shop`, say.";

function main([source = "", repository = ""]: string[], env: NodeJS.ProcessEnv): string {
  const target = targetOf(source, repository);
  const token = tokenFor(secretOf(env), target);
  const url = `${baseOf(env)}/alerts/${target.source}/${target.owner}/${target.repo}`;
  return [
    `URL:    ${url}`,
    `Token:  ${token}`,
    `Header: Authorization: Bearer ${token}`,
    "",
    "Where no header can be set, the token goes into the URL, which is then as secret as the token:",
    `${url}/${token}`,
  ].join("\n");
}

function targetOf(name: string, repository: string): Target {
  const source = sourceNamed(name)?.name;
  if (!source)
    throw new UserError(name === "" ? usage : "No such source is known.", `Sources: ${sourceNames.join(", ")}.`);
  const [owner = "", repo = "", ...more] = repository.split("/");
  if (isRepository({ owner, repo }) && more.length === 0) return { source, owner, repo };
  throw new UserError("The repository is missing, or not written as OWNER/REPO.", usage);
}

function secretOf(env: NodeJS.ProcessEnv): string {
  const secret = alertsSecret(env);
  if (secret !== null) return secret;
  throw new UserError(
    "ALERTS_SECRET is not set, so alerts are switched off.",
    "Make one with `openssl rand -hex 32`, set it for the App and here (`.env` is read), and try again.",
  );
}

/** Where the App can be reached from outside, without a slash at the end. */
function baseOf({ PUBLIC_URL: base = "" }: NodeJS.ProcessEnv): string {
  if (base === "") return "https://YOUR-HOST";
  const protocol = URL.parse(base)?.protocol ?? "";
  if (/^https?:$/.test(protocol)) return base.replace(/\/+$/, "");
  throw new UserError(
    "PUBLIC_URL is not an http or https address.",
    "Set it as in PUBLIC_URL=https://sooner.example.com",
  );
}

try {
  if (existsSync(".env")) process.loadEnvFile();
  console.log(main(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`${error.message} ${error.remedy}`);
  process.exitCode = 1;
}
