/** What happens in the demo, turn by turn: people act, monitoring sends its alerts, the Action comes by, or time passes. */
import type { Act } from "../../test/reference-case.ts";
import type { AlertMessage } from "./monitoring.ts";

/** People's own acts: on the incident's issue, on another one, on the project board, on the configuration. */
export type PersonsAct = Act | Answer | BoardMove | Merging;

export type Turn = PersonsAct | Alerting | ScheduledRun | Waiting;

/** A comment on another issue than the incident's. */
interface Answer {
  at: string;
  who: string;
  on: number;
  text: string;
}

/** A field of an item is set on the project board. */
interface BoardMove {
  at: string;
  who: string;
  moves: number;
  field: string;
  value: string;
}

/** Another `.github/sooner.yml` is merged. */
interface Merging {
  at: string;
  who: string;
  merges: string;
  configuration: string;
}

/** Monitoring sends a message. */
export interface Alerting {
  at: string;
  sends: AlertMessage;
}

/** The workflow's schedule comes: GitHub starts the Action. */
export interface ScheduledRun {
  at: string;
  runs: "the Action";
}

/** Nobody does anything, until a deadline has come and the App says so. */
export interface Waiting {
  at: string;
  waits: string;
}
