/** Webhooks as hints: which issues they are about, and which of a busy repository's cost nothing. */
import { describe, expect, test } from "vitest";
import { defaults } from "../src/config.ts";
import { Interest } from "../src/interest.ts";
import { changesConfiguration, hasDeployed, issuesDue, readPayload, type WebhookPayload } from "../src/webhook.ts";

const repository = { name: "shop", owner: { login: "acme" }, default_branch: "main" };
const base = { installation: { id: 1 }, repository };

/** What a repository without a configuration cares about. */
const known = new Set(["incident", "action-item", "post-incident-review", "sev1", "sev2", "sev3", "sev4", "sev5"]);

function payload(fields: object): WebhookPayload {
  const read = readPayload({ ...base, ...fields });
  if (!read) throw new Error("The payload can't be read");
  return read;
}
const issue = (labels: string[], body: string | null = null) => ({
  number: 7,
  title: "Login is down",
  body,
  labels: labels.map((name) => ({ name, color: "d73a4a" })),
});
const due = (name: string, fields: object, labels: Parameters<typeof issuesDue>[2] = known) =>
  issuesDue(name, payload(fields), labels);

describe("a payload", () => {
  test.each<[string, unknown]>([
    ["nothing", null],
    ["text", "opened"],
    ["a list", []],
    ["without installation", { repository }],
    ["without repository, as of an organisation", { installation: { id: 1 }, action: "created" }],
    ["an installation that is no number", { ...base, installation: { id: "1" } }],
    ["an issue without a number", { ...base, issue: { title: "Login is down" } }],
    ["labels that are no list", { ...base, issue: { number: 7, labels: "sev1" } }],
  ])("that is not GitHub's, or of no repository, is none: %s", (_, given) => {
    expect(readPayload(given)).toBeNull();
  });
});

describe("an issue is due a pass where it", () => {
  test.each<[string, string, object]>([
    ["is labelled as an incident", "issues", { action: "edited", issue: issue(["bug", "incident"]) }],
    ["has a severity, in any case", "issues", { action: "opened", issue: issue(["SEV1"]) }],
    ["has just lost such a label", "issues", { action: "unlabeled", issue: issue([]), label: { name: "sev2" } }],
    ["is an action item", "issues", { action: "closed", issue: issue(["action-item"]) }],
    ["is a review", "issues", { action: "closed", issue: issue(["post-incident-review"]) }],
    [
      "was opened by the App",
      "issues",
      { action: "unlabeled", issue: issue([], '<!-- sooner:action {"incident":3} -->') },
    ],
    ["is commented on as an incident", "issue_comment", { issue: issue(["incident"]), comment: { body: "I look." } }],
    ["is declared by a comment", "issue_comment", { issue: issue([]), comment: { body: "/Incident sev2" } }],
    [
      "was declared by a comment before that was edited",
      "issue_comment",
      { action: "edited", issue: issue([]), comment: { body: "Sorry." }, changes: { body: { from: "/incident" } } },
    ],
    ["has lost a comment", "issue_comment", { action: "deleted", issue: issue(["sev1"]), comment: { body: "/ack" } }],
    ["comes without labels, and by nobody", "issues", { action: "edited", sender: null, issue: { number: 7 } }],
    ["has a new sub-issue", "sub_issues", { parent_issue: issue(["sev3"]), sub_issue: { number: 9 } }],
    ["is a pull request that declares", "pull_request", { action: "labeled", pull_request: issue(["sev1"]) }],
  ])("%s", (_, name, fields) => {
    expect(due(name, fields)).toEqual([7]);
  });

  test("is named by a pull request that was merged: at most ten of them", () => {
    const named = Array.from({ length: 12 }, (_, n) => `#${n + 1}`).join(" ");
    const merged = { action: "closed", pull_request: { ...issue([], `Fixes #3 and #3. ${named}`), merged: true } };
    expect(due("pull_request", merged)).toEqual([3, 1, 2, 4, 5, 6, 7, 8, 9, 10]);
    expect(due("pull_request", { action: "closed", pull_request: issue([], "Fixes #3") })).toEqual([]);
  });
});

describe("nothing is due for", () => {
  test.each<[string, string, object]>([
    ["an issue of another kind", "issues", { action: "opened", issue: issue(["bug"], "It fails.") }],
    ["a comment on one", "issue_comment", { issue: issue([]), comment: { body: "Me too" } }],
    ["a comment without a text", "issue_comment", { issue: issue([]), comment: { body: null } }],
    ["an event that nobody knows", "unheard_of", { issue: issue(["incident"]) }],
    ["an issues event without an issue", "issues", { action: "opened" }],
  ])("%s", (_, name, fields) => {
    expect(due(name, fields)).toEqual([]);
  });

  test("that is gone says which incident it belonged to", () => {
    const item = issue(["action-item"], '<!-- sooner:action {"incident":12} -->\nFrom incident #12');
    expect(due("issues", { action: "deleted", issue: item })).toEqual([12]);
    expect(due("issues", { action: "transferred", issue: item })).toEqual([12]);
    expect(due("issues", { action: "deleted", issue: issue(["action-item"], "By hand") })).toEqual([]);
  });

  test("unless the labels of the repository aren't known yet", () => {
    expect(due("issues", { action: "opened", issue: issue(["bug"]) }, null)).toEqual([7]);
  });
});

describe("the labels of a repository", () => {
  const shop = { installation: 1, owner: "acme", repo: "shop" };
  const labels = { ...defaults.labels, incident: "Outage" };

  test("are learned from its configuration, and kept for each repository", () => {
    const interest = new Interest();
    expect(interest.labels(shop)).toBeNull();
    interest.learn(shop, { ...defaults, labels });
    expect(due("issues", { issue: issue(["outage"]) }, interest.labels({ ...shop, owner: "ACME" }))).toEqual([7]);
    expect(due("issues", { issue: issue(["incident"]) }, interest.labels(shop))).toEqual([]);
    expect(interest.labels({ ...shop, repo: "other" })).toBeNull();
  });

  test("are forgotten when the configuration changes", () => {
    const interest = new Interest();
    interest.learn(shop, defaults);
    interest.forget(shop);
    expect(interest.labels(shop)).toBeNull();
  });
});

test.each([
  ["deployment_status", "success", true],
  ["deployment_status", "in_progress", false],
  ["deployment_status", "failure", false],
  ["check_run", "success", false],
])("%s %s: something has just been deployed is %s", (name, state, expected) => {
  expect(hasDeployed(name, payload({ deployment_status: { state } }))).toBe(expected);
});

describe("a push changes the configuration", () => {
  const push = (ref: string, ...commits: object[]) => changesConfiguration(payload({ ref, commits }));

  test.each<[string, boolean, string, object[]]>([
    ["where it adds the file", true, "refs/heads/main", [{ added: [".github/sooner.yml"] }]],
    ["where it removes a template", true, "refs/heads/main", [{}, { removed: [".github/sooner/templates/card.hbs"] }]],
    ["but not on another branch", false, "refs/heads/try", [{ modified: [".github/sooner.yml"] }]],
    ["but not where it touches other files", false, "refs/heads/main", [{ modified: ["README.md"] }]],
    ["but not where it is a tag without commits", false, "refs/tags/v1", []],
  ])("%s", (_, expected, ref, commits) => {
    expect(push(ref, ...commits)).toBe(expected);
  });
});
