/** Opens an incident's issue for what was declared elsewhere: on a pull request, or by another program. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Configuration } from "./config.ts";
import type { GitHub } from "./github/port.ts";
import { isSameOrigin, type Origin, readOrigin, writeOrigin } from "./origin.ts";
import type { Situation } from "./situation.ts";
import { severityAtStart } from "./timeline/commands/words.ts";
import { isSaid, mayCommand } from "./timeline/event.ts";
import { cut, inline, link, plain } from "./words/escape.ts";
import { incidentLabel, severityLabel } from "./words/labels.ts";

export interface Declaration {
  origin: Origin;
  title: string;
  /** Markdown, made inert by whoever declares. */
  text: string;
  /** Of what another program sent: it may reach several accounts of ours. */
  fingerprint?: string;
}

const longestTitle = 200;
/** Characters of another program's text that the issue shows. */
const longestText = 10_000;
/** Services that one declaration may name, and characters of each name. */
const mostServices = 50;
const longestService = 100;

/** The number of the incident's issue: opened now, or earlier by the same declaration. */
export async function declare(github: GitHub, declaration: Declaration, configuration: Configuration): Promise<number> {
  const origin = await signed(github, declaration);
  const earlier = await openedBefore(github, origin, configuration.labels.incident);
  return earlier ?? open(github, declaration, configuration);
}

/** The number of the issue that is opened now; `existing` are the names of labels that are there, in lower case. */
export async function open(
  github: GitHub,
  declaration: Declaration,
  configuration: Configuration,
  existing: ReadonlySet<string> = new Set(),
): Promise<number> {
  const origin = await signed(github, declaration);
  const labels = [incidentLabel(configuration), ...(origin.severity ? [severityLabel(origin.severity)] : [])];
  for (const label of labels) if (!existing.has(label.name.toLowerCase())) await github.createLabel(label);
  const created = await github.createIssue({
    title: cut(plain(declaration.title), longestTitle) || "Incident",
    body: `${writeOrigin(origin)}\n${declaration.text}`,
    labels: labels.map(({ name }) => name),
    assignees: [],
  });
  return created.number;
}

async function signed(github: GitHub, { origin, fingerprint }: Declaration): Promise<Origin> {
  return fingerprint ? { ...origin, sent: { fingerprint, to: await github.self() } } : origin;
}

async function openedBefore(github: GitHub, origin: Origin, label: string): Promise<number | null> {
  const self = await github.self();
  const newest = await github.listNewest([label]);
  const same = newest.filter(({ author, body }) => {
    const other = author.login === self ? readOrigin(body) : null;
    return other !== null && isSameOrigin(other, origin);
  });
  return same.sort((a, b) => a.number - b.number)[0]?.number ?? null;
}

/** `repository_dispatch` of type `incident`: what another program may say. Fields that can't be read are left out. */
const dispatchSchema = z
  .object({
    title: z.string().catch(""),
    text: z.string().catch(""),
    severity: z
      .string()
      .transform((text) => severityAtStart(text.trim())?.severity)
      .optional()
      .catch(undefined),
    services: z.union([z.array(z.string()), z.string().transform((name) => [name])]).catch([]),
    drill: z.boolean().catch(false),
  })
  .catch({ title: "", text: "", severity: undefined, services: [], drill: false });

export interface Dispatch {
  /** GitHub's delivery id, or `run:` and the workflow run's: one that comes again has the same, and opens no second incident. */
  delivery: string;
  /** Who or what sent it. */
  sender: string;
  at: number;
  payload: unknown;
}

/** What a `repository_dispatch` declares. It always declares something: an incident must not fail for want of a title. */
export function readDispatch({ delivery, sender, at, payload }: Dispatch): Declaration {
  const sent = dispatchSchema.parse(payload);
  const { title, text, severity, services, drill } = sent;
  const origin: Origin = {
    key: `dispatch:${delivery}`,
    by: "dispatch",
    who: null,
    at,
    services: services.slice(0, mostServices).map((name) => cut(plain(name), longestService)),
    drill,
    nearMiss: false,
    related: [],
    ...(severity ? { severity } : {}),
  };
  const said = text ? `${inline(cut(text, longestText))}\n\n` : "";
  const fingerprint = createHash("sha256").update(JSON.stringify(sent)).digest("hex").slice(0, 16);
  return { origin, title, fingerprint, text: `${said}Declared through \`repository_dispatch\` by ${inline(sender)}.` };
}

/** What was declared on a pull request and has no issue yet; null where there is nothing to open. */
export function declarationOnPullRequest(situation: Situation): Declaration | null {
  const { issue, folded, events } = situation;
  if (folded.status !== "incident" || folded.incident.state === "withdrawn") return null;
  const { incident } = folded;
  const at = incident.moments.declared?.at ?? issue.createdAt;
  const key = `pull-request:${issue.number}:${at}`;
  if (openedFor(situation, key)) return null;
  const command = events.flatMap((event) =>
    isSaid(event) && mayCommand(event) ? event.commands.filter((one) => one.verb === "incident") : [],
  )[0];
  const origin: Origin = {
    key,
    by: incident.declaredBy === "command" ? "command" : "label",
    who: incident.declarer,
    at,
    pullRequest: issue.number,
    services: [],
    ...(command?.resolved ? { resolvedAt: command.time?.at ?? at } : {}),
    drill: incident.drill,
    nearMiss: incident.nearMiss,
    related: [],
    ...(incident.severity.final ? { severity: incident.severity.final } : {}),
  };
  const who = incident.declarer ? ` by ${link(incident.declarer, profileOf(incident.url, incident.declarer))}` : "";
  return { origin, title: command?.title ?? issue.title, text: `Declared on #${issue.number}${who}.` };
}

/** Whether the pull request's own timeline shows the incident: it names the pull request. */
function openedFor({ issue, self }: Situation, key: string): boolean {
  return issue.items.some(
    (item) =>
      item.type === "cross-referenced" &&
      "body" in item.source &&
      item.source.author.login === self &&
      readOrigin(item.source.body)?.key === key,
  );
}

function profileOf(url: string, login: string): string {
  return new URL(`/${login}`, url).href;
}
