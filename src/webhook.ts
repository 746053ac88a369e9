/** What a webhook hints at: the issues that are due a pass. A hint may be late, doubled or wrong; a pass does no harm. */
import { z } from "zod";
import { readMarker } from "./marker.ts";

const label = z.object({ name: z.string() });
const text = z.string().nullish();
const paths = z.array(z.string()).default([]);
const issue = z.object({
  number: z.int(),
  title: z.string().default(""),
  body: text,
  labels: z.array(label).nullish(),
});

const payloadSchema = z.object({
  action: z.string().optional(),
  installation: z.object({ id: z.int() }),
  repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }), default_branch: text }),
  sender: z.object({ login: z.string(), type: z.string().optional() }).nullish(),
  issue: issue.optional(),
  parent_issue: issue.optional(),
  pull_request: issue.extend({ merged: z.boolean().optional() }).optional(),
  comment: z.object({ id: z.int().optional(), body: text }).optional(),
  changes: z.object({ body: z.object({ from: text }).optional() }).nullish(),
  label: label.nullish(),
  deployment_status: z.object({ state: z.string() }).optional(),
  ref: text,
  after: z
    .string()
    .regex(/^[\da-f]{40,64}$/)
    .nullish(),
  deleted: z.boolean().nullish(),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).default([]),
  client_payload: z.unknown().optional(),
});
export type WebhookPayload = z.infer<typeof payloadSchema>;

/** The few fields that we look at; null where the payload isn't of a repository, or not GitHub's. */
export function readPayload(payload: unknown): WebhookPayload | null {
  const read = payloadSchema.safeParse(payload);
  return read.success ? read.data : null;
}

const boardItemSchema = payloadSchema.pick({ installation: true, sender: true }).extend({
  projects_v2_item: z.object({ content_node_id: z.string().max(200), content_type: z.literal("Issue") }),
});

/** What an organisation's webhook tells of an item of a project board: whose issue it is, it doesn't. Null for anything else. */
export function readBoardItem(
  name: string,
  payload: unknown,
): (Pick<WebhookPayload, "installation" | "sender"> & { node: string }) | null {
  const read = name === "projects_v2_item" ? boardItemSchema.safeParse(payload).data : undefined;
  if (!read) return null;
  const { installation, sender, projects_v2_item: item } = read;
  return { installation, sender, node: item.content_node_id };
}

/** Labels by which incidents and what belongs to them are known, in lower case. */
export type LabelNames = ReadonlySet<string>;

/**
 * Numbers of the issues that the webhook is about, as far as they can matter: those that carry one of our labels or our
 * marker, have just lost a label, or in which somebody says `/incident`, or did before an edit. Without label names every
 * issue can matter.
 */
export function issuesDue(name: string, payload: WebhookPayload, labels: LabelNames | null): number[] {
  switch (name) {
    case "issues":
      return payload.issue && matters(payload.issue, payload, labels) ? ofIssue(payload.issue, payload) : [];
    case "issue_comment":
      return payload.issue && matters(payload.issue, payload, labels) ? [payload.issue.number] : [];
    case "sub_issues":
      return payload.parent_issue && matters(payload.parent_issue, payload, labels)
        ? [payload.parent_issue.number]
        : [];
    case "pull_request":
      return payload.pull_request ? ofPullRequest(payload.pull_request, payload, labels) : [];
    default:
      return [];
  }
}

type Issue = z.infer<typeof issue>;

/** What takes an issue away. */
const goings: ReadonlySet<string> = new Set(["deleted", "transferred"]);

/** The number of the issue that has just been deleted, or moved to another repository; undefined for any other webhook. */
export function goneIssue(name: string, { action, issue }: WebhookPayload): number | undefined {
  return name === "issues" && goings.has(action ?? "") ? issue?.number : undefined;
}

/** The issue itself; once it is gone, and can't be read any more, the incident that it belonged to. */
function ofIssue({ number, body }: Issue, { action }: WebhookPayload): number[] {
  if (!goings.has(action ?? "")) return [number];
  const incident = incidentIn.safeParse(readMarker(body ?? "")?.value).data?.incident;
  return incident === undefined ? [] : [incident];
}

const incidentIn = z.object({ incident: z.int() });

function matters(of: Issue, { comment, changes, label: changed }: WebhookPayload, labels: LabelNames | null): boolean {
  if (!labels || !of.labels) return true;
  const names = changed ? [...of.labels, changed] : of.labels;
  if (names.some(({ name }) => labels.has(name.toLowerCase()))) return true;
  const said = `${of.body ?? ""}\n${comment?.body ?? ""}\n${changes?.body?.from ?? ""}`.toLowerCase();
  return said.includes("/incident") || said.includes("<!-- sooner:");
}

/** The pull request itself, which can declare; once merged also the issues it names, as it may have mended one of them. */
function ofPullRequest(
  of: Issue & { merged?: boolean | undefined },
  payload: WebhookPayload,
  labels: LabelNames | null,
): number[] {
  const own = matters(of, payload, labels) ? [of.number] : [];
  return of.merged && payload.action === "closed" ? [...own, ...mentionedIn(of.body ?? "")] : own;
}

const mostMentions = 10;

function mentionedIn(body: string): number[] {
  const numbers = [...body.slice(0, 10_000).matchAll(/#(\d{1,9})\b/g)].map(([, digits]) => Number(digits));
  return [...new Set(numbers)].slice(0, mostMentions);
}

/** Whether a push changed the configuration, or one of the overridden templates, on the default branch. */
export function changesConfiguration(payload: WebhookPayload): boolean {
  return payload.ref === `refs/heads/${payload.repository.default_branch}` && touchesConfiguration(payload);
}

/** The commit whose configuration somebody has just pushed, on whatever branch; null for any other webhook. */
export function commitToCheck(name: string, payload: WebhookPayload): string | null {
  const { after, deleted } = payload;
  return name === "push" && !deleted && after && touchesConfiguration(payload) ? after : null;
}

function touchesConfiguration({ commits }: WebhookPayload): boolean {
  const changed = commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
  return changed.some((path) => path.startsWith(".github/sooner"));
}

/** Whether something has just been deployed: what is under way, or failed, is no entry of an incident. */
export function hasDeployed(name: string, { deployment_status: status }: WebhookPayload): boolean {
  return name === "deployment_status" && status?.state === "success";
}

/** The comment that has just been written, which a read may not show yet; undefined for any other webhook. */
export function newComment(name: string, { action, comment }: WebhookPayload): number | undefined {
  return name === "issue_comment" && action === "created" ? comment?.id : undefined;
}
