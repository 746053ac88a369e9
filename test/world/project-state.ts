/** What the world holds of organisations' projects: fields, items and their values, in GitHub's own terms. */
import type { Instant } from "../../src/incident/incident.ts";
import type { Organization } from "./organization-state.ts";
import type { Issue, Person } from "./state.ts";

/** Kinds of fields that people make and set. */
export const SETTABLE = ["single_select", "date", "text", "number"] as const;
export type SettableType = (typeof SETTABLE)[number];

/** Kinds of fields that show what the issue says itself. */
type ShownType =
  | "title"
  | "assignees"
  | "labels"
  | "linked_pull_requests"
  | "milestone"
  | "repository"
  | "reviewers"
  | "parent_issue"
  | "sub_issues_progress";

export interface Project {
  type: "ProjectV2";
  id: number;
  nodeId: string;
  owner: Organization;
  number: number;
  title: string;
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  fields: ProjectField[];
  items: ProjectItem[];
  /** Whether its workflow "item closed" is on: what is closed gets the status Done. */
  automatic: boolean;
}

export interface ProjectField {
  type: "ProjectV2Field" | "ProjectV2SingleSelectField";
  id: number;
  nodeId: string;
  project: Project;
  name: string;
  dataType: SettableType | ShownType;
  /** Of a single select. */
  options: ProjectOption[];
  createdAt: Instant;
  updatedAt: Instant;
}

export interface ProjectOption {
  id: string;
  name: string;
  color: string;
}

export interface ProjectItem {
  type: "ProjectV2Item";
  id: number;
  nodeId: string;
  project: Project;
  content: Issue;
  creator: Person;
  createdAt: Instant;
  updatedAt: Instant;
  archivedAt: Instant | null;
  /** One a field at most. */
  values: ProjectValue[];
}

export const VALUE_TYPES = {
  single_select: "ProjectV2ItemFieldSingleSelectValue",
  date: "ProjectV2ItemFieldDateValue",
  text: "ProjectV2ItemFieldTextValue",
  number: "ProjectV2ItemFieldNumberValue",
} as const satisfies Record<SettableType, string>;

export interface ProjectValue {
  type: (typeof VALUE_TYPES)[SettableType];
  id: number;
  nodeId: string;
  item: ProjectItem;
  field: ProjectField;
  /** The option's id, the day, the text or the number. */
  value: string | number;
  /** Who set it first. */
  creator: Person;
  createdAt: Instant;
  updatedAt: Instant;
}

/** The option that a single select's value names. */
export const optionOf = ({ field, value }: ProjectValue): ProjectOption | undefined =>
  field.options.find((option) => option.id === value);

/** What a reader sees of a value: an option by its name. */
export const shownValue = (value: ProjectValue): string => optionOf(value)?.name ?? String(value.value);

/** The item of an issue; undefined where the project has none. */
export const itemOn = (project: Project, issue: Issue): ProjectItem | undefined =>
  project.items.find((item) => item.content === issue);
