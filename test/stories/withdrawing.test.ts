/** Taking an incident back, and declaring it again; merging duplicates. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { cardOn, headOf, heardOn, labelsOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();

const minutes = 60_000;

describe("withdrawn", () => {
  test("by taking the last of its labels off, and declared anew by putting one back", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident", "sev2"] });
    await story.settled();
    world.clock.advance(2 * minutes);
    await world.as("gary").unlabel(issue, "incident");
    await story.settled();
    expect(headOf(story, issue)).toContain("### SEV2");
    world.clock.advance(minutes);
    await world.as("gary").unlabel(issue, "sev2");
    await story.settled();
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### Withdrawn
      This is no incident. It counts nowhere but under noise. Label it \`incident\` again to declare it anew.

      <details><summary>Timeline, 2 entries, times in UTC</summary>

      - [16:02](https://github.com/acme/shop/issues/1) [gary](https://github.com/gary): removed the label incident <sub>task · response</sub>
      - [16:03](https://github.com/acme/shop/issues/1) [gary](https://github.com/gary): removed the label sev2 <sub>task · response</sub>

      </details>"
    `);
    expect(labelsOn(story, issue)).toEqual([]);
    expect(world.issue(issue).state).toBe("open");
    const ignored = await world.as("cathy").comment(issue, "/ack");
    await story.settled();
    expect(reactionsTo(story, ignored)).toEqual([]);
    world.clock.advance(60 * minutes);
    await world.as("gary").label(issue, "sev3");
    await story.settled();
    expect(headOf(story, issue)).toContain("### SEV3");
    expect(cardOn(story, issue)).toContain("| Declared | 17:03 |");
  });

  test("not, where a label is back within 15 minutes", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    await story.settled();
    await world.as("gary").unlabel(issue, "sev2");
    await story.settled();
    expect(headOf(story, issue)).toContain("### Withdrawn");
    world.clock.advance(14 * minutes);
    await world.as("cathy").label(issue, "incident");
    await story.settled();
    expect(headOf(story, issue)).toContain("Severity not set");
    expect(cardOn(story, issue)).toContain("| Declared | 16:00 |");
  });

  test("by closing as not planned, taken back by reopening", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
    await world.as("cathy").comment(issue, "It was my cable.");
    await story.settled();
    await world.as("gary").close(issue, "not_planned");
    await story.settled();
    expect(headOf(story, issue)).toContain("### Withdrawn");
    await world.as("gary").reopen(issue);
    await story.settled();
    expect(headOf(story, issue)).toContain("### SEV2 · priority critical · response");
  });

  test("by closing as not planned, taken back by /reopen, also where a command had declared it", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down" });
    await world.as("gary").comment(issue, "/incident sev2");
    await story.settled();
    await world.as("gary").close(issue, "not_planned");
    await story.settled();
    expect(headOf(story, issue)).toContain("### Withdrawn");
    world.clock.advance(60 * minutes);
    const word = await world.as("cathy").comment(issue, "/reopen");
    await story.settled();
    expect(world.issue(issue).state).toBe("open");
    expect(headOf(story, issue)).toContain("### SEV2 · priority critical · response");
    expect(reactionsTo(story, word)).toEqual(["rocket"]);
    expect(heardOn(story, issue)).toEqual([expect.stringContaining("There has been no status update yet.")]);
  });

  test("not by closing as not planned once the service was restored: nothing is left to do", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
    world.clock.advance(10 * minutes);
    await world.as("cathy").comment(issue, "/mitigated");
    world.clock.advance(minutes);
    await world.as("gary").close(issue, "not_planned");
    await story.settled();
    expect(headOf(story, issue)).toMatchInlineSnapshot(`
      "### SEV3 · priority warning · closed
      **mitigated** · closed since 16:10"
    `);
  });

  test("by deleting the words that declared it: what the App added goes too", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down" });
    const comment = await world.as("gary").comment(issue, "/incident sev2");
    await story.settled();
    await world.as("gary").deleteComment(comment);
    await story.settled();
    expect(world.card(issue)).toBeNull();
    expect(labelsOn(story, issue)).toEqual([]);
  });

  test("and declared again by command", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down" });
    await world.as("gary").comment(issue, "/incident sev2");
    await story.settled();
    await world.as("gary").unlabel(issue, "sev2");
    await world.as("gary").unlabel(issue, "incident");
    await story.settled();
    expect(headOf(story, issue)).toContain("### Withdrawn");
    world.clock.advance(30 * minutes);
    const again = await world.as("gary").comment(issue, "/incident sev1");
    await story.settled();
    expect(reactionsTo(story, again)).toEqual(["rocket"]);
    expect(labelsOn(story, issue)).toEqual(["incident", "sev1"]);
    expect(headOf(story, issue)).toContain("### SEV1");
  });
});

describe("merged", () => {
  async function incidents(count: number) {
    const story = await begin();
    const { world } = story;
    const numbers: number[] = [];
    for (let n = 1; n <= count; n += 1) {
      numbers.push(await world.as("gary").openIssue({ title: `Alarm ${n}`, labels: ["sev3"] }));
      world.clock.advance(minutes);
    }
    await story.settled();
    return { story, world, numbers };
  }

  const closing = ({ world }: Story, issue: number) => `${world.issue(issue).state} ${world.issue(issue).stateReason}`;

  test("by command: closed as a duplicate, and the other takes over what is written here", async () => {
    const { story, world } = await incidents(2);
    await world.as("cathy").comment(2, "/learned the alarm rings twice\n/affects login");
    await world.as("cathy").comment(2, "I see errors on the login page.");
    const comment = await world.as("cathy").comment(2, "/incident duplicate #1");
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(closing(story, 2)).toBe("closed duplicate");
    expect(cardOn(story, 2)).toMatchInlineSnapshot(`
      "### Merged into #1
      The timeline goes on in #1, which has taken over what is written here.

      <details><summary>Timeline until then, 1 entry, times in UTC</summary>

      - [16:02](https://github.com/acme/shop/issues/2#issuecomment-N) [cathy](https://github.com/cathy): I see errors on the login page. <sub>task · investigation</sub>

      </details>"
    `);
    const survivor = cardOn(story, 1);
    expect(survivor).toContain("**Took over**: #2");
    expect(survivor).toContain("**Learned**: 1 learning");
    expect(survivor).toContain("I see errors on the login page.");
    expect(survivor).toContain("- **login**");
  });

  test("in GitHub's own way", async () => {
    const { story, world } = await incidents(2);
    await world.as("cathy").comment(2, "Duplicate of #1");
    await world.as("cathy").close(2, "duplicate");
    await story.settled();
    await story.pass(1);
    expect(headOf(story, 2)).toContain("### Merged into #1");
    expect(cardOn(story, 1)).toContain("**Took over**: #2");
  });

  test("in a chain: all leads to the last", async () => {
    const { story, world } = await incidents(3);
    await world.as("cathy").comment(1, "/duplicate #2");
    await story.settled();
    await world.as("cathy").comment(2, "/duplicate #3");
    await story.settled();
    expect([1, 2, 3].map((issue) => headOf(story, issue).split("\n")[0])).toEqual([
      "### Merged into #2",
      "### Merged into #3",
      "### SEV3 · priority warning · response",
    ]);
    expect(cardOn(story, 3)).toContain("**Took over**: #2");
    expect(cardOn(story, 3)).toContain("| Declared | 16:00 |");
  });

  test("not in a circle, not into itself, not into what is no incident", async () => {
    const { story, world } = await incidents(3);
    await world.as("greg").openIssue({ title: "A bug" });
    await world.as("cathy").comment(1, "/duplicate #2");
    await story.settled();
    const refused = [
      await world.as("cathy").comment(2, "/duplicate #1"),
      await world.as("cathy").comment(2, "/duplicate #2"),
      await world.as("cathy").comment(2, "/duplicate #4"),
      await world.as("cathy").comment(2, "/duplicate #99"),
    ];
    await story.settled();
    expect(refused.map((comment) => reactionsTo(story, comment))).toEqual(Array(4).fill(["confused"]));
    expect(heardOn(story, 2)).toMatchInlineSnapshot(`
      [
        "- Line 1, \`/incident duplicate #1\`: Incident #&#8203;1 is itself merged into this incident. Try \`/incident duplicate #NUMBER\`

      Edit your comment, and it is read again.",
        "- Line 1, \`/incident duplicate #2\`: An incident can't be a duplicate of itself. Try \`/incident duplicate #NUMBER\`

      Edit your comment, and it is read again.",
        "- Line 1, \`/incident duplicate #4\`: There is no incident #&#8203;4 in this repository. Try \`/incident duplicate #NUMBER\`

      Edit your comment, and it is read again.",
        "- Line 1, \`/incident duplicate #99\`: There is no incident #&#8203;99 in this repository. Try \`/incident duplicate #NUMBER\`

      Edit your comment, and it is read again.",
      ]
    `);
    expect(closing(story, 2)).toBe("open null");
  });

  test("taken back by deleting the words, or by reopening", async () => {
    const { story, world } = await incidents(3);
    const comment = await world.as("cathy").comment(2, "/duplicate #1");
    await world.as("cathy").comment(3, "/duplicate #1");
    await story.settled();
    expect(cardOn(story, 1)).toContain("**Took over**: #2, #3");
    await world.as("cathy").deleteComment(comment);
    await world.as("cathy").reopen(3);
    await story.settled();
    await story.pass(1);
    expect(closing(story, 2)).toBe("open reopened");
    expect(headOf(story, 2)).toContain("### SEV3");
    expect(headOf(story, 3)).toContain("### SEV3");
    expect(cardOn(story, 1)).not.toContain("Took over");
  });
});
