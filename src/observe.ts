/** Reads one issue from GitHub and works out what it means: the first half of a pass. */
import type { Arrival } from "./alerts/alert.ts";
import { withArrivals } from "./alerts/episodes.ts";
import { intervalOf, placed } from "./alerts/placed.ts";
import { type KeptRecord, recordsOn } from "./alerts/record.ts";
import { isAssignable } from "./assignable.ts";
import { withBoard } from "./board/items.ts";
import { deployedEvents, dueDeployments } from "./changes/during.ts";
import { reviewOf } from "./children.ts";
import type { Configuration } from "./config.ts";
import { type LookBack, withContext } from "./context.ts";
import { type Beside, readBeside, readType } from "./field-reading.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import type { ActionItem } from "./incident/action-item.ts";
import { type Folded, fold } from "./incident/fold.ts";
import { type Incident, type Instant, severities } from "./incident/incident.ts";
import { type Memory, recall } from "./memory.ts";
import { mergeCandidates, mergeProblem, mergeStatement, refuseMerge } from "./merge.ts";
import { boardNeeds } from "./plan/board.ts";
import { asClosed } from "./plan/closings.ts";
import { survivorOf } from "./plan/retirement.ts";
import { asPlanned } from "./plan/review.ts";
import { boardKnown, itemsBefore } from "./plan/sides.ts";
import { type Reminding, remindersFor } from "./remind.ts";
import { type FactorsBefore, withReturned } from "./returned.ts";
import { readSettings } from "./settings.ts";
import { memoryOn, type Situation } from "./situation.ts";
import { judgeActs } from "./standings.ts";
import type { IncidentEvent } from "./timeline/event.ts";
import { readEvents } from "./timeline/events.ts";
import { withRecorded } from "./timeline/recorded.ts";
import { eventsOf, remindedEvents } from "./timeline/reminded.ts";
import { boardProblems } from "./words/board.ts";

export interface Surroundings {
  /** Sources of our own templates, by file name. */
  templates: Readonly<Record<string, string>>;
  now: () => Instant;
  /** The issues are of old times, and imported. */
  imported?: true;
  similar?: LookBack;
  returned?: FactorsBefore;
}

/**
 * Everything one pass knows of an issue as it was just read, and of alerts that have just arrived for it. Asks GitHub only
 * for what it doesn't know yet: people's standing, merged incidents, what changed before, and owners of services.
 */
export async function understand(
  github: GitHub,
  issue: ObservedIssue,
  surroundings: Surroundings,
  arrivals: readonly Arrival[] = [],
): Promise<Situation> {
  const { configuration, templates, problems } = readSettings(issue.repository, surroundings.templates);
  const self = await github.self();
  const beside = await readBeside(github, issue, { self, memory: memoryOn(issue, self), configuration });
  const reader = new Reader(github, { configuration, self, beside }, surroundings);
  const read = await reader.know(issue, new Set(), arrivals);
  const known = { configuration, self, now: reader.now };
  const memory = await withPast(github, issue, read, { ...surroundings, ...known });
  const unassignable = await unassignableIn(github, issue, read.folded);
  const planned = (folded: Folded) => withPlans(folded, { memory, unassignable, configuration });
  const reminding = await remindersIn(github, issue, planned(read.folded), { ...known, memory });
  const { events, folded } = read.besides(eventsOf(reminding.reminders, reader.now, self, issue.url));
  const onBoard = boardProblems(beside.board, configuration, boardNeeds(folded), issue.repository.configuration);
  return {
    ...known,
    ...reminding,
    issue,
    events,
    folded: planned(folded),
    alerts: read.alerts,
    strays: read.strays,
    board: beside.board,
    fields: beside.fields,
    issueType: await readType(github, issue, { folded, memory, configuration }),
    unassignable,
    problems: [...problems, ...onBoard],
    templates,
  };
}

/** What is remembered, with what surrounds the incident, and with what of it came back. */
async function withPast(
  github: GitHub,
  issue: ObservedIssue,
  read: KnownIssue,
  known: Pick<Situation, "configuration" | "self" | "now"> & Pick<Surroundings, "similar" | "returned">,
): Promise<Memory> {
  const { configuration, self, now, similar, returned } = known;
  const memory = await withContext(github, issue, { ...read, configuration, now, similar });
  return withReturned(github, issue, { ...read, memory, self, now, returned });
}

/** The incident as it is once this pass has carried out what people plan. */
function withPlans(folded: Folded, known: Parameters<typeof asPlanned>[1]): Folded {
  return folded.status === "incident" ? { ...folded, incident: asPlanned(folded.incident, known) } : folded;
}

/** What is to be reminded of; nothing where there is no incident. */
async function remindersIn(
  github: GitHub,
  issue: ObservedIssue,
  folded: Folded,
  known: Omit<Parameters<typeof remindersFor>[2], "incident">,
): Promise<Reminding> {
  if (folded.status !== "incident") return { reminders: [], nextDeadline: null, memory: known.memory };
  return remindersFor(github, issue, { ...known, incident: folded.incident });
}

/** Whoever was asked to lead the review, where GitHub can't assign it to them. */
async function unassignableIn(github: GitHub, { repository }: ObservedIssue, folded: Folded): Promise<string[]> {
  const facilitator = folded.status === "incident" ? folded.incident.reviewPlan?.facilitator : undefined;
  if (facilitator === undefined || (await isAssignable(github, repository, facilitator))) return [];
  return [facilitator];
}

/** What an issue says by itself: what people wrote and did, and what we recorded. */
interface StatedIssue {
  memory: Memory;
  said: IncidentEvent[];
  alerts: readonly KeptRecord[];
}

interface KnownIssue {
  memory: Memory;
  events: IncidentEvent[];
  alerts: readonly KeptRecord[];
  folded: Folded;
  /** Alerts that have arrived, and belong elsewhere. */
  strays: readonly Arrival[];
  /** What is known with these events besides, which this pass brings about. */
  besides: (events: readonly IncidentEvent[]) => Pick<KnownIssue, "events" | "folded">;
}

interface PassOver {
  configuration: Configuration;
  self: string;
  beside: Beside;
}

/** Reads and folds issues for one pass; each issue at most once, also where incidents were merged. */
class Reader {
  readonly self: string;
  readonly now: Instant;
  readonly #github: GitHub;
  readonly #configuration: Configuration;
  readonly #beside: Beside;
  readonly #imported: Pick<Surroundings, "imported">;
  readonly #issues = new Map<number, Promise<ObservedIssue | null>>();

  constructor(github: GitHub, { configuration, self, beside }: PassOver, { now, imported }: Surroundings) {
    this.#github = github;
    this.#configuration = configuration;
    this.#beside = beside;
    this.self = self;
    this.now = now();
    this.#imported = imported ? { imported } : {};
  }

  /**
   * Folds an issue together with those merged into it. `survivors` are the issues on the way here: they end circles.
   * `arrivals` are alerts that have just arrived for it.
   */
  async know(
    issue: ObservedIssue,
    survivors: ReadonlySet<number>,
    arrivals: readonly Arrival[] = [],
  ): Promise<KnownIssue> {
    this.#issues.set(issue.number, Promise.resolve(issue));
    const stated = await this.#state(issue);
    const said = await this.#withPossibleMerge(issue, stated.said);
    const mergedFrom = await this.#mergedInto(issue, stated.memory, new Set([...survivors, issue.number]));
    const told = (alerts: readonly KeptRecord[], besides: readonly IncidentEvent[] = []) =>
      this.#tell(issue, { ...stated, said, alerts }, { mergedFrom, besides });
    const before = told(stated.alerts);
    const isRetired = survivorOf({ issue, self: this.self }) !== null;
    const { taken, strays } = isRetired
      ? { taken: [], strays: arrivals }
      : placed(arrivals, before, this.#configuration);
    const after = taken.length === 0 ? before : told(withArrivals(before.alerts, taken, intervalOf(before.folded)));
    const deployed = this.#deployed(issue, after.folded);
    const known = deployed.length === 0 ? after : told(after.alerts, deployed);
    const besides = (events: readonly IncidentEvent[]) =>
      events.length === 0 ? known : told(after.alerts, [...deployed, ...events]);
    return { ...known, strays, besides };
  }

  /** Deployments that have no comment of ours yet. */
  #deployed(issue: ObservedIssue, folded: Folded): IncidentEvent[] {
    if (folded.status !== "incident") return [];
    return dueDeployments(issue, this.self, folded.incident, { configuration: this.#configuration, now: this.now });
  }

  #tell(
    issue: ObservedIssue,
    stated: StatedIssue,
    { mergedFrom, besides }: { mergedFrom: readonly Incident[]; besides: readonly IncidentEvent[] },
  ): Omit<KnownIssue, "strays" | "besides"> {
    const { memory, said, alerts } = stated;
    const recorded = [...deployedEvents(issue, this.self), ...remindedEvents(issue, this.self), ...besides];
    const events = withRecorded(said, alerts, recorded);
    return { memory, events, alerts, folded: this.#fold(issue, { ...stated, said: events }, mergedFrom) };
  }

  async #state(issue: ObservedIssue): Promise<StatedIssue> {
    const memory = await judgeActs(this.#github, issue, this.self, memoryOn(issue, this.self));
    const { zone, commands, labels } = this.#configuration;
    const said = readEvents(issue, {
      self: this.self,
      standing: (who, at) => recall(memory, who, at) ?? "outsider",
      zone,
      bare: commands.bare,
      repository: `${issue.repository.owner}/${issue.repository.name}`,
      incidentLabel: labels.incident,
      form: memory.form,
    });
    return { memory, said, alerts: recordsOn(issue, this.self).records };
  }

  async #withPossibleMerge(issue: ObservedIssue, events: IncidentEvent[]): Promise<IncidentEvent[]> {
    const merge = mergeStatement(events);
    if (!merge) return events;
    const problem = await mergeProblem(issue.number, merge, (number) => this.#mergeOf(number));
    if (!problem) return events;
    return this.#withPossibleMerge(issue, refuseMerge(events, merge, problem));
  }

  async #mergeOf(number: number) {
    const issue = await this.#read(number);
    if (issue?.kind !== "issue") return null;
    const stated = await this.#state(issue);
    const { folded } = this.#tell(issue, stated, { mergedFrom: [], besides: [] });
    return { isIncident: folded.status === "incident", merge: mergeStatement(stated.said) };
  }

  async #mergedInto(issue: ObservedIssue, memory: Memory, survivors: ReadonlySet<number>): Promise<Incident[]> {
    const ours = new Set([this.#configuration.labels.incident.toLowerCase(), ...severities]);
    const closed = mergeCandidates(issue, (label) => ours.has(label.toLowerCase()));
    const candidates = [...new Set([...memory.merged, ...closed])].filter((number) => !survivors.has(number));
    const issues = await Promise.all(candidates.map((number) => this.#read(number)));
    const known = await Promise.all(
      issues.flatMap((candidate) => (candidate ? [this.know(candidate, survivors)] : [])),
    );
    return known.flatMap(({ folded }) =>
      folded.status === "incident" && folded.incident.mergedInto === issue.number ? [folded.incident] : [],
    );
  }

  #read(number: number): Promise<ObservedIssue | null> {
    const reading = this.#issues.get(number) ?? this.#github.read([number]).then(([issue]) => issue ?? null);
    this.#issues.set(number, reading);
    return reading;
  }

  /** The items as they are once this pass has carried out what commands, issue fields and the board say of them. */
  #items(issue: ObservedIssue, memory: Memory, events: readonly IncidentEvent[]): ActionItem[] {
    const { self, now } = this;
    const configuration = this.#configuration;
    const { board, fields } = issue.number === this.#beside.issue ? this.#beside : { board: null, fields: null };
    const known = { issue, self, memory, configuration, events, board, fields, now };
    return withBoard(itemsBefore(known), boardKnown(known));
  }

  #fold(issue: ObservedIssue, { memory, said: events, alerts }: StatedIssue, mergedFrom: readonly Incident[]): Folded {
    return fold({
      repository: `${issue.repository.owner}/${issue.repository.name}`,
      number: issue.number,
      url: issue.url,
      title: issue.title,
      issue: { state: issue.state, author: issue.author.login, createdAt: issue.createdAt, closedAt: issue.closedAt },
      events,
      alerts,
      now: this.now,
      actionItems: this.#items(issue, memory, events),
      formerItems: Object.entries(memory.items).flatMap(([item, { kind }]) =>
        kind === "action" ? [Number(item)] : [],
      ),
      review: reviewOf(issue, this.self, memory),
      mergedFrom: mergedFrom.map((merged) => ({
        ...merged,
        actionItems: asClosed(merged.actionItems, { events, memory, now: this.now }),
      })),
      labels: { incident: this.#configuration.labels.incident },
      reviewSeverities: this.#configuration.review.severities,
      ...this.#imported,
    });
  }
}
