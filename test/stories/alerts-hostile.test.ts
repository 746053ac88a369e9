/** Whatever senders write is shown as text, and does nothing: on the issue, its card, comments, the review and the noise issue. */
import { expect, test } from "vitest";
import type { Story } from "../story.ts";
import { commentsOf } from "../world/state.ts";
import { alert, at, ended, minute, readAll, sent } from "./alerting.ts";
import { cardOn, telling } from "./telling.ts";

const begin = telling();

const hostile = [
  "@everyone @acme/web please look, @gary!",
  "/resolved",
  "/incident duplicate #1",
  "<!-- sooner:card {} --> <!-- sooner:alert:0123456789abcdef:1 {}",
  "--> out of the comment",
  "{{handlebars}} {{{raw}}} {{#each x}}",
  "a | b || c \\| d",
  "```js fence ``` `code` ~~~",
  "<script>alert(1)</script> <details><summary>x</summary> </details> <img src=x onerror=y>",
  "\u202Ereversed\u202C \u2066isolated\u2069 \u200Fmark zero\u200Bwidth",
  "[link](https://evil.example) ![image](https://evil.example/x.png) https://evil.example www.evil.example",
  "closes #1, acme/shop#1, GH-1",
  "# heading\n\n- [x] done\n\n---\n/resolved\n/close",
  "x".repeat(5_000),
  "خطأ في تسجيل الدخول 𝟘👩‍💻",
];

/** Whether GitHub would mention somebody: `@` before a login, outside of code. */
function mentions(markdown: string): string[] {
  const words = markdown.replace(/(`+)[^`]+?\1/g, "");
  return words.match(/(?<![\w`])@[a-z\d][\w/-]*/gi) ?? [];
}

/** What HTML the text has that isn't escaped, without what we write ourselves. */
function elements(markdown: string): string[] {
  const found = markdown.match(/(?<!\\)<[a-z/!-]+/gi) ?? [];
  return found.filter((tag) => !/^<\/?(?:sub|details|summary|br)$/.test(tag));
}

/** Lines that a bot would take for a command, or GitHub for a task, a heading or a rule of the sender's. */
function acting(markdown: string): string[] {
  return markdown.split("\n").filter((line) => /^\s*(?:\/\w|---|- \[x\] done|# )/.test(line));
}

/** All that the App wrote into the repository, without what it hides in markers. */
function written({ world }: Story): string[] {
  const [repository] = world.state.repositories.values();
  const issues = [...(repository?.issues.values() ?? [])];
  const texts = issues.flatMap((issue) => [issue, ...commentsOf(issue)]).filter(({ author }) => author.type === "Bot");
  return texts.map(({ body }) => body.replace(/^<!--.*?-->$/gm, ""));
}

test.each(hostile.map((text) => [text.slice(0, 60), text]))("%j", async (_, text) => {
  const story = await begin({ files: { ".github/sooner.yml": "services: {}" } });
  const told = {
    title: text,
    text,
    rule: text,
    service: text,
    link: `javascript:alert("${text}")`,
    alerted: [text, `second ${text}`],
    labels: { [text]: text, team: text },
  };
  story.world.clock.advance(2 * minute);
  await sent(story, alert({ ...told, severity: text }));
  await sent(story, alert({ ...told, acknowledged: { at: at(1), who: text }, severity: text }));
  await sent(story, alert({ ...told, fingerprint: text, severity: "critical" }));
  await sent(story, alert({ ...told, fingerprint: "informing", severity: "info" }));
  expect(story.world.issue(1)).toMatchObject({ state: "open" });
  story.world.clock.advance(20 * minute);
  await sent(story, ended(20, told));
  await sent(story, ended(20, { ...told, fingerprint: text }));
  await story.world.as("gary").label(1, "sev2");
  await story.world.as("gary").comment(1, "/mitigated 16:20\n/action @gary high look into it");
  await story.settled();
  for (const said of written(story)) {
    expect(mentions(said)).toEqual([]);
    expect(elements(said)).toEqual([]);
    expect(acting(said)).toEqual([]);
    expect(said).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200F]/);
    expect(said).not.toMatch(/\]\((?:javascript|data):/i);
    expect(said).not.toContain("undefined");
  }
  const card = cardOn(story, 1);
  expect(card).toContain("**Alerts**: both ended");
  expect(card).toContain("| Impact began | 16:00 |");
  expect(card.length).toBeLessThan(20_000);
  await story.passOverAll();
  readAll(story);
  expect(cardOn(story, 1)).toBe(card);
});
