/** What a pass can change on GitHub: plain values, one for each verb of the port, so that a plan can be printed and tested. */

import type { ReactionTarget } from "../github/port.ts";
import type { Instant } from "../incident/incident.ts";
import type { LabelDefinition } from "../words/labels.ts";

export type Change =
  | { do: "create label"; label: LabelDefinition }
  | { do: "add labels"; issue: number; labels: string[] }
  | { do: "remove label"; issue: number; label: string }
  /** All of the issue's labels at once: where one severity takes another's place. */
  | { do: "set labels"; issue: number; labels: string[] }
  | { do: "set state"; issue: number; state: "open" | "completed" | "not planned" | "duplicate" }
  | { do: "set title"; issue: number; title: string }
  | { do: "create comment"; issue: number; body: string }
  /** Posts the card and pins it; `pinned` is its text once pinning has been tried. */
  | { do: "create card"; issue: number; body: string; pinned: string }
  | { do: "pin card"; comment: number; pinned: string }
  | { do: "edit comment"; comment: number; body: string }
  | { do: "delete comment"; comment: number }
  | { do: "react"; to: ReactionTarget; with: "rocket" | "confused" }
  | { do: "unreact"; to: ReactionTarget; with: "rocket" | "confused" }
  | { do: "link"; parent: number; databaseId: number }
  | { do: "unlink"; parent: number; databaseId: number }
  /** Assigns somebody in the place of somebody else. */
  | { do: "hand over"; issue: number; from: string | null; to: string };

/** An issue that the incident needs and that isn't there yet. It is made before all else, as the card names it. */
export interface NewChild {
  kind: "action" | "review";
  /** What it is made from: part of its marker, by which it is recognised. */
  from: string;
  title: string;
  /** Logins to assign, as far as GitHub knows them here. */
  owners: string[];
  /** Its text, once it is known which owners GitHub doesn't know. */
  body: (unknownOwners: readonly string[]) => string;
  labels: LabelDefinition[];
}

/** What one pass is to change. */
export interface Plan {
  /** What alerts have told, and nobody sends again: to be on GitHub before all else. */
  records: Change[];
  changes: Change[];
  /** Incidents that this one's state matters to: each is due a pass of its own. */
  also: number[];
  /** When time alone will have made a difference, so that another pass is due; absent where it won't. */
  wakeAt?: Instant;
}

/** What a pass over an issue would do first. */
export interface Rehearsal {
  changes: Change[];
  /** Issues that would be made before all else: with them there, more may change. */
  children: NewChild[];
}
