/** What the world holds of discussions: categories, discussions, comments on them, in GitHub's own terms. */
import type { Instant } from "../../src/incident/incident.ts";
import type { Edit, Person, Repository } from "./state.ts";

export interface DiscussionCategory {
  type: "DiscussionCategory";
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  createdAt: Instant;
}

interface Written {
  id: number;
  nodeId: string;
  body: string;
  author: Person;
  createdAt: Instant;
  updatedAt: Instant;
  edits: Edit[];
  /** What one of our bots says here and no test has read yet. */
  unread: boolean;
}

export interface Discussion extends Written {
  type: "Discussion";
  repository: Repository;
  number: number;
  title: string;
  category: DiscussionCategory;
  /** Oldest first. */
  comments: DiscussionComment[];
}

export interface DiscussionComment extends Written {
  type: "DiscussionComment";
  discussion: Discussion;
}
