/** Who a request comes from: people by their tokens, the App by JWT or installation token, a job by its own. */
import { createHash, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import type { Actor, Hub } from "./hub.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Job, Repository } from "./state.ts";

const HOUR = 3_600_000;
/** How far GitHub lets clocks differ, in seconds. */
const SKEW = 60;

let pair: { publicKey: string; privateKey: string } | undefined;

/** The App's key pair as PEM: made once for all worlds of a process. */
export function keyPair(): { publicKey: string; privateKey: string } {
  pair ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return pair;
}

/** What a workflow gives its job where it asks for what the Action needs. */
const GRANTED = {
  issues: "write",
  contents: "write",
  "pull-requests": "read",
  metadata: "read",
  deployments: "read",
};

/** @param permissions as a workflow writes them, with hyphens; what the Action needs where they are left out */
export function jobIn(repository: Repository, permissions: Record<string, string> = GRANTED): Job {
  const scopes = Object.entries(permissions).map(([scope, access]) => [scope.replaceAll("-", "_"), access]);
  return { repository, permissions: Object.fromEntries(scopes) };
}

type Holder = Exclude<Actor, { as: "person" | "app" }>;

/** Tokens of installations and of jobs; they last an hour by the real clock, since that is the one that clients cache them by. */
export class Tokens {
  #issued = new Map<string, { holder: Holder; expires: number }>();

  issue(holder: Holder): { token: string; expires: number } {
    const whose = holder.as === "job" ? holder.job.repository.fullName : holder.installation.id;
    const token = `ghs_${createHash("sha256").update(`${whose}:${this.#issued.size}`).digest("hex").slice(0, 36)}`;
    const expires = Date.now() + HOUR;
    this.#issued.set(token, { holder, expires });
    return { token, expires };
  }

  /** Makes all of them worthless at once. */
  expire(): void {
    for (const issued of this.#issued.values()) issued.expires = 0;
  }

  holderOf(token: string): Holder | null {
    const issued = this.#issued.get(token);
    return issued && issued.expires > Date.now() ? issued.holder : null;
  }
}

/** @throws Refusal 401 where there are no credentials, or they are bad or expired */
export function authenticate(hub: Hub, tokens: Tokens, authorization: string | undefined): Actor {
  const credential = /^(?:bearer|token) +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (!credential) throw new Refusal(401, "Requires authentication");
  if (credential.split(".").length === 3) return appBy(hub, credential);
  const holder = tokens.holderOf(credential);
  if (holder) return holder;
  for (const person of hub.state.people.values()) {
    if (person.token === credential && !person.deleted) return { as: "person", person };
  }
  throw new Refusal(401, "Bad credentials");
}

/** As git sends them: the password of HTTP's basic authentication is the token. @throws Refusal 401 */
export function authenticateBasic(hub: Hub, tokens: Tokens, authorization: string | undefined): Actor {
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
  const [, token = ""] = Buffer.from(encoded, "base64").toString().split(":");
  return authenticate(hub, tokens, `token ${token}`);
}

function appBy(hub: Hub, jwt: string): Actor {
  const [header = "", claims = "", signature = ""] = jwt.split(".");
  const unreadable = new Refusal(401, "A JSON web token could not be decoded");
  const head = decoded(header);
  const claim = decoded(claims);
  if (head?.alg !== "RS256" || !claim || !signed(`${header}.${claims}`, signature)) throw unreadable;
  checkTimes(claim, Math.floor(Date.now() / 1000));
  if (![String(hub.app.id), hub.app.clientId].includes(String(claim.iss))) throw notFound();
  return { as: "app", person: hub.app.bot };
}

function checkTimes({ iat, exp }: Record<string, unknown>, now: number): void {
  if (typeof iat !== "number" || iat > now + SKEW) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== "number" || exp <= now) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + 600 + SKEW) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
}

function signed(text: string, signature: string): boolean {
  const key = createPublicKey(keyPair().publicKey);
  return verify("RSA-SHA256", Buffer.from(text), key, Buffer.from(signature, "base64url"));
}

function decoded(part: string): Record<string, unknown> | null {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
