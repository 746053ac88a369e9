/** The token that lets a sender in: derived from one secret, for exactly one source and one repository. */
import { createHmac } from "node:crypto";
import type { SourceName } from "../alerts/alert.ts";
import { UserError } from "../error.ts";

/** Where an address sends its alerts, which is also all that its token is good for. */
export interface Target {
  source: SourceName;
  owner: string;
  repo: string;
}

/** The token, in base64url. Upper and lower case of owner and repository make no difference. */
export function tokenFor(secret: string, { source, owner, repo }: Target): string {
  return createHmac("sha256", secret).update(`${source}/${owner}/${repo}`.toLowerCase()).digest("base64url");
}

/** Owners and repositories as GitHub names them. */
export function isRepository({ owner, repo }: { owner: string; repo: string }): boolean {
  return /^[a-z\d][a-z\d_-]{0,99}$/i.test(owner) && /^[\w.-]{1,100}$/.test(repo) && !/^\.\.?$/.test(repo);
}

/** Fewer characters could be guessed. */
const shortest = 16;

/**
 * The secret that tokens are derived from; null where alerts are switched off.
 * @throws UserError where it could be guessed in production
 */
export function alertsSecret({ ALERTS_SECRET: secret = "", NODE_ENV }: NodeJS.ProcessEnv): string | null {
  if (secret === "") return null;
  if (secret.length >= shortest || NODE_ENV !== "production") return secret;
  throw new UserError(
    `ALERTS_SECRET is shorter than ${shortest} characters, so it could be guessed.`,
    "Make a new one with `openssl rand -hex 32`. The addresses of your alerts change with it.",
  );
}
