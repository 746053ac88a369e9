/** What stories of alerts have in common: messages of a monitoring system, and what has become of them. */
import type { Story } from "../story.ts";
import { heardOn } from "./telling.ts";

/** When stories begin. */
const begun = Date.parse("2026-03-10T16:00:00Z");
export const minute = 60_000;
export const hour = 60 * minute;

/** 16:05 and so on: minutes after the beginning, as senders write times. */
export function at(minutes: number): string {
  return new Date(begun + minutes * minute).toISOString();
}

/** An alert in the generic form: of the login service, firing since the beginning. */
export function alert(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    fingerprint: "login-errors",
    status: "firing",
    severity: "critical",
    service: "login",
    title: "Login errors above 5%",
    startedAt: at(0),
    ...changes,
  };
}

/** It ended, so many minutes after the beginning. */
export function ended(minutes: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return alert({ status: "resolved", endedAt: at(minutes), ...changes });
}

/** The generic form, to the first process, and the App has had its turn. */
export async function sent(story: Story, message: unknown, process = 0) {
  const answer = await story.alerted("generic", message, process);
  await story.settled();
  return answer;
}

/** `#1 Login errors above 5% · open`: every issue that is no sub-issue. */
export function issuesIn({ world }: Story): string[] {
  const [repository] = world.state.repositories.values();
  return [...(repository?.issues.values() ?? [])].map(({ number, title, state }) => `#${number} ${title} · ${state}`);
}

/** What our comments about alerts say, without links. */
export function recordsOn(story: Story, issue: number): string[] {
  const all = story.world.botSaid(issue);
  return all
    .filter((body) => body.startsWith("<!-- sooner:alert:"))
    .map((body) => body.replace(/^<!--.*?-->\n/s, "").trim());
}

/** Everything that the App said there has been read. */
export function readAll(story: Story): void {
  for (const line of issuesIn(story)) heardOn(story, Number(line.slice(1).split(" ", 1)[0]));
}
