/** The text of an action item's issue, and what people have made of it since. */
import { Temporal } from "temporal-polyfill";
import type { Configuration } from "../config.ts";
import type { Day, Question } from "../incident/action-item.ts";
import type { Instant, Severity } from "../incident/incident.ts";
import type { ActionRequest } from "../timeline/command.ts";
import { cut, inline, link, person, plain } from "./escape.ts";
import { siteOf } from "./names.ts";
import { say, type Templates } from "./templates.ts";
import { inZone } from "./time.ts";

/** The day by whose end an action item is due where nobody has said one, by the incident's highest severity. */
export function dueDay(createdAt: Instant, highest: Severity | null, { zone, actionItems }: Configuration): Day {
  const days = highest === "sev1" ? actionItems.dueDays.sev1 : actionItems.dueDays.other;
  return inZone(createdAt, zone).toPlainDate().add({ days }).toString();
}

export interface ActionItemView {
  /** An HTML comment that the text begins with, kept as it is. */
  hidden: string;
  incident: { number: number; title: string };
  request: ActionRequest;
  due: Day | null;
  /** Owners who were asked for, and whom GitHub doesn't know here. */
  unknownOwners: readonly string[];
  /** Who asked for it, "" where that is not known, and where. */
  from: { who: string; url: string };
  templates: Templates;
}

/** The action item's issue text. People edit it in place; `readActionItem` reads it back. */
export function renderActionItem({
  hidden,
  incident,
  request,
  due,
  unknownOwners,
  from,
  templates,
}: ActionItemView): string {
  const site = siteOf(from);
  const unknown = new Set(unknownOwners);
  const owners = request.owners.filter((owner) => !unknown.has(owner));
  const view = {
    owners: owners.map((owner) => person(owner, site)).join(", "),
    unknown: unknownOwners.map((owner) => inline(cut(owner, 60))).join(", "),
    priority: request.priority ?? "",
    due: due ?? "",
    question: request.question ?? "",
    incident: `#${incident.number}`,
    title: inline(cut(incident.title, 200)),
    asked: from.who ? `by ${link(from.who, from.url)}` : `in ${link("the review", from.url)}`,
  };
  return `${hidden}\n${say(templates, "action-item", view)}`;
}

const longestTitle = 256;

/** A title that GitHub takes, from any text. */
export function issueTitle(text: string): string {
  return cut(plain(text), longestTitle);
}

/** What the text says now: its lines `Due: 2026-12-01` and `Question: know sooner`, however they are set. */
export function readActionItem(body: string): { due: Day | null; question: Question | null } {
  const fields = new Map(body.split("\n").flatMap(fieldIn).reverse());
  return { due: readDay(fields.get("due") ?? ""), question: readQuestion(fields.get("question") ?? "") };
}

/** A line `**Due**: value`, without its emphasis and list mark, as a pair; the first of a name counts. */
function fieldIn(line: string): [name: string, value: string][] {
  const words = line.replace(/[*_`|]/g, " ");
  const colon = words.indexOf(":");
  if (colon < 0) return [];
  const name = words
    .slice(0, colon)
    .replace(/^[\s>+-]*/, "")
    .trim()
    .toLowerCase();
  return [[name, words.slice(colon + 1).trim()]];
}

function readQuestion(value: string): Question | null {
  const words = value.toLowerCase().replaceAll("-", " ");
  const known: Question[] = ["know sooner", "recover sooner", "other"];
  return known.find((question) => words.startsWith(question)) ?? null;
}

/** The day that a text begins with, `2026-12-01` or `2026-12-1`; null where it names none that exists. */
function readDay(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text.trim()) ?? [];
  if (!year) return null;
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: "reject" }).toString();
  } catch {
    return null;
  }
}
