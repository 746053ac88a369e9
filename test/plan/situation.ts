/** What a pass knows, for tests of what it plans: the reference case's issue, with what a test says of it. */
import { defaults } from "../../src/config.ts";
import type { Actor, ObservedComment, ObservedIssue, TimelineItem } from "../../src/github/observed.ts";
import { nothingRemembered } from "../../src/memory.ts";
import type { Situation } from "../../src/situation.ts";
import type { IncidentEvent } from "../../src/timeline/event.ts";
import { reference, templates } from "../words/reference.ts";

const gary = { login: "gary", kind: "user" } as const;

/** The issue of the reference case: open, labelled as it should be, in a repository that has all labels. */
export function issueWith(more: Partial<ObservedIssue> = {}): ObservedIssue {
  return {
    repository: {
      owner: "acme",
      name: "shop",
      url: "https://github.com/acme/shop",
      private: false,
      labels: ["incident", "sev1", "sev2", "sev3", "bug"],
      configuration: null,
      templates: {},
      deployments: null,
      merged: null,
    },
    kind: "issue",
    number: reference.number,
    id: "I_12",
    databaseId: 1200,
    title: reference.title,
    body: "",
    url: reference.url,
    author: gary,
    association: "MEMBER",
    createdAt: 0,
    edited: null,
    state: "open",
    stateReason: null,
    closedAt: null,
    labels: ["incident", "sev2"],
    assignees: [],
    reactions: [],
    mine: { rocket: false, confused: false },
    parent: null,
    items: [],
    subIssues: [],
    recent: [],
    ...more,
  };
}

/** A label put on or taken off. */
export function labelling(type: "labeled" | "unlabeled", label: string, login = "gary"): TimelineItem {
  const kind = login === "sooner" ? "bot" : "user";
  return { type, label, id: `${type} ${label}`, at: 0, actor: { login, kind } };
}

/** A comment of gary's, of that number, and what it says by command. */
export function saying(
  comment: number,
  commands: Extract<IncidentEvent, { kind: "comment" }>["commands"],
): IncidentEvent {
  return {
    kind: "comment",
    id: `comment:${comment}`,
    comment,
    at: 0,
    who: "gary",
    standing: "triage",
    url: `${reference.url}#issuecomment-${comment}`,
    text: "",
    commands,
    refusals: [],
    reactions: [],
    mentions: [],
    answers: false,
  };
}

/** The comment as GitHub has it, with or without the App's 🚀. */
export function written(comment: number, rocket: boolean): ObservedComment {
  return {
    type: "comment",
    id: `IC_${comment}`,
    at: 0,
    actor: gary,
    comment,
    url: `${reference.url}#issuecomment-${comment}`,
    body: "",
    association: "MEMBER",
    edited: null,
    minimized: false,
    reactions: [],
    mine: { rocket, confused: false },
  };
}

/** A comment of the App's, or of somebody else's, and its text. */
export function commented(
  comment: number,
  body: string,
  actor: Actor = { login: "sooner", kind: "bot" },
): TimelineItem {
  return { ...written(comment, false), actor, body };
}

export function situationWith(issue: ObservedIssue, events: readonly IncidentEvent[] = []): Situation {
  return {
    issue,
    self: "sooner",
    events,
    folded: { status: "incident", incident: reference, refused: [], settlesAt: null },
    memory: nothingRemembered,
    alerts: [],
    strays: [],
    reminders: [],
    nextDeadline: null,
    board: null,
    fields: null,
    issueType: null,
    unassignable: [],
    configuration: defaults,
    problems: [],
    templates,
    now: 0,
  };
}
