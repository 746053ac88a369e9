/** What a story's action items and review have become, in short lines that a test can compare. */
import type { Story } from "../story.ts";
import { cardOn } from "./telling.ts";

/** The issue's sub-issues: `#2 Alert on failing logins · open · greg, cathy · action-item, priority: high`. */
export function subIssuesOf({ world }: Story, incident: number): string[] {
  return world.issue(incident).subIssues.map(({ number, title, state, assignees, labels }) => {
    const people = assignees.map(({ login }) => login).join(", ") || "nobody";
    return `#${number} ${title} · ${state} · ${people} · ${labels.map(({ name }) => name).join(", ")}`;
  });
}

/** The issue's text, without what is hidden in its first line, and without the numbers of comments. */
export function textOf({ world }: Story, issue: number): string {
  const [, ...lines] = world.issue(issue).body.split("\n");
  return lines.join("\n").replace(/issuecomment-\d+/g, "issuecomment-…");
}

/** The card's rows of action items, without their links: `Alert · greg, cathy · high · 2026-03-13 · open`. */
export function itemsOnCard(story: Story, incident: number): string[] {
  const lines = cardOn(story, incident).split("\n");
  const head = lines.indexOf("| Action item | Owner | Priority | Due | State |");
  if (head < 0) return [];
  const rows = lines.slice(head + 2);
  return rows.slice(0, rows.indexOf("")).map((row) => withoutLinks(row.split(" | ").join(" · ").slice(2, -2)));
}

/** The card's line about the review, without links; "" where there is none. */
export function reviewOnCard(story: Story, incident: number): string {
  const line = cardOn(story, incident)
    .split("\n")
    .find((each) => each.startsWith("**Review**"));
  return withoutLinks(line ?? "");
}

/** `SEV2 · priority critical · readiness`. */
export function phaseOnCard(story: Story, incident: number): string {
  return cardOn(story, incident).split("\n", 1).join("").split(" · ").at(-1) ?? "";
}

/** The App's unread words on the issue, without markers. */
export function heard({ world }: Story, issue: number): string[] {
  return world.botSaid(issue).map((body) => body.replace(/^<!--[\s\S]*?-->\n?/, "").trim());
}

function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
