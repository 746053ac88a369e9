/** What a pass can change on GitHub: plain values, one for each verb of the port, so that a plan can be printed and tested. */

import type { BoardSetting, NewBoardField, ReactionTarget } from "../github/port.ts";
import type { Day, Priority } from "../incident/action-item.ts";
import type { Instant } from "../incident/incident.ts";
import type { LabelDefinition } from "../words/labels.ts";

export type Change =
  | { do: "create label"; label: LabelDefinition }
  | { do: "add labels"; issue: number; labels: string[] }
  | { do: "remove label"; issue: number; label: string }
  /** All of the issue's labels at once: where one severity takes another's place. */
  | { do: "set labels"; issue: number; labels: string[] }
  | { do: "set state"; issue: number; state: "open" | "completed" | "not planned" | "duplicate" }
  | { do: "set body"; issue: number; body: string }
  | { do: "create board field"; project: number; field: NewBoardField }
  /** Puts an issue on the board, and sets its fields there. */
  | { do: "add to board"; project: number; issue: number; databaseId: number; values: BoardSetting[] }
  | { do: "remove from board"; project: number; issue: number; item: number }
  | { do: "set on board"; project: number; issue: number; item: number; values: BoardSetting[] }
  | { do: "set type"; issue: number; type: string }
  /** Of the organisation's issue fields. */
  | { do: "set fields"; issue: number; values: BoardSetting[] }
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
  /** Its type, where the organisation has one of that name. */
  type: string;
  /** What issue fields can say too, where the organisation has them. */
  priority: Priority | null;
  due: Day | null;
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
