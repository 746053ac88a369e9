/** What the world holds of check runs, in GitHub's own terms. */
import type { Instant } from "../../src/incident/incident.ts";
import type { Repository } from "./state.ts";

/** What a check run says of a line, as the API is told it. */
interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: "notice" | "warning" | "failure";
  message: string;
  title?: string | undefined;
}

export interface CheckRun {
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  sha: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  annotations: Annotation[];
  at: Instant;
}
