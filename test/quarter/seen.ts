/** What people saw of reminders: read from what the App wrote, as a person would read it. */
import type { Instant } from "../../src/incident/incident.ts";
import type { SeenRequest } from "../world/requests.ts";
import type { World } from "../world/world.ts";
import type { Kind } from "./oracle.ts";

/** A comment of the App's, as it was made or edited. */
export interface Said {
  at: Instant;
  issue: number;
  comment: "new" | "edited";
  /** Logins and teams whom it notifies. */
  mentions: string[];
  text: string;
  /** Null where it is no reminder. */
  reminder: Reminded | null;
}

interface Reminded {
  kind: Kind;
  /** `Fri 13 Mar 2026`; null where it names none. */
  day: string | null;
}

/** The App's comments among the requests, but for its card. */
export function saidIn(world: World, requests: readonly SeenRequest[]): Said[] {
  return requests.flatMap((request): Said[] => {
    const body = bodyOf(request);
    const place = placeOf(world, request);
    if (body === null || place === null || body.startsWith("<!-- sooner:card")) return [];
    const text = body.replace(/<!--[\s\S]*?-->\n?/g, "");
    return [{ at: request.at, ...place, mentions: mentionsIn(text), text, reminder: remindedBy(text) }];
  });
}

function bodyOf({ byApp, body, status }: SeenRequest): string | null {
  const isDone = byApp && status !== null && status < 300;
  return isDone && typeof body === "object" && body !== null && "body" in body && typeof body.body === "string"
    ? body.body
    : null;
}

function placeOf(world: World, { method, path }: SeenRequest): Pick<Said, "issue" | "comment"> | null {
  const made = path.match(/\/issues\/(\d+)\/comments$/)?.[1];
  if (method === "POST" && made) return { issue: Number(made), comment: "new" };
  const edited = path.match(/\/issues\/comments\/(\d+)$/)?.[1];
  const issue = edited === undefined ? undefined : world.state.comments.get(Number(edited))?.issue.number;
  return method === "PATCH" && issue !== undefined ? { issue, comment: "edited" } : null;
}

function mentionsIn(text: string): string[] {
  const words = text.replace(/`[^`]*`/g, "").replace(/\]\([^)]*\)/g, "]");
  return [...words.matchAll(/(?<![\w/`[])@([A-Za-z0-9-]+(?:\/[\w.-]+)?)/g)].map(([, name = ""]) => name);
}

const day = "(\\w{3} \\d{1,2} \\w{3} \\d{4})";
const wordings: readonly [Kind, RegExp][] = [
  ["acknowledgement", /Nobody has taken up this SEV/],
  ["update", /There has been no status update yet|The last status update was/],
  ["review", new RegExp(`This review was due by the end of ${day}`)],
  ["no owner", /Nobody owns this action item yet\*\*, and without/],
  ["due soon", new RegExp(`\\*\\*This is due on ${day}\\.`)],
  ["due", new RegExp(`\\*\\*This is due today\\*\\*, ${day}`)],
  ["overdue", new RegExp(`\\*\\*This was due on ${day}\\*\\*, \\d+ days? ago`)],
  ["due", new RegExp(`\\*\\*This was due on ${day}\\*\\*, and is still open`)],
  ["still worth it", /\*\*This has been open for/],
];

function remindedBy(text: string): Reminded | null {
  if (!text.includes("Not again:")) return null;
  for (const [kind, wording] of wordings) {
    const found = text.match(wording);
    if (found) return { kind, day: found[1] ?? null };
  }
  throw new Error(`A reminder that says nothing known:\n${text}`);
}
