/** What was said besides times: services, customers, updates, changes, learnings, factors, and the like. */

import type { Command } from "../timeline/command.ts";
import { type IncidentEvent, isSaid } from "../timeline/event.ts";
import type { Change, Factor, Incident, Instant, Stage, StatusUpdate } from "./incident.ts";
import { countsAsClosing, statedBy, type Turn } from "./intervals.ts";
import { following } from "./order.ts";
import type { Review } from "./review.ts";
import { type Statement, stating } from "./statements.ts";

type Story = Pick<
  Incident,
  | "drill"
  | "nearMiss"
  | "services"
  | "detectedBy"
  | "customers"
  | "updates"
  | "changes"
  | "learnings"
  | "factors"
  | "wentWell"
  | "parked"
  | "publicSummary"
  | "related"
  | "reviewPlan"
>;

/** Everything said in so many words; what stands in the review counts as much as a command. */
export function storyOf(statements: readonly Statement[], review: Review | null): Story {
  const said = (verb: "learned" | "well" | "park") => stating(statements, verb).map(({ command }) => command.text);
  const declared = stating(statements, "incident").map(({ command }) => command);
  const written = review?.written;
  return {
    drill: stating(statements, "drill").length > 0 || declared.some(({ drill }) => drill),
    nearMiss: stating(statements, "near-miss").length > 0 || declared.some(({ nearMiss }) => nearMiss),
    services: distinct(stating(statements, "affects").flatMap(({ command }) => command.services)),
    detectedBy: stating(statements, "detected").findLast(({ command }) => command.by)?.command.by ?? null,
    customers: customersOf(statements),
    updates: stating(statements, "update").map(
      ({ command, at, who }): StatusUpdate => ({ at, who, text: command.text }),
    ),
    changes: changesOf(statements),
    learnings: distinct([...said("learned"), ...(written?.learnings ?? [])]),
    factors: factorsOf(statements, written?.factors ?? []),
    wentWell: distinct([...said("well"), ...(written?.wentWell ?? [])]),
    parked: distinct([...said("park"), ...(written?.parked ?? [])]),
    publicSummary: publicSummary(statements, written?.publicSummary ?? ""),
    related: [...new Set(stating(statements, "related").map(({ command }) => command.issue))],
    reviewPlan: reviewPlan(statements),
  };
}

/** Comments by people outside of the team, which are kept out of everything else. */
export function outsideReports(events: readonly IncidentEvent[]): number {
  return events.filter((event) => isSaid(event) && event.kind === "comment" && event.standing === "outsider").length;
}

/** Once each, as first written; the same words in another case are the same. */
export function distinct(texts: readonly string[]): string[] {
  const seen = new Map(texts.map((text) => [normal(text), text] as const).reverse());
  return [...seen.values()].reverse();
}

function normal(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

function customersOf(statements: readonly Statement[]): Incident["customers"] {
  const said = stating(statements, "customers").at(-1)?.command;
  const impact = stating(statements, "impact").at(-1)?.command.text;
  return { impacted: said?.impacted ?? null, text: impact ?? said?.text ?? "" };
}

function changesOf(statements: readonly Statement[]): Change[] {
  const changes = new Map<string, Change>();
  for (const { command } of stating(statements, "change")) {
    const { kind, ref, effect } = command;
    changes.set(`${kind} ${ref}`, { kind, ref, effect: effect ?? changes.get(`${kind} ${ref}`)?.effect ?? null });
  }
  return [...changes.values()];
}

function factorsOf(statements: readonly Statement[], written: readonly Factor[]): Factor[] {
  const said = stating(statements, "factor").map(
    ({ command }): Factor => ({ text: command.text, effect: command.effect ?? null }),
  );
  const factors = new Map<string, Factor>();
  for (const factor of [...said, ...written]) {
    const known = factors.get(normal(factor.text));
    factors.set(normal(factor.text), {
      text: known?.text ?? factor.text,
      effect: factor.effect ?? known?.effect ?? null,
    });
  }
  return [...factors.values()];
}

/** The review's section is where people polish it, so it goes before the command. */
function publicSummary(statements: readonly Statement[], written: string): string {
  return written || (stating(statements, "public").at(-1)?.command.text ?? "");
}

function reviewPlan(statements: readonly Statement[]): Incident["reviewPlan"] {
  const plans = stating(statements, "review");
  if (plans.length === 0) return null;
  const at = plans.findLast(({ command }) => command.time)?.command.time?.at;
  const facilitator = plans.findLast(({ command }) => command.facilitator)?.command.facilitator;
  return { ...(at === undefined ? {} : { at }), ...(facilitator ? { facilitator } : {}) };
}

const stages: Partial<Record<Command["verb"], Stage>> = {
  investigating: "investigating",
  identified: "identified",
  mitigated: "mitigated",
  monitoring: "monitoring",
  resolved: "resolved",
  reopen: "reopened",
};

/** The stages in their order; a reopening outdoes whatever is said of the time before it. */
const inOrder: readonly Stage[] = Object.values(stages);

/**
 * How far the response is, by what people last said or did in GitHub's interface, and alerts did after a recovery. Who
 * tells of an earlier time, and of an earlier stage, corrects the past and says nothing about now.
 */
export function stageOf(
  events: readonly IncidentEvent[],
  statements: readonly Statement[],
  { refused, turns }: { refused: ReadonlySet<string>; turns: readonly Turn[] },
): Stage {
  const counted = statements.filter(({ event, command }) => !refused.has(`${event.id} ${command.line}`));
  const taken = [...events.flatMap(stepByHand), ...turns, ...counted.flatMap(stepByWord)];
  const steps = asStages(taken.sort((a, b) => a.order - b.order));
  const last = steps.reduce<Step | null>((latest, step) => (latest && isOfThePast(step, latest) ? latest : step), null);
  return last?.stage ?? "declared";
}

interface Step {
  stage: Stage;
  at: Instant;
  order: number;
}

/** With the last stage of the response in the place of each recovery that was none. */
function asStages(taken: readonly (Step | Turn)[]): Step[] {
  let response: Stage = "declared";
  return taken.map(({ stage, at, order }) => {
    if (stage === "as before") return { stage: response, at, order };
    if (ofResponse.has(stage)) response = stage;
    return { stage, at, order };
  });
}

const ofResponse: ReadonlySet<Stage> = new Set(["investigating", "identified", "reopened"]);

function isOfThePast(step: Step, latest: Step): boolean {
  return step.at < latest.at && inOrder.indexOf(step.stage) < inOrder.indexOf(latest.stage);
}

function stepByHand(event: IncidentEvent, order: number): Step[] {
  const { at } = event;
  if (event.kind === "closed" && event.reason === "completed" && countsAsClosing(event))
    return [{ stage: "resolved", at, order }];
  return event.kind === "reopened" && event.standing === "triage" ? [{ stage: "reopened", at, order }] : [];
}

function stepByWord({ command, at: written, order }: Statement): Step[] {
  const isOver = command.verb === "incident" && command.resolved === true;
  const stage = isOver ? "resolved" : stages[command.verb];
  const at = "time" in command && command.time ? command.time.at : written;
  return stage ? [{ stage, at, order }] : [];
}

/** Whether somebody has said what to change, of the time since the incident was last reopened. */
export function identifiedSince(statements: readonly Statement[], reopened: Instant | null): boolean {
  return stating(statements, "identified").some((statement) => {
    const { at } = following(statedBy(statement), reopened);
    return reopened === null || at >= reopened;
  });
}
