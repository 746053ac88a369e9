/** What GitHub reads of the Action, and the workflow that people copy. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readInputs } from "../../action/inputs.ts";
import { evaluated } from "./expression.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const action = parse(read("action.yml"));
const workflow = parse(read("templates/workflow.yml"));

describe("action.yml", () => {
  it("names every input that is read, and no other", () => {
    const asked = new Set<string>();
    const values: Record<string, string> = { token: "t", "dry-run": "true" };
    readInputs((name) => {
      asked.add(name);
      return values[name] ?? "";
    }, {});
    expect([...asked].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it("describes each input and output", () => {
    const all = [...Object.values(action.inputs), ...Object.values(action.outputs)] as { description: string }[];
    for (const { description } of all) expect(description).toMatch(/^[A-Z].*\.$/s);
  });

  it("runs the bundle on Node 24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "action/dist/main.js" });
  });
});

describe("the workflow to copy", () => {
  it("has the least permissions", () => {
    expect(workflow.permissions).toEqual({
      contents: "write",
      issues: "write",
      "pull-requests": "write",
      deployments: "read",
    });
  });

  it("names the permission that the digest needs for a discussion, to be switched on", () => {
    const text = read("templates/workflow.yml").replace(/^ {2}# (?=discussions:)/gm, "  ");
    expect(parse(text).permissions).toMatchObject({ discussions: "write" });
  });

  it("is pinned to a commit, with its version beside it", () => {
    expect(read("templates/workflow.yml")).toMatch(/- uses: sooner\/sooner@[0-9a-f]{40} # .*v\d+\.\d+\.\d+/);
  });

  it("runs for reports, for each event by which people act on incidents, and for what other programs send", () => {
    expect(Object.keys(workflow.on)).toEqual([
      "schedule",
      "workflow_dispatch",
      "issues",
      "issue_comment",
      "repository_dispatch",
    ]);
    expect(workflow.on.repository_dispatch).toEqual({ types: ["incident", "alert"] });
  });

  it("names the events of failed workflows and deployments, to be switched on", () => {
    const text = read("templates/workflow.yml").replace(/^ {2}# (?=deployment_status:|workflow_run:| {2})/gm, "  ");
    expect(parse(text).on).toMatchObject({
      deployment_status: null,
      workflow_run: { workflows: ["Deploy"], types: ["completed"] },
    });
  });

  const ran = { run_id: 77 };
  const people = { sender: { type: "User" } };
  const issue = { number: 12, body: "It fails.", labels: [{ name: "sev2" }] };
  const wish = { ...issue, labels: [{ name: "wish" }] };

  it.each([
    ["the reports", { event_name: "schedule", event: {} }, "sooner-reports"],
    ["the reports by hand", { event_name: "workflow_dispatch", event: {} }, "sooner-reports"],
    ["an incident", { event_name: "issues", event: { issue } }, "sooner-12"],
    ["a comment on it", { event_name: "issue_comment", event: { issue } }, "sooner-12"],
    ["an alert", { event_name: "repository_dispatch", event: {} }, "sooner-77"],
    ["a failed workflow", { event_name: "workflow_run", event: {} }, "sooner-77"],
    ["a failed deployment", { event_name: "deployment_status", event: {} }, "sooner-77"],
  ])("lets %s wait for its own kind alone", (_, github, group) => {
    const { group: asked, "cancel-in-progress": cancels } = workflow.concurrency;
    const [, prefix = "", expression = ""] = /^(.*?)(\$\{\{.*\}\})$/.exec(asked) ?? [];
    expect(`${prefix}${evaluated(expression, { github: { ...ran, ...github } })}`).toBe(group);
    expect(cancels).toBe(false);
  });

  it.each([
    ["an alert", { action: "alert", sender: { type: "Bot" } }, true],
    ["a failed workflow", { workflow_run: {}, sender: { type: "Bot" } }, true],
    ["the schedule", {}, true],
    ["a comment on an incident", { issue, comment: { body: "/ack" }, ...people }, true],
    ["a label", { issue: wish, label: { name: "incident" }, ...people }, true],
    ["a declaration", { issue: wish, comment: { body: "/incident" }, ...people }, true],
    ["a comment on anything else", { issue: wish, comment: { body: "+1" }, ...people }, false],
    ["its own comment", { issue, comment: { body: "Recorded." }, sender: { type: "Bot" } }, false],
  ])("answers %s: %#", (_, event, answers) => {
    expect(Boolean(evaluated(workflow.jobs.sooner.if, { github: { event } }))).toBe(answers);
  });
});
