/** What one read brings back of an organisation's project board: its fields, and what it says of our issues. */
import type { Instant } from "../incident/incident.ts";

export interface BoardField {
  /** REST's id. */
  id: number;
  name: string;
  type: "single select" | "date" | "text" | "number" | "other";
  /** Of a single select. */
  options: { id: string; name: string }[];
}

/** A value with the time of its last change. */
export interface BoardValue {
  /** The option's name, the day as `2026-12-01`, or the text; null where it is empty. */
  value: string | null;
  /** Null where that is not known, as of an empty value. */
  at: Instant | null;
}

/** What the board says of one issue. Values are by the field's configured name; what the board has no field for is left out. */
export interface BoardItem {
  /** The issue's number in the repository. */
  issue: number;
  /** REST's id of the item; null where the issue isn't on the board. */
  item: number | null;
  archived: boolean;
  values: Record<string, BoardValue>;
  /** When labels were last put on or taken off the issue, its state and its text last changed: GitHub tells no more. */
  changed: { labels: Instant | null; state: Instant | null; text: Instant | null };
}

export interface ObservedBoard {
  project: number;
  title: string;
  url: string;
  closed: boolean;
  /** Whether we may change anything on it. */
  writable: boolean;
  fields: BoardField[];
  items: BoardItem[];
}

/** The board, or why it can't be had: it is deleted or hidden, the App may not, or the owner is a person. */
export type BoardReading = { state: "read"; board: ObservedBoard } | { state: "missing" | "forbidden" | "personal" };
