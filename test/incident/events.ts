/** A conversation on an issue, told act by act, and the incident that the real reading and folding make of it. */
import type { Arrival } from "../../src/alerts/alert.ts";
import { withArrivals } from "../../src/alerts/episodes.ts";
import type { KeptRecord } from "../../src/alerts/record.ts";
import type { Edit, ObservedIssue, Reaction, TimelineItem } from "../../src/github/observed.ts";
import type { ActionItem } from "../../src/incident/action-item.ts";
import { type FoldInput, fold } from "../../src/incident/fold.ts";
import type { Duration, DurationName, Incident, Moment, MomentName } from "../../src/incident/incident.ts";
import { momentNames } from "../../src/incident/incident.ts";
import type { Review } from "../../src/incident/review.ts";
import type { IncidentEvent, Standing } from "../../src/timeline/event.ts";
import { readEvents } from "../../src/timeline/events.ts";
import { withRecorded } from "../../src/timeline/recorded.ts";

const url = "https://github.com/acme/shop/issues/12";

/** `16:07` or `16:07:30` on 10 March 2026, UTC; `03-11 10:00` on another day of that year. */
export function at(time: string): number {
  const [day, clock] = time.includes(" ") ? time.split(" ") : ["03-10", time];
  return Date.parse(`2026-${day}T${clock?.length === 5 ? `${clock}:00` : clock}Z`);
}

/** The cast: rita is a member without triage, oscar a passer-by, robot another program. */
const standings: Record<string, Standing> = { rita: "responder", oscar: "outsider", robot: "bot", sooner: "self" };

interface Opening {
  who?: string;
  at?: string;
  title?: string;
  body?: string;
  /** Labels that came with the form or template. */
  labels?: string[];
}

type Closing = Extract<TimelineItem, { type: "closed" }>;

class Story {
  readonly #issue: ObservedIssue;
  #input: Partial<FoldInput> = {};
  #comments = 100;
  #records: KeptRecord[] = [];

  constructor({ who = "gary", at: opened = "15:00", title = "Login", body = "Login is slow.", labels = [] }: Opening) {
    this.#issue = {
      repository: {
        owner: "acme",
        name: "shop",
        url: "",
        private: false,
        labels: [],
        configuration: null,
        templates: {},
        deployments: null,
        merged: null,
      },
      kind: "issue",
      number: 12,
      id: "I_12",
      databaseId: 12,
      title,
      body,
      url,
      author: actor(who),
      association: "MEMBER",
      createdAt: at(opened),
      edited: null,
      state: "open",
      stateReason: null,
      closedAt: null,
      labels: [],
      assignees: [],
      reactions: [],
      mine: { rocket: false, confused: false },
      parent: null,
      items: [],
      subIssues: [],
      recent: [],
    };
    for (const label of labels) this.label(who, label, opened);
  }

  comment(who: string, time: string, body: string, more: { edited?: [who: string, time: string] } = {}): this {
    const comment = this.#comments++;
    const edited: Edit | null = more.edited ? { who: actor(more.edited[0]), at: at(more.edited[1]) } : null;
    return this.#add({
      type: "comment",
      id: `C_${comment}`,
      comment,
      url: `${url}#issuecomment-${comment}`,
      actor: actor(who),
      at: at(time),
      body,
      association: "MEMBER",
      edited,
      minimized: false,
      reactions: [],
      mine: { rocket: false, confused: false },
    });
  }

  /** A reaction to the last comment. */
  react(who: string, time: string, content: Reaction["content"]): this {
    const last = this.#issue.items.findLast((item) => item.type === "comment");
    last?.reactions.push({ who, at: at(time), content });
    return this;
  }

  label(who: string, label: string, time: string): this {
    return this.#add({ type: "labeled", label, ...this.#act(who, time) });
  }

  unlabel(who: string, label: string, time: string): this {
    return this.#add({ type: "unlabeled", label, ...this.#act(who, time) });
  }

  assign(who: string, assignee: string, time: string): this {
    return this.#add({ type: "assigned", assignee, ...this.#act(who, time) });
  }

  close(who: string, time: string, reason: Closing["reason"] = "completed"): this {
    return this.#add({ type: "closed", reason, pullRequest: null, ...this.#act(who, time) });
  }

  /** Closed by a pull request that somebody merged. */
  closeByMerge(mergedBy: string, time: string): this {
    const pullRequest = { number: 9, mergedBy: actor(mergedBy) };
    return this.#add({ type: "closed", reason: "completed", pullRequest, ...this.#act(mergedBy, time) });
  }

  reopen(who: string, time: string): this {
    return this.#add({ type: "reopened", ...this.#act(who, time) });
  }

  /** Messages about alerts, each taken in by a pass of its own as it arrives. */
  alert(...arrivals: readonly Arrival[]): this {
    for (const arrival of arrivals) {
      const folded = this.fold(this.events(), { now: arrival.receivedAt });
      const incident = folded.status === "incident" ? folded.incident : null;
      const restoredAt = incident?.state === "recovered" ? (incident.moments.restored?.at ?? null) : null;
      const since = (incident?.intervals.length ?? 0) > 1 ? (incident?.intervals.at(-1)?.from ?? null) : null;
      this.#records = withArrivals(this.#records, [arrival], { restoredAt, since });
    }
    return this;
  }

  /** What the fold is told besides the events. */
  given(input: { actionItems?: readonly ActionItem[]; review?: Review; mergedFrom?: readonly Incident[] }): this {
    this.#input = { ...this.#input, ...input };
    return this;
  }

  events(): IncidentEvent[] {
    const said = readEvents(this.#issue, {
      self: "sooner",
      standing: (who) => standings[who] ?? "triage",
      zone: "UTC",
      bare: true,
      repository: "acme/shop",
      incidentLabel: "incident",
    });
    return withRecorded(said, this.#records, []);
  }

  fold(events: readonly IncidentEvent[] = this.events(), input: Partial<FoldInput> = {}) {
    const { title, author, createdAt, number } = this.#issue;
    return fold({
      repository: "acme/shop",
      number,
      url,
      title,
      issue: { state: "open", author: author.login, createdAt, closedAt: null },
      events,
      alerts: this.#records,
      now: at("12-31 00:00"),
      actionItems: [],
      review: null,
      mergedFrom: [],
      labels: { incident: "incident" },
      reviewSeverities: ["sev1", "sev2"],
      ...this.#input,
      ...input,
    });
  }

  /** `now` is long after, but where a test says else. */
  incident(number = 12, now = at("12-31 00:00")): Incident {
    const folded = this.fold(this.events(), { number, now });
    if (folded.status !== "incident") throw new Error(`The story tells of no incident: ${folded.status}`);
    return folded.incident;
  }

  #act(who: string, time: string) {
    return { id: `E_${this.#issue.items.length}`, actor: actor(who), at: at(time) };
  }

  #add(item: TimelineItem): this {
    this.#issue.items.push(item);
    return this;
  }
}

function actor(login: string) {
  const kind = standings[login] === "bot" || standings[login] === "self" ? ("bot" as const) : ("user" as const);
  return { login, kind };
}

/** An issue that stands open since 15:00, with nothing said but its text. */
export function story(opening: Opening = {}): Story {
  return new Story(opening);
}

/** An incident that gary declared at 16:06 by the label `sev2`. */
export function declared(): Story {
  return story().label("gary", "sev2", "16:06");
}

export function clock(instant: number): string {
  const text = new Date(instant).toISOString();
  const time = text.endsWith(":00.000Z") ? text.slice(11, 16) : text.slice(11, 19);
  return text.startsWith("2026-03-10") ? time : `${text.slice(5, 10)} ${time}`;
}

/** `16:07 stated by cathy`, `16:20 inferred from closing by gary`, `not known`. */
function told(moment: Moment | null): string {
  if (!moment) return "not known";
  const from = moment.by === "inferred" ? ` from ${moment.from}` : "";
  return `${clock(moment.at)} ${moment.by}${from}${moment.who ? ` by ${moment.who}` : ""}`;
}

export function moment(incident: Incident, name: MomentName): string {
  return told(incident.moments[name]);
}

/** The moments that are known, as `started 16:00`. */
export function known({ moments }: Incident): string {
  return momentNames.flatMap((name) => (moments[name] ? [`${name} ${clock(moments[name].at)}`] : [])).join(", ");
}

/** `16:00–16:20, 17:00–`; `?` where a start is not known. */
export function intervals({ intervals: all }: Incident): string {
  return all
    .map(({ from, to }) => `${from === null ? "?" : clock(from)}–${to === undefined ? "" : clock(to)}`)
    .join(", ");
}

export function duration({ durations }: Incident, name: DurationName): string {
  return shown(durations[name]);
}

function shown(one: Duration): string {
  if (one.state === "recorded") return `${one.ms / 60_000} min`;
  if (one.state === "not recorded") return `not recorded: ${one.missing}`;
  return one.state === "inconsistent" ? `inconsistent: ${one.start}, ${one.end}` : one.state;
}

/** `detection 16:00–16:04` and so on. */
export function phases(incident: Incident): string[] {
  return incident.phases.map(({ phase, from, to }) => `${phase} ${clock(from)}–${to === undefined ? "" : clock(to)}`);
}

/** The timeline as `16:07 cathy task positive: opens the page`. */
export function entries({ timeline }: Incident): string[] {
  return timeline.map(({ at: time, who, kind, impact, text }) =>
    [`${clock(time)} ${who} ${kind}${impact ? ` ${impact}` : ""}:`, text].join(" "),
  );
}
