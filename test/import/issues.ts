/** Old issues as GitHub gives them, told act by act. */
import type { ObservedIssue, TimelineItem } from "../../src/github/observed.ts";
import { fold } from "../../src/incident/fold.ts";
import { readEvents } from "../../src/timeline/events.ts";
import { at } from "../incident/events.ts";

const url = "https://github.com/acme/shop/issues/12";

/** An issue that gary of the team opened at 15:00, with these labels on it from the start. */
export function oldIssue(more: Partial<ObservedIssue> = {}): ObservedIssue {
  return {
    repository: {
      owner: "acme",
      name: "shop",
      url: "",
      private: false,
      labels: [],
      configuration: null,
      templates: {},
      deployments: null,
      merged: null,
    },
    kind: "issue",
    number: 12,
    id: "I_12",
    databaseId: 12,
    title: "Login is down",
    body: "Nobody can sign in since 14:50.",
    url,
    author: { login: "gary", kind: "user" },
    association: "MEMBER",
    createdAt: at("15:00"),
    edited: null,
    state: "open",
    stateReason: null,
    closedAt: null,
    labels: [],
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

let made = 0;

export function label(type: "labeled" | "unlabeled", time: string, name: string, who = "cathy"): TimelineItem {
  return { type, id: `L_${made++}`, at: at(time), actor: { login: who, kind: "user" }, label: name };
}

export function closing(time: string, who = "cathy"): TimelineItem {
  const actor = { login: who, kind: "user" } as const;
  return { type: "closed", id: `X_${made++}`, at: at(time), actor, reason: "completed", pullRequest: null };
}

export function remark(
  time: string,
  who: string,
  body: string,
  association: "MEMBER" | "NONE" = "MEMBER",
): TimelineItem {
  const comment = made++;
  return {
    type: "comment",
    id: `C_${comment}`,
    comment,
    at: at(time),
    actor: { login: who, kind: "user" },
    url: `${url}#issuecomment-${comment}`,
    body,
    association,
    edited: null,
    minimized: false,
    reactions: [],
    mine: { rocket: false, confused: false },
  };
}

/** What the ordinary reading and folding make of the issue. */
export function folded(issue: ObservedIssue) {
  const { title, author, createdAt, number } = issue;
  const events = readEvents(issue, {
    self: "sooner",
    standing: () => "triage",
    zone: "UTC",
    bare: true,
    repository: "acme/shop",
    incidentLabel: "incident",
  });
  const result = fold({
    repository: "acme/shop",
    number,
    url,
    title,
    issue: { state: "open", author: author.login, createdAt, closedAt: null },
    events,
    alerts: [],
    now: at("12-31 00:00"),
    actionItems: [],
    review: null,
    mergedFrom: [],
    labels: { incident: "incident" },
    reviewSeverities: ["sev1", "sev2"],
  });
  return result.status === "incident" ? result.incident : null;
}
