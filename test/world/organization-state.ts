/** What the world holds of organisations: teams, and what their issues can be and say, in GitHub's own terms. */
import type { Instant } from "../../src/incident/incident.ts";
import type { Person } from "./state.ts";

export interface Organization {
  type: "Organization";
  id: number;
  nodeId: string;
  login: string;
  /** Names. */
  issueTypes: string[];
  issueFields: IssueField[];
}

export interface Team {
  id: number;
  nodeId: string;
  organization: Organization;
  slug: string;
  createdAt: Instant;
  members: Person[];
}

export interface IssueField {
  id: number;
  nodeId: string;
  name: string;
  dataType: "single_select" | "date" | "text" | "number";
  /** Of a single select. */
  options: { id: number; name: string }[];
}

export interface IssueFieldValue {
  field: IssueField;
  /** An option's name, a day, a text or a number. */
  value: string | number;
}
