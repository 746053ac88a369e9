/** What the App asks for where it is registered: no more than it uses, each with its reason. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const text = readFileSync(new URL("../app.yml", import.meta.url), "utf8");
const { default_permissions: permissions, default_events: events } = parse(text);

/** The permission that GitHub wants of whoever asks for the event. */
const needed: Record<string, string> = {
  issues: "issues",
  issue_comment: "issues",
  sub_issues: "issues",
  pull_request: "pull_requests",
  push: "contents",
  repository_dispatch: "contents",
  deployment_status: "deployments",
  projects_v2_item: "organization_projects",
  workflow_run: "actions",
};

describe("app.yml", () => {
  it("asks for the least permissions: to write on issues, pull requests, check runs and project boards alone", () => {
    expect(permissions).toEqual({
      issues: "write",
      pull_requests: "write",
      contents: "read",
      deployments: "read",
      actions: "read",
      checks: "write",
      metadata: "read",
      organization_projects: "write",
      members: "read",
    });
  });

  it("asks for the events that are listened to, and for the permission that each of them needs", () => {
    expect(events).toEqual(Object.keys(needed));
    for (const event of events) expect(permissions).toHaveProperty(needed[event] ?? "");
  });

  it("gives a reason above each", () => {
    const lines = text.slice(text.indexOf("default_permissions")).split("\n");
    const asked = lines.flatMap((line, index) => (/^ {2}(?:- )?\w+/.test(line) ? [lines[index - 1] ?? ""] : []));
    expect(asked).toHaveLength(Object.keys(permissions).length + events.length);
    for (const reason of asked) expect(reason).toMatch(/^ {2}# .*\.$/);
  });
});
