/** What GitHub reads of the Action, and the workflow that people copy. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readInputs } from "../../action/inputs.ts";

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

  it("is pinned to a commit, with its version beside it", () => {
    expect(read("templates/workflow.yml")).toMatch(/- uses: sooner\/sooner@[0-9a-f]{40} # .*v\d+\.\d+\.\d+/);
  });

  it("runs for reports, and for each event by which people act on incidents", () => {
    expect(Object.keys(workflow.on)).toEqual([
      "schedule",
      "workflow_dispatch",
      "issues",
      "issue_comment",
      "repository_dispatch",
    ]);
    expect(workflow.concurrency["cancel-in-progress"]).toBe(false);
  });
});
