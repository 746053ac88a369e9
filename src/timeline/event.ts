/** What happened on an incident's issue, in our words: the input of the fold, sorted as written. Types, and who counts. */
import type { AlertRecord } from "../alerts/record.ts";
import type { Instant } from "../incident/incident.ts";
import type { Origin } from "../origin.ts";
import type { Command, Refusal } from "./command.ts";

/**
 * What somebody was to the repository when they acted. `triage`: may give commands. `responder`: of the organisation, or
 * with access. `outsider`: anybody else. `bot`: another program. `self`: this App.
 */
export type Standing = "triage" | "responder" | "outsider" | "bot" | "self";

interface Written {
  /** Stable and unique on the issue: `comment:123`, `labeled:456`, `opened`. */
  id: string;
  /** When GitHub recorded it. Events come sorted by GitHub's own order. */
  at: Instant;
  who: string;
  standing: Standing;
  url: string;
}

/** A person's mark on a comment by reaction: 👍 helped, 👎 hurt, 😕 no effect. */
export interface ImpactReaction {
  who: string;
  standing: Standing;
  impact: "positive" | "negative" | "neutral";
  at: Instant;
}

export interface Words {
  /** Last edit of the text, by whom, and their standing; absent where never edited. */
  edited?: { at: Instant; who: string; standing: Standing };
  /** Plain text without commands; "" where there were only commands. */
  text: string;
  commands: Command[];
  refusals: Refusal[];
  reactions: ImpactReaction[];
  /** Logins it mentions outside of commands: a hint that it is a conversation. */
  mentions: string[];
  /** Whether it quotes somebody: an answer. */
  answers: boolean;
}

/** The alert that an event is about: those of the same source and fingerprint are about the same thing. */
export type AlertName = Pick<AlertRecord, "source" | "fingerprint" | "title" | "severity" | "service" | "link">;

/** A successful deployment while the incident went on. */
interface Deployed {
  id: number;
  environment: string;
  /** What was deployed, as it was asked for: a branch, a tag or a commit; null where GitHub doesn't know it any more. */
  ref: string | null;
  sha: string;
  url: string | null;
}

export type IncidentEvent = Written &
  (
    | ({ kind: "opened"; title: string; origin?: Origin; form?: FormFields } & Words)
    | ({ kind: "comment"; comment: number } & Words)
    | {
        kind: "labeled";
        label: string /** Put on by the form or template as the issue was opened. */;
        atOpening: boolean;
      }
    | { kind: "unlabeled"; label: string }
    | { kind: "assigned" | "unassigned"; assignee: string }
    | {
        kind: "closed";
        reason: "completed" | "not planned" | "duplicate";
        pullRequest?: { number: number; mergedBy: string | null; mergerStanding: Standing };
      }
    | { kind: "reopened" }
    /** Said in GitHub's interface: duplicate of that issue; null takes it back. */
    | { kind: "marked as duplicate"; of: number | null }
    | { kind: "pull request merged"; number: number; title: string }
    /** At the time of its arrival; `startedAt` is by the sender's clock. */
    | { kind: "alert fired"; alert: AlertName; startedAt: Instant | null }
    /** At the time of its arrival; `endedAt` is by the sender's clock. */
    | { kind: "alert ended"; alert: AlertName; endedAt: Instant }
    /** At the time when somebody took it up over there, by their name there. */
    | { kind: "alert acknowledged"; alert: AlertName; by: string | null }
    /** A deadline that was missed, at the time of our reminder; `told` are those it mentioned: logins, and teams as `org/team`. */
    | { kind: "reminded"; subject: "acknowledgement" | "update"; stage: string; told: string[] }
    /** At the time of its success. */
    | { kind: "deployed"; deployment: Deployed }
  );

/** What the issue form asked. */
export interface FormFields {
  severity?: string;
  started?: string;
  services?: string;
  customers?: string;
  detectedBy?: string;
}

/** An event in which somebody says something. */
export type Said = Extract<IncidentEvent, Words>;

/** Whether the words' commands count: by the standing of whoever wrote them last. What the App opened, it opened for somebody. */
export function mayCommand(event: Said): boolean {
  if (event.kind === "opened" && event.origin) return true;
  return (event.edited ?? event).standing === "triage";
}

/** Whether the act is one of the people who respond, rather than of a passer-by or a program. */
export function isResponder({ standing }: { standing: Standing }): boolean {
  return standing === "triage" || standing === "responder";
}

/** Whether the event has words. */
export function isSaid(event: IncidentEvent): event is Said {
  return event.kind === "opened" || event.kind === "comment";
}
