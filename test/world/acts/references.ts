/** Cross-references: what a text mentions outside of code gets a line on its timeline, once for each issue that mentions it. */
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { type Hub, record } from "../hub.ts";
import type { Issue, Person } from "../state.ts";

const HINT = /#\d|\/issues\/\d|\/pull\/\d/;
const MENTION =
  /(?<![\w/&#-])([\w.-]+\/[\w.-]+)?#(\d+)\b|https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)/g;
const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b/gi;

/** Notes on the issues that the text mentions that `source` did. */
export function crossReference(hub: Hub, source: Issue, text: string, actor: Person): void {
  if (!HINT.test(text)) return;
  const closing = new Set(closedBy(source));
  for (const target of mentioned(hub, source, text)) {
    const known = target.timeline.some((item) => item.type === "CrossReferencedEvent" && item.source === source);
    if (known || target === source) continue;
    record(hub, target, actor, { type: "CrossReferencedEvent", source, target, willClose: closing.has(target) });
  }
}

/** The issues that a pull request's text says it closes. */
export function closedBy(pullRequest: Issue): Issue[] {
  if (pullRequest.type !== "PullRequest" || !HINT.test(pullRequest.body)) return [];
  const numbers = [...prose(pullRequest.body).matchAll(CLOSING)].map((match) => Number(match[1]));
  const threads = numbers.map((number) => pullRequest.repository.issues.get(number));
  return threads.flatMap((thread) => (thread?.type === "Issue" ? [thread] : []));
}

/** The pull requests whose text says that they close the issue, oldest first. */
export const closersOf = (issue: Issue): Issue[] =>
  [...issue.repository.issues.values()].filter((each) => closedBy(each).includes(issue));

function mentioned(hub: Hub, source: Issue, text: string): Set<Issue> {
  const found = new Set<Issue>();
  for (const match of prose(text).matchAll(MENTION)) {
    const name = match[1] ?? match[3];
    const repository = name ? hub.state.repositories.get(name.toLowerCase()) : source.repository;
    const issue = repository?.issues.get(Number(match[2] ?? match[4]));
    if (issue) found.add(issue);
  }
  return found;
}

/** What a reader sees as words, and where links lead; no code, no comments. */
function prose(text: string): string {
  const parts: string[] = [];
  gather(fromMarkdown(text), parts);
  return parts.join("\n");
}

function gather(node: Nodes, parts: string[]): void {
  if (node.type === "text") parts.push(node.value);
  if (node.type === "html") parts.push(node.value.replace(/<!--[\s\S]*?-->/g, "").replace(/<[^<>]*>/g, " "));
  if (node.type === "link") parts.push(node.url);
  else if ("children" in node) for (const child of node.children) gather(child, parts);
}
