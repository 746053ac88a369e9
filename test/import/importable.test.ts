/** Which old issues are taken in, and which look like incidents and were none. */
import { describe, expect, test } from "vitest";
import type { ObservedIssue } from "../../src/github/observed.ts";
import { importable } from "../../src/import/importable.ts";
import { readImport } from "../../src/import/rules.ts";
import { label, oldIssue, remark } from "./issues.ts";

const rules = readImport("outage\nCritical = sev1\nMajor = sev2\ntitle: [Incident]\n#40 = sev3");

describe("named by a rule", () => {
  test.each<[string, Partial<ObservedIssue>, unknown]>([
    ["its label", { labels: ["🔥 Outage"] }, { severity: null }],
    ["a label with a severity", { labels: ["bug", "critical (site down)"] }, { severity: "sev1" }],
    ["several labels: the highest", { labels: ["Major", "outage", "Critical"] }, { severity: "sev1" }],
    [
      "a label that it had once",
      { labels: ["Major"], items: [label("labeled", "15:01", "Critical"), label("unlabeled", "15:30", "Critical")] },
      { severity: "sev1" },
    ],
    ["the beginning of its title", { title: "🚨 [incident]  Login down" }, { severity: null }],
    ["its number", { number: 40 }, { severity: "sev3" }],
    ["nothing", { labels: ["bug"], title: "The [Incident] page is slow" }, null],
    ["nothing, though it was a test", { title: "TEST" }, null],
  ])("by %s", (_by, issue, expected) => expect(importable(oldIssue(issue), rules)).toEqual(expected));
});

const template =
  "## What happened?\n<!-- Tell us -->\n\n## Timeline\n\n- \n\n**Impact**:\n\n- [ ] Status page updated\n";

describe("refused", () => {
  test.each<[Partial<ObservedIssue>, string]>([
    [{ kind: "pull request" }, "it is a pull request"],
    [{ labels: ["outage", "Spam"] }, "it is labelled as spam or invalid"],
    [{ title: "[TEST] login down" }, "it was a test"],
    [{ title: "Test incident" }, "it was a test"],
    [{ title: "TEST Outage of everything" }, "it was a test"],
    [{ title: "This is a test, please ignore" }, "it was a test"],
    [{ title: "Scheduled maintenance on Sunday" }, "it was planned maintenance"],
    [{ title: "[Maintenance] database upgrade" }, "it was planned maintenance"],
    [{ labels: ["outage", "planned-maintenance"] }, "it was planned maintenance"],
    [{ title: "{{ title }}" }, "it has placeholders that nobody has filled in"],
    [{ body: "Started at {{ date }}" }, "it has placeholders that nobody has filled in"],
    [{ body: "Started at [insert date here]" }, "it has placeholders that nobody has filled in"],
    [{ body: template }, "its template was never filled in"],
    [
      {
        association: "NONE",
        author: { login: "oscar", kind: "user" },
        items: [remark("15:05", "oscar", "Hello?", "NONE")],
      },
      "somebody outside of the team opened it, and nobody of the team took it up",
    ],
  ])("%j", (issue, refused) => {
    expect(importable(oldIssue({ labels: ["outage"], ...issue }), rules)).toEqual({ refused });
  });
});

describe("taken in all the same", () => {
  test.each<[string, Partial<ObservedIssue>]>([
    ["tests that broke", { title: "Tests fail on main" }],
    ["machines for tests that broke", { title: "Test runners are down" }],
    ["an outage after planned work", { title: "Login down after planned maintenance" }],
    ["unplanned work", { title: "Unplanned downtime of the database" }],
    ["placeholders in code", { body: "The alert said:\n```\n{{ $labels.instance }}\n```" }],
    ["a template that was filled in", { body: template.replace("- \n", "- 14:50 login fails\n") }],
    ["an empty template that people answered", { body: template, items: [remark("15:05", "cathy", "Looking.")] }],
    ["an empty text", { body: "" }],
    [
      "an outsider's that the team took up",
      { association: "NONE", author: { login: "oscar", kind: "user" }, items: [label("labeled", "15:05", "outage")] },
    ],
    [
      "an outsider's that the team answered",
      { association: "NONE", author: { login: "oscar", kind: "user" }, items: [remark("15:05", "cathy", "Thanks.")] },
    ],
    ["a monitor's", { association: "NONE", author: { login: "monitor", kind: "bot" } }],
  ])("%s", (_what, issue) => {
    expect(importable(oldIssue({ labels: ["outage"], ...issue }), rules)).toEqual({ severity: null });
  });
});

test("a long text without an end is judged in a moment", () => {
  const start = performance.now();
  for (const piece of ["<!--", "{{", "- ", "[insert ", "**a", "| ", "* ", " "]) {
    importable(oldIssue({ labels: ["outage"], body: piece.repeat(65_536 / piece.length) }), rules);
  }
  expect(performance.now() - start).toBeLessThan(3_000);
});
