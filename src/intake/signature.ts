/** The signatures by which senders prove a message theirs, besides the token of the address. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { SourceName } from "../alerts/alert.ts";
import type { Headers } from "../alerts/source.ts";
import type { Instant } from "../incident/incident.ts";

/** Secrets of the senders that sign, by source; several where each of their webhooks has its own. None: not asked for. */
export type Signing = Readonly<Partial<Record<SourceName, readonly string[]>>>;

export interface Signed {
  headers: Headers;
  /** As it came: what is signed are its bytes. */
  body: Buffer;
  now: Instant;
}

/** Oldest message that counts, in milliseconds, where its time is signed too. */
const oldest = 5 * 60_000;

type Proof = (secret: string, signed: Signed) => boolean;

const proofs: Partial<Record<SourceName, Proof>> = {
  /** While a secret is being changed there are several, each as `v1=HEX`. */
  pagerduty: (secret, { headers, body }) => {
    const expected = `v1=${hmac(secret, body)}`;
    const given = one(headers["x-pagerduty-signature"]).slice(0, 1_000).split(",");
    return given.some((signature) => isSame(signature.trim(), expected));
  },
  /** Of the body; or of time, colon and body, where a header for the time is set over there. */
  grafana: (secret, { headers, body, now }) => {
    const time = one(headers["x-grafana-alerting-timestamp"]);
    if (time !== "" && !(Math.abs(now - Number(time) * 1_000) <= oldest)) return false;
    const signed = time === "" ? body : Buffer.concat([Buffer.from(`${time}:`), body]);
    return isSame(one(headers["x-grafana-alerting-signature"]), hmac(secret, signed));
  },
  sentry: (secret, { headers, body }) => isSame(one(headers["sentry-hook-signature"]), hmac(secret, body)),
};

/** Whether the message carries the source's own signature; true as well where no secret is set, or the source signs none. */
export function isSigned(source: SourceName, signing: Signing, signed: Signed): boolean {
  const secrets = signing[source] ?? [];
  const proof = proofs[source];
  return !proof || secrets.length === 0 || secrets.some((secret) => proof(secret, signed));
}

/** Whether two texts are the same, in a time that doesn't tell where they differ. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function hmac(secret: string, body: Buffer): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

function one(header: string | string[] | undefined): string {
  return typeof header === "string" ? header : "";
}
