/** The monitoring of the demo: what it tells the App's endpoint, with the token that `npm run alert-url` prints. */
import { tokenFor } from "../../src/intake/token.ts";
import type { RunningApp } from "./app.ts";

/** A message in the generic form. */
export interface AlertMessage {
  fingerprint: string;
  status: "firing" | "resolved";
  severity: string;
  service: string;
  title: string;
  text?: string;
  startedAt: string;
  endedAt?: string;
}

const target = { source: "generic", owner: "acme", repo: "shop" } as const;

/** Sends it, and resolves once GitHub has it. @throws Error where the App doesn't take it */
export async function send({ url, alertsSecret }: RunningApp, message: AlertMessage): Promise<void> {
  const { source, owner, repo } = target;
  const answer = await fetch(`${url}/alerts/${source}/${owner}/${repo}`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokenFor(alertsSecret, target)}`, "content-type": "application/json" },
    body: JSON.stringify(message),
  });
  if (!answer.ok) throw new Error(`The App answered an alert with ${answer.status}: ${await answer.text()}`);
}
