/** A deployment while the incident goes on has one comment, whoever writes it. */
import { expect, test } from "vitest";
import { type DeployedEvent, deployedEvents } from "../../src/changes/during.ts";
import { planDeployments } from "../../src/plan/deployments.ts";
import type { OwnComment } from "../../src/situation.ts";
import { at, reference } from "../words/reference.ts";
import { issueWith, situationWith, written } from "./situation.ts";

const url = "https://github.com/acme/shop/actions/runs/7";
const event: DeployedEvent = {
  kind: "deployed",
  id: "deployment:7",
  at: at(20),
  who: "greg",
  standing: "bot",
  url,
  deployment: { id: 7, environment: "production", ref: "main", sha: "4b1d0c5", url },
};
const changes = (own: OwnComment[] = []) => planDeployments(situationWith(issueWith(), [event]), reference, own);

function sent(comment: number, deployment = 7): OwnComment {
  const item = written(comment, false);
  if (item.type !== "comment") throw new Error("That is no comment");
  return { key: `deployment:${deployment}`, value: {}, comment: item };
}

test("the comment holds all that its event is made of again", () => {
  const [change] = changes();
  expect(change).toEqual({
    do: "create comment",
    issue: reference.number,
    body: `<!-- sooner:deployment:7 {"at":${at(20)},"who":"greg","environment":"production","ref":"main","sha":"4b1d0c5","url":"${url}"} -->\nDeployed to **production** at 16:20: [main](${url}), by [greg](https://github.com/greg).\n<sub>Tue 10 Mar 2026, times in UTC</sub>`,
  });
  const body = change && "body" in change ? change.body : "";
  const item = { ...sent(1).comment, actor: { login: "sooner", kind: "bot" } as const, body };
  expect(deployedEvents(issueWith({ items: [item] }), "sooner")).toEqual([event]);
});

test.each<[string, OwnComment[], object[]]>([
  ["with its comment there is nothing to do", [sent(500)], []],
  ["of two the younger goes", [sent(500), sent(501), sent(502, 8)], [{ do: "delete comment", comment: 501 }]],
])("%s", (_, own, expected) => {
  expect(changes(own)).toEqual(expected);
});
