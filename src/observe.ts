/** Reads one issue from GitHub and works out what it means: the first half of a pass. */
import { isAssignable } from "./assignable.ts";
import { actionItemsOf, reviewOf } from "./children.ts";
import { type Configuration, readConfiguration } from "./config.ts";
import type { ObservedIssue } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";
import { type Folded, fold } from "./incident/fold.ts";
import { type Incident, type Instant, severities } from "./incident/incident.ts";
import { type Memory, nothingRemembered, readMemory, recall } from "./memory.ts";
import { mergeCandidates, mergeProblem, mergeStatement, refuseMerge } from "./merge.ts";
import { asPlanned } from "./plan/review.ts";
import { ownComments, type Situation } from "./situation.ts";
import { judgeActs } from "./standings.ts";
import type { IncidentEvent } from "./timeline/event.ts";
import { readEvents } from "./timeline/events.ts";
import { compileTemplates } from "./words/templates.ts";

export interface Surroundings {
  /** Sources of our own templates, by file name. */
  templates: Readonly<Record<string, string>>;
  now: () => Instant;
  /** The issues are of old times, and imported. */
  imported?: true;
}

/** Everything one pass knows of an issue as it was just read. Asks GitHub only for people's standing and merged incidents. */
export async function understand(github: GitHub, issue: ObservedIssue, surroundings: Surroundings): Promise<Situation> {
  const { configuration, problems } = readConfiguration(issue.repository.configuration);
  const overridden = compileTemplates(surroundings.templates, issue.repository.templates);
  const reader = new Reader(github, configuration, await github.self(), surroundings);
  const { memory, events, folded } = await reader.know(issue, new Set());
  const known = { memory, unassignable: await unassignableIn(github, issue, folded), configuration };
  const broken = overridden.problems.map(({ file, problem, remedy }) => ({
    line: null,
    problem: `${file}: ${problem}`,
    remedy,
  }));
  return {
    issue,
    self: reader.self,
    memory,
    events,
    folded: folded.status === "incident" ? { ...folded, incident: asPlanned(folded.incident, known) } : folded,
    unassignable: known.unassignable,
    configuration,
    problems: [...problems, ...broken],
    templates: overridden.templates,
    now: reader.now,
  };
}

/** Whoever was asked to lead the review, where GitHub can't assign it to them. */
async function unassignableIn(github: GitHub, { repository }: ObservedIssue, folded: Folded): Promise<string[]> {
  const facilitator = folded.status === "incident" ? folded.incident.reviewPlan?.facilitator : undefined;
  if (facilitator === undefined || (await isAssignable(github, repository, facilitator))) return [];
  return [facilitator];
}

/** Reads and folds issues for one pass; each issue at most once, also where incidents were merged. */
class Reader {
  readonly self: string;
  readonly now: Instant;
  readonly #github: GitHub;
  readonly #configuration: Configuration;
  readonly #imported: Pick<Surroundings, "imported">;
  readonly #issues = new Map<number, Promise<ObservedIssue | null>>();

  constructor(github: GitHub, configuration: Configuration, self: string, { now, imported }: Surroundings) {
    this.#github = github;
    this.#configuration = configuration;
    this.self = self;
    this.now = now();
    this.#imported = imported ? { imported } : {};
  }

  /** Folds an issue together with those merged into it. `survivors` are the issues on the way here: they end circles. */
  async know(
    issue: ObservedIssue,
    survivors: ReadonlySet<number>,
  ): Promise<{ memory: Memory; events: IncidentEvent[]; folded: Folded }> {
    this.#issues.set(issue.number, Promise.resolve(issue));
    const stated = await this.#state(issue);
    const events = await this.#withPossibleMerge(issue, stated.events);
    const mergedFrom = await this.#mergedInto(issue, stated.memory, new Set([...survivors, issue.number]));
    return { memory: stated.memory, events, folded: this.#fold(issue, stated.memory, events, mergedFrom) };
  }

  async #state(issue: ObservedIssue): Promise<{ memory: Memory; events: IncidentEvent[] }> {
    const card = ownComments(issue, this.self).find(({ key }) => key === "card");
    const before = card ? readMemory(card.value) : nothingRemembered;
    const memory = await judgeActs(this.#github, issue, this.self, before);
    const { zone, commands, labels } = this.#configuration;
    const events = readEvents(issue, {
      self: this.self,
      standing: (who, at) => recall(memory, who, at) ?? "outsider",
      zone,
      bare: commands.bare,
      repository: `${issue.repository.owner}/${issue.repository.name}`,
      incidentLabel: labels.incident,
      form: memory.form,
    });
    return { memory, events };
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
    const { events, memory } = await this.#state(issue);
    return { isIncident: this.#fold(issue, memory, events, []).status === "incident", merge: mergeStatement(events) };
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

  #fold(
    issue: ObservedIssue,
    memory: Memory,
    events: readonly IncidentEvent[],
    mergedFrom: readonly Incident[],
  ): Folded {
    return fold({
      repository: `${issue.repository.owner}/${issue.repository.name}`,
      number: issue.number,
      url: issue.url,
      title: issue.title,
      issue: { state: issue.state, author: issue.author.login, createdAt: issue.createdAt, closedAt: issue.closedAt },
      events,
      actionItems: actionItemsOf(issue, this.self, memory, this.#configuration),
      review: reviewOf(issue, this.self, memory),
      mergedFrom,
      labels: { incident: this.#configuration.labels.incident },
      reviewSeverities: this.#configuration.review.severities,
      ...this.#imported,
    });
  }
}
