/** Phases: detection, response (triage, investigation), remediation, analysis, readiness; and where an incident is now. */
import type { ActionItem } from "./action-item.ts";
import type { CurrentPhase, Instant, Moments, Phase, SpanPhase } from "./incident.ts";
import type { Review } from "./review.ts";

export interface PhasesInput {
  moments: Moments;
  /** A review is due, or was asked for. */
  reviewDue: boolean;
  review: Review | null;
  actionItems: readonly ActionItem[];
}

/** The phases as far as they are known, in order. Nothing is split by a guess. */
export function phasesOf(input: PhasesInput): Phase[] {
  const { started, detected, restored } = input.moments;
  const detection = started && detected ? [span("detection", started.at, detected.at)] : [];
  const response = detected ? responseOf(input.moments, detected.at) : [];
  if (!restored) return [...detection, ...response];
  const analysed = analysisEnd(input);
  const analysis = span("analysis", restored.at, analysed);
  return [
    ...detection,
    ...response,
    analysis,
    ...(analysed === undefined ? [] : [span("readiness", analysed, readinessEnd(input, analysed))]),
  ];
}

function responseOf({ acknowledged, identified, restored }: Moments, detected: Instant): Phase[] {
  if (restored && (!identified || identified.at > restored.at))
    return [span("response and remediation", detected, restored.at)];
  const parts = partsOf(detected, acknowledged?.at, identified?.at);
  return identified ? [...parts, span("remediation", identified.at, restored?.at)] : parts;
}

function partsOf(detected: Instant, acknowledged: Instant | undefined, identified: Instant | undefined): Phase[] {
  if (acknowledged === undefined) return [span("response", detected, identified)];
  if (identified !== undefined && identified < acknowledged) return [span("response", detected, identified)];
  return [span("triage", detected, acknowledged), span("investigation", acknowledged, identified)];
}

function span(phase: SpanPhase, from: Instant, to?: Instant): Phase {
  if (to === undefined) return { phase, from, state: "recorded" };
  return { phase, from, to, state: to < from ? "inconsistent" : "recorded" };
}

/** The review, its closing where it was not held, or the restoration where none is due; undefined while it is to come. */
function analysisEnd({ moments, reviewDue, review }: PhasesInput): Instant | undefined {
  if (moments.reviewed) return moments.reviewed.at;
  const restored = moments.restored?.at;
  if (review?.closedAt !== undefined) return Math.max(restored ?? review.closedAt, review.closedAt);
  return reviewDue || review ? undefined : restored;
}

/** Until every action item is done or declined; undefined while one is open. */
function readinessEnd({ actionItems }: PhasesInput, from: Instant): Instant | undefined {
  if (actionItems.some(isOpen)) return undefined;
  return Math.max(from, ...actionItems.flatMap(({ closedAt }) => (closedAt === undefined ? [] : [closedAt])));
}

function isOpen({ state }: ActionItem): boolean {
  return state === "open";
}

export interface Standing extends PhasesInput {
  /** Whether the service is back. */
  recovered: boolean;
  identifiedSinceReopening: boolean;
}

/** The phase the incident is in. Reopened, it is in response again until somebody identifies again. */
export function currentPhase(input: Standing): CurrentPhase {
  if (!input.recovered) return input.identifiedSinceReopening ? "remediation" : "response";
  const { reviewDue, review, actionItems } = input;
  if ((reviewDue || review) && analysisEnd(input) === undefined) return "analysis";
  return actionItems.some(isOpen) ? "readiness" : "closed";
}

/** The phase at an instant, for an entry: the finest that is known. */
export function phaseAt(phases: readonly Phase[], moments: Moments, at: Instant): SpanPhase {
  const { detected, restored } = moments;
  if (restored && at >= restored.at) return after(phases, at);
  if (at < (detected ?? moments.started ?? { at }).at) return "detection";
  return detected ? during(moments, at) : outside(moments, at);
}

function after(phases: readonly Phase[], at: Instant): SpanPhase {
  const readiness = phases.find(({ phase }) => phase === "readiness");
  return readiness && at >= readiness.from ? "readiness" : "analysis";
}

/** Between detection and restoration. */
function during({ acknowledged, identified, restored }: Moments, at: Instant): SpanPhase {
  const known = identified && (!restored || identified.at <= restored.at) ? identified : null;
  if (known && at >= known.at) return "remediation";
  if (known && acknowledged && known.at < acknowledged.at) return "response";
  if (acknowledged && at < acknowledged.at) return "triage";
  if (restored && !known) return "response and remediation";
  return acknowledged ? "investigation" : "response";
}

/** Before the restoration, where nobody knows when it was detected. */
function outside({ identified, restored }: Moments, at: Instant): SpanPhase {
  if (identified) return at >= identified.at ? "remediation" : "response";
  return restored ? "response and remediation" : "response";
}
