/** A conversation that the product adds to again and again: an issue, or a discussion. */

/** A comment of ours, by what GitHub removes it with. */
interface Post<Id> {
  id: Id;
  url: string;
}

export interface Thread<Id> {
  url: string;
  /** Closed where people closed or locked it: they don't want more. */
  state: "open" | "closed";
  /** Those of our comments that were looked for, oldest first. */
  posts: Post<Id>[];
}

/** Finds the one conversation, and adds to it. Every method may throw a `GitHubError`. */
export interface Threads<Id> {
  /** The conversation, with our comments that have a marker of this key; null where there is none yet. */
  find(key: string): Promise<Thread<Id> | null>;
  /** Begins one; where another process did so at the same moment, the older one stays. */
  begin(): Promise<void>;
  /** Adds to the one that was found last; false where it is locked. */
  add(body: string): Promise<boolean>;
  remove(id: Id): Promise<void>;
}
