/**
 * What the App remembers, hidden in its card: only what can't be read back from GitHub later. People's standing at each
 * act, a form as it was confirmed, each action item's first due date, and what has been asked.
 */
import { z } from "zod";
import { priorities } from "./incident/action-item.ts";
import type { Instant } from "./incident/incident.ts";
import type { FormFields } from "./timeline/event.ts";

const judged = z.enum(["triage", "responder", "outsider", "bot"]);
type Judged = z.infer<typeof judged>;

/** A stretch of acts with the same standing, up to and including the one at this second. */
const run = z.tuple([judged, z.int()]);

/**
 * An action item or review that has been there, and that linking as a sub-issue has been tried for: whoever unlinks or
 * deletes it later means it, and it is known even where people have replaced its text, marker and all.
 */
const remembered = z.object({
  kind: z.enum(["action", "review"]),
  /** What the App made it from; "" where people made it. */
  from: z.string(),
  firstDue: z.string().nullable().default(null),
});

/** A deployment or merged pull request of the hours before the incident. */
const change = z.object({
  kind: z.enum(["deployment", "pull request"]),
  /** The deployment's id, or the pull request's number. */
  id: z.int(),
  at: z.int(),
  title: z.string(),
  who: z.string().nullable(),
  environment: z.string().nullable().default(null),
  /** How the deployment went. */
  state: z.enum(["success", "failure", "pending"]).nullable().default(null),
  url: z.string(),
  services: z.array(z.string()).default([]),
});

/** A past incident that is like this one. */
const similar = z.object({
  number: z.int(),
  title: z.string(),
  declaredAt: z.int(),
  /** What was learned then, at most three sentences. */
  learned: z.array(z.string()).default([]),
  /** Its action items that were open when this incident began. */
  open: z.array(z.int()).default([]),
});

/** The action item that was meant to prevent a factor that came back, as it stood when it did. */
const returned = z.object({
  incident: z.int(),
  item: z.int(),
  state: z.enum(["open", "done", "declined"]),
  reason: z.string().optional(),
});

/** When a reminder was sent, in seconds, and whom it notified. */
const sent = z.tuple([z.int(), z.string()]);
/** What people have taken off the board is not put back. */
const onBoard = z.enum(["open", "done", "declined", "removed"]);
/** An action item as board and issue last agreed on it: whichever differs from it has changed since. */
const agreed = z.object({
  status: onBoard.nullable().default(null),
  priority: z.enum(priorities).nullable().default(null),
  due: z.string().nullable().default(null),
  /** Since which second. */
  since: z.int().default(0),
});

const schema = z.object({
  standings: z.record(z.string(), z.array(run)).default({}),
  form: z.record(z.string(), z.string()).optional(),
  items: z.record(z.string(), remembered).default({}),
  asked: z.array(z.string()).default([]),
  merged: z.array(z.int()).default([]),
  /** Whether pinning the card has been tried. */
  pinned: z.boolean().default(false),
  changes: z.array(change).default([]),
  owners: z.record(z.string(), z.array(z.string())).default({}),
  similar: z.array(similar).optional(),
  returned: z.record(z.string(), returned.nullable()).optional(),
  reminded: z.record(z.string(), z.record(z.string(), sent)).default({}),
  unreached: z.array(z.string()).default([]),
  board: z.record(z.string(), agreed).default({}),
  fields: z.record(z.string(), agreed).optional(),
});

export type Sent = z.infer<typeof sent>;
export type Agreed = z.infer<typeof agreed>;
export type RecentChange = z.infer<typeof change>;
export type SimilarIncident = z.infer<typeof similar>;
export type ReturnedFactor = z.infer<typeof returned>;

export type RememberedItem = z.infer<typeof remembered>;

export interface Memory {
  standings: Record<string, [Judged, number][]>;
  form?: FormFields | undefined;
  /** Action items and the review, by number. */
  items: Record<string, RememberedItem>;
  /** Incidents merged into this one: GitHub tells only the newest mentions in full. */
  merged: number[];
  /** Keys of questions that have been asked, so that none is asked twice. */
  asked: string[];
  pinned: boolean;
  /** What changed in the hours before the incident, as GitHub told it then: its lists go no further back. */
  changes: RecentChange[];
  /** Owners of services, by CODEOWNERS as it was then. */
  owners: Record<string, string[]>;
  /** Past incidents that are like this one; undefined as long as nobody has looked. */
  similar?: SimilarIncident[] | undefined;
  /** Harmful factors by their terms, as far as past incidents have been asked for them; null for one that is new. */
  returned?: Record<string, ReturnedFactor | null> | undefined;
  /** Reminders that were sent, by subject and stage. */
  reminded: Record<string, Record<string, Sent>>;
  /** People and teams that reminders were meant for, and that can't be told here. */
  unreached: string[];
  /** By the number. */
  board: Record<string, Agreed>;
  /** As with the board, what issues and the organisation's issue fields last agreed on; undefined where there are none. */
  fields?: Record<string, Agreed> | undefined;
}

export const nothingRemembered: Memory = {
  standings: {},
  items: {},
  asked: [],
  merged: [],
  pinned: false,
  changes: [],
  owners: {},
  reminded: {},
  unreached: [],
  board: {},
};

/** Reads the card's hidden value; what is broken or foreign counts as nothing remembered. */
export function readMemory(value: unknown): Memory {
  const read = schema.safeParse(value ?? {});
  return read.success ? read.data : nothingRemembered;
}

/** The person's standing at an act that was judged before; null where it has not been. */
export function recall(memory: Memory, who: string, at: Instant): Judged | null {
  const second = Math.floor(at / 1000);
  return runsOf(memory, who).find(([, until]) => second <= until)?.[0] ?? null;
}

/** Whether the person was none of the team when last judged; of whom nobody has judged, that is not known. */
export function isOutsider(memory: Memory, who: string): boolean {
  return runsOf(memory, who).at(-1)?.[0] === "outsider";
}

/** A login may be the name of something that every object has, such as `constructor`. */
function runsOf({ standings }: Memory, who: string): [Judged, number][] {
  return Object.hasOwn(standings, who) ? (standings[who] ?? []) : [];
}

/** The memory with one more act judged. Acts of one person are to be remembered in the order of their times. */
export function remember(memory: Memory, who: string, at: Instant, standing: Judged): Memory {
  if (recall(memory, who, at)) return memory;
  const runs = runsOf(memory, who);
  const last = runs.at(-1);
  const second = Math.floor(at / 1000);
  const kept = last?.[0] === standing ? runs.slice(0, -1) : runs;
  return { ...memory, standings: { ...memory.standings, [who]: [...kept, [standing, second]] } };
}

/** The memory of these acts, sorted by time, and of no others: what has been deleted since leaves no trace. */
export function keepOnly(memory: Memory, acts: readonly { who: string; at: Instant }[]): Memory {
  const standings = new Map<string, [Judged, number][]>();
  for (const { who, at } of acts) {
    const standing = recall(memory, who, at);
    if (!standing) continue;
    const runs = standings.get(who) ?? [];
    if (runs.at(-1)?.[0] === standing) runs.pop();
    runs.push([standing, Math.floor(at / 1000)]);
    standings.set(who, runs);
  }
  return { ...memory, standings: Object.fromEntries(standings) };
}
