/** A page mentions each person once, whatever becomes of the comment. */
import { expect, test } from "vitest";
import { planPages } from "../../src/plan/pages.ts";
import type { OwnComment } from "../../src/situation.ts";
import { reference } from "../words/reference.ts";
import { issueWith, saying, situationWith, written } from "./situation.ts";

const pages = (who: string[], own: OwnComment[] = [], incident = reference) =>
  planPages(situationWith(issueWith(), [saying(9, [{ verb: "page", line: 1, who }])]), incident, own);

function sent(who: string[], comment = 9): OwnComment {
  const item = written(500, false);
  if (item.type !== "comment") throw new Error("That is no comment");
  return { key: `page:${comment}`, value: { who }, comment: item };
}

test("everybody named is mentioned in one comment", () => {
  expect(pages(["olga", "tim", "olga"])).toEqual([
    {
      do: "create comment",
      issue: reference.number,
      body: '<!-- sooner:page:9 {"who":["olga","tim"]} -->\n@olga @tim [gary](https://github.com/gary) asks you to join: Login page is down (sev2). Your first comment here says that you are in.',
    },
  ]);
});

test.each<[string, string[], OwnComment[], string[]]>([
  ["those who were mentioned are not again", ["olga"], [sent(["olga"])], []],
  ["only who was added by an edit is", ["olga", "tim"], [sent(["olga"])], ["tim"]],
  ["for another comment it is another page", ["olga"], [sent(["olga"], 8)], ["olga"]],
])("%s", (_, who, own, expected) => {
  const bodies = pages(who, own).map((change) => ("body" in change ? change.body : ""));
  expect(bodies.flatMap((body) => body.match(/@\w+/g) ?? [])).toEqual(expected.map((name) => `@${name}`));
});

test("nobody is called to what is no incident any more", () => {
  expect(pages(["olga"], [], { ...reference, state: "withdrawn" })).toEqual([]);
});
