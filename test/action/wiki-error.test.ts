/** What git says, by what GitHub means. The left side is as GitHub and git wrote it. */
import { describe, expect, test } from "vitest";
import { GitError } from "../../action/git.ts";
import { diagnosed, WikiError } from "../../action/wiki-error.ts";

const url = "https://github.com/acme/shop";
const unable = "fatal: unable to access 'https://github.com/acme/shop.wiki.git/': ";

const diagnosis = (said: string) => {
  const error = diagnosed(new GitError("push", said, false), url);
  return error instanceof WikiError ? error.kind : error.name;
};

test.each([
  [
    "remote: Repository not found.\nfatal: repository 'https://github.com/acme/shop.wiki.git/' not found",
    "no first page",
  ],
  [
    `remote: Permission to acme/shop.git denied to github-actions[bot].\n${unable}The requested URL returned error: 403`,
    "no permission",
  ],
  [`remote: Write access to repository not granted.\n${unable}The requested URL returned error: 403`, "no permission"],
  [
    `remote: This repository was archived so it is read-only.\n${unable}The requested URL returned error: 403`,
    "archived",
  ],
  [
    "remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed for 'https://github.com/acme/shop.wiki.git/'",
    "bad token",
  ],
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", "bad token"],
  [
    "remote: error: GH013: Repository rule violations found for refs/heads/master.\n! refs/heads/master [remote rejected] (push declined due to repository rule violations)",
    "protected",
  ],
  [
    "remote: error: GH006: Protected branch update failed for refs/heads/master.\n! [remote rejected] (protected branch hook declined)",
    "protected",
  ],
  ["!\trefs/sooner/next:refs/heads/master\t[remote rejected] (pre-receive hook declined)", "protected"],
  ["!\tx:refs/heads/master\t[rejected] (fetch first)", "GitError"],
  ["!\tx:refs/heads/master\t[remote rejected] (cannot lock ref 'refs/heads/master')", "GitError"],
  [`${unable}The requested URL returned error: 502`, "GitError"],
  [`${unable}The requested URL returned error: 429`, "GitError"],
  [`${unable}Could not resolve host: github.com`, "GitError"],
  [`${unable}CONNECT tunnel failed, response 403`, "GitError"],
  [`${unable}server certificate verification failed. CAfile: none CRLfile: none`, "GitError"],
  ["", "GitError"],
])("%s", (said, kind) => {
  expect(diagnosis(said)).toBe(kind);
});

describe("each says what to click", () => {
  test.each([
    ["off", `Switch it on at ${url}/settings under General > Features > Wikis, or set the input \`wiki\` to false.`],
    ["archived", `Unarchive it at ${url}/settings, or remove the workflow.`],
    [
      "protected",
      `Ask an administrator to let the workflow's account (github-actions) bypass it: ${url}/settings/rules, or Repository > Rulesets in the organisation's settings.`,
    ],
    ["bad token", "Leave the input `token` out, so that the job's own token is used, or give it a new one."],
  ] as const)("%s", (kind, remedy) => {
    expect(new WikiError(kind, url).remedy).toBe(remedy);
  });
});
