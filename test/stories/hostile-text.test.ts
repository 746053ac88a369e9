/** Titles and texts that would break a card, mention somebody or pretend to be ours: shown as text, doing nothing. */
import { describe, expect, test } from "vitest";
import type { Comment } from "../world/state.ts";
import { cardOn, headOf, heardOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();

const hostile = [
  "@everyone @acme/web please look, @gary!",
  "<!-- sooner:card {} --> <!-- and more",
  "--> out of the comment",
  "{{handlebars}} {{{raw}}} {{#each x}}",
  "a | b || c \\| d",
  "```js fence ``` `code` ~~~",
  "<script>alert(1)</script> <details><summary>x</summary> </details> <img src=x onerror=y>",
  "\u202Ereversed\u202C \u2066isolated\u2069 \u200Fmark",
  "[link](https://evil.example) ![image](https://evil.example/x.png) https://evil.example www.evil.example",
  "closes #1, acme/shop#1, GH-1, see 1234567890abcdef1234567890abcdef12345678",
  "# heading\tand\u0000control\u0007characters \uD800 lone",
  "**bold _both_** ~~gone~~ :tada: $x^2$ &lt; &#64;everyone",
];

/** Whether GitHub would mention somebody: `@` before a login, outside of code. */
function mentions(markdown: string): string[] {
  const words = markdown.replace(/<!--.*?-->/gs, "").replace(/(`+)[^`]+?\1/g, "");
  return words.match(/(?<![\w`])@[a-z\d][\w/-]*/gi) ?? [];
}

/** What HTML the text has that isn't escaped. */
function elements(markdown: string): string[] {
  return markdown.match(/(?<!\\)<[a-z/!-]+/gi) ?? [];
}

function tableRows(card: string): string[] {
  return card.split("\n").filter((line) => line.startsWith("| "));
}

test.each(hostile)("as a title: %j", async (title) => {
  const story = await begin();
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title, labels: ["sev2"] });
  await world.as("gary").comment(issue, "/page @greg\n/action @greg high by 2026-04-01 look into it\n/mitigated");
  await story.settled();
  const repository = world.issue(issue).repository;
  for (const { number, body } of repository.issues.values()) {
    if (number === issue) continue;
    expect(mentions(body)).toEqual([]);
    expect(elements(body.replace(/^<!--.*?-->$/gm, ""))).toEqual([]);
  }
  expect(mentions(cardOn(story, issue))).toEqual([]);
  expect(mentions(heardOn(story, issue).join())).toEqual(["@greg"]);
});

test("as comments, services, roles, learnings, action items: shown, and nothing breaks", async () => {
  const story = await begin();
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
  for (const text of hostile) {
    const line = text.replace(/\s+/g, " ");
    const said = ["note", "affects", "impact", "customers yes", "update", "learned", "factor hurt", "action"];
    await world.as("gary").comment(issue, `${text}\n\n${said.map((verb) => `/${verb} ${line}`).join("\n")}`);
  }
  await story.settled();
  heardOn(story, issue);
  const card = cardOn(story, issue);
  expect(mentions(card)).toEqual([]);
  for (const row of tableRows(card)) expect([4, 6]).toContain(row.split(/(?<!\\)\|/).length - 1);
  expect(new Set(elements(card))).toEqual(new Set(["<sub", "</sub", "<details", "</details", "<summary", "</summary"]));
  expect(card).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200F]/);
  expect(card.match(/<details>/g)).toHaveLength(2);
  expect(card).toContain("{{handlebars}} {{{raw}}} {{#each x}}");
  expect(card).toContain("\\<script\\>alert(1)\\</script\\>");
  await story.pass(issue);
  expect(cardOn(story, issue)).toBe(card);
});

test("a card pasted as a comment by hand stays as it is, and mentions nothing of ours", async () => {
  const story = await begin();
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
  await story.settled();
  const copy = world.card(issue) ?? "";
  const pasted = await world.as("gary").comment(issue, copy);
  await story.settled();
  expect(world.state.comments.get(pasted)?.body).toBe(copy);
});

describe("far too much", () => {
  async function sized(text: string) {
    const story = await begin();
    const issue = await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    await story.settled();
    const comment = await story.world.as("gary").comment(issue, text);
    const start = performance.now();
    await story.settled();
    return { story, issue, comment, ms: performance.now() - start };
  }

  test.each([
    ["65,536 letters", "a".repeat(65_536)],
    ["nested quotes", `${">".repeat(65_000)} x`],
    ["nested lists", Array.from({ length: 350 }, (_, n) => `${" ".repeat(n)}- x`).join("\n")],
    ["brackets", "[".repeat(65_536)],
    ["emphasis", "*a_".repeat(21_000)],
    ["backquotes", "`".repeat(65_535)],
    ["mentions", "@a ".repeat(21_000)],
    ["HTML", "<a>".repeat(21_000)],
  ])("%s in one comment", async (_, text) => {
    const { story, issue, ms } = await sized(text);
    heardOn(story, issue);
    expect(headOf(story, issue)).toContain("SEV2");
    expect(ms).toBeLessThan(10_000);
  });

  test("1,000 command lines: 200 are taken, and the reply says so", async () => {
    const lines = Array.from({ length: 1_000 }, (_, n) => `/affects service-${n}`);
    const { story, issue, comment } = await sized(lines.join("\n"));
    expect(reactionsTo(story, comment).sort()).toEqual(["confused", "rocket"]);
    expect(heardOn(story, issue)).toMatchInlineSnapshot(`
      [
        "- Line 201, \`/affects service-200\`: A comment is read up to 200 commands: put this one and those below into another comment. Try \`/affects service-200\`

      Edit your comment, and it is read again.",
      ]
    `);
    expect(story.world.card(issue)?.length).toBeLessThan(65_536);
  });

  test("2,000 comments: one card, pinned, short enough, edited in place", async () => {
    const { story, issue: number, comment } = await sized("I look into it.");
    const { world } = story;
    const issue = world.issue(number);
    const [first] = issue.timeline.filter(
      (item): item is Comment => item.type === "IssueComment" && item.id === comment,
    );
    for (let n = 0; first && n < 2_000; n += 1) {
      const copy: Comment = {
        ...first,
        id: 10_000 + n,
        nodeId: `IC_${10_000 + n}`,
        body: `${n} @gary ${"long words ".repeat(100)}`,
        at: first.at + n * 1_000,
        updatedAt: first.at + n * 1_000,
        reactions: [],
        edits: [],
      };
      issue.timeline.push(copy);
      world.state.comments.set(copy.id, copy);
    }
    await story.pass(number);
    const card = world.card(number) ?? "";
    expect(card.length).toBeGreaterThan(30_000);
    expect(card.length).toBeLessThan(65_536);
    expect(mentions(card)).toEqual([]);
    expect(cardOn(story, number)).toContain("Timeline, 2001 entries");
    expect(issue.timeline.filter((item) => item.type === "IssueComment" && item.viaApp)).toHaveLength(1);
  });
});
