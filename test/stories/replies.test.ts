/** How the bot answers commands: taken, refused, mended, taken back; and how issue and labels follow. */
import { describe, expect, test } from "vitest";
import type { StoryOptions } from "../story.ts";
import { cardOn, headOf, heardOn, labelsOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();
const minute = 60_000;

async function incident(options?: StoryOptions) {
  const story = await begin(options);
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
  await story.settled();
  world.clock.advance(minute);
  const says = async (who: string, text: string) => {
    const comment = await world.as(who).comment(issue, text);
    await story.settled();
    return comment;
  };
  const edits = async (who: string, comment: number, text: string) => {
    world.clock.advance(minute);
    await world.as(who).editComment(comment, text);
    await story.settled();
  };
  const heard = () => heardOn(story, issue);
  return { story, world, issue, says, edits, heard, card: () => cardOn(story, issue) };
}

describe("a command that can't be taken", () => {
  test("gets 😕 and one reply, which follows the edits and goes once it is mended", async () => {
    const { story, world, issue, says, edits, heard } = await incident();
    const comment = await says("cathy", "/severty sev2");
    expect(reactionsTo(story, comment)).toEqual(["confused"]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "- Line 1, \`/severty sev2\`: There is no command \`/severty\`. Try \`/severity sev2\`

      Edit your comment, and it is read again.",
      ]
    `);
    await edits("cathy", comment, "/severity sev7");
    expect(heard()).toMatchInlineSnapshot(`
      [
        "- Line 1, \`/severity sev7\`: \`sev7\` is no severity: they go from sev1 to sev5. Try \`/severity sev2\`

      Edit your comment, and it is read again.",
      ]
    `);
    expect(world.issue(issue).timeline.filter(({ type }) => type === "IssueComment")).toHaveLength(3);
    await edits("cathy", comment, "/severity sev2");
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(heard()).toEqual([]);
    expect(world.issue(issue).timeline.filter(({ type }) => type === "IssueComment")).toHaveLength(2);
    expect(headOf(story, issue)).toContain("SEV2");
  });

  test("leaves the good ones beside it standing", async () => {
    const { story, says, heard, card } = await incident();
    const comment = await says("cathy", "I look.\n\n/ack 16:00\n/mitigated 25:99\n/role @gary\n/affects login");
    expect(reactionsTo(story, comment).sort()).toEqual(["confused", "rocket"]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "- Line 4, \`/mitigated 25:99\`: \`25:99\` is not a time: hours go from 0 to 23. Type a time such as \`16:01\` or \`2026-03-10 16:01 UTC\`. Try \`/mitigated 16:01\`
      - Line 5, \`/role @gary\`: The role's name is missing. Try \`/role comms @gary\`

      Edit your comment, and it is read again.",
      ]
    `);
    expect(card()).toContain("- **login**");
  });

  test("and whose comment is deleted: the reply goes too", async () => {
    const { story, world, issue, says, heard } = await incident();
    const comment = await says("cathy", "/ack 31 Feb 10:00");
    expect(heard()).toMatchInlineSnapshot(`
      [
        "- Line 1, \`/ack 31 Feb 10:00\`: \`31 Feb 10:00\` is not a time: there is no 31 February. Type a time such as \`16:01\` or \`2026-03-10 16:01 UTC\`. Try \`/ack 16:01\`

      Edit your comment, and it is read again.",
      ]
    `);
    await world.as("cathy").deleteComment(comment);
    await story.settled();
    expect(world.unread()).toEqual([]);
    expect(world.issue(issue).timeline.filter(({ type }) => type === "IssueComment")).toHaveLength(1);
  });

  test("on an issue that is no incident, once the word is gone the reply is too", async () => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("greg").openIssue({ title: "A question" });
    const comment = await world.as("oscar").comment(issue, "/incident sev1 all is lost");
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual(["confused"]);
    expect(heardOn(story, issue)).toMatchInlineSnapshot(`
      [
        "Commands are for people with the triage role or more on this repository. Ask one of them to type it; your other words are read all the same.",
      ]
    `);
    await world.as("oscar").editComment(comment, "I was wrong.");
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual([]);
    expect(world.issue(issue).timeline.filter(({ type }) => type === "IssueComment")).toHaveLength(1);
  });

  test("each with the line to type instead", async () => {
    const { says, heard } = await incident();
    const lines = [
      "/started",
      "/started soon",
      "/detected 16:00 by nobody",
      "/page greg",
      "/commander",
      "/handoff @acme/web",
      "/customers maybe",
      "/change it",
      "/helped there",
      "/action",
      "/action @acme/web fix it",
      "/review tomorow",
      "/related it",
      "/drill at noon",
      "/factor",
      "/at 16:00",
      "/timeline it broke | whenever",
      "/mitigated 2027-01-01 10:00",
      "/reopen 15:00",
      "/incident frobnicate",
      "/help frobnicate",
    ];
    await says("cathy", lines.join("\n"));
    expect(heard().join("")).toMatchInlineSnapshot(`
      "- Line 1, \`/started\`: The time is missing. Try \`/started 16:01\`
      - Line 2, \`/started soon\`: The time is missing. Try \`/started 16:01 soon\`
      - Line 3, \`/detected 16:00 by nobody\`: \`nobody\` is none of customers, monitoring, staff and partner. Try \`/detected 16:00 by staff\`
      - Line 4, \`/page greg\`: Nobody is named: write \`@\` before a login. Try \`/page @greg\`
      - Line 5, \`/commander\`: The person is missing: name their login. Try \`/commander @login\`
      - Line 6, \`/handoff @acme/web\`: \`@acme/web\` is a team: name one person. Try \`/handoff @login\`
      - Line 7, \`/customers maybe\`: The first word must be yes or no. Try \`/customers yes maybe\`
      - Line 8, \`/change it\`: \`it\` is no pull request, commit or deployment. Try \`/change #12 hurt\`
      - Line 9, \`/helped there\`: \`there\` is no link to a comment. Try \`/helped\`
      - Line 10, \`/action\`: The title is missing: say what is to be done. Try \`/action what is to be done\`
      - Line 11, \`/action @acme/web fix it\`: \`@acme/web\` is a team: an action item needs a person. Try \`/action fix it\`
      - Line 12, \`/review tomorow\`: After this come a day and time, a facilitator as \`@login\`, or nothing. Try \`/review tomorrow 10:00\`
      - Line 13, \`/related it\`: \`it\` is no issue of this repository. Try \`/related #12\`
      - Line 14, \`/drill at noon\`: This stands alone on its line: write the words on another one. Try \`/drill\`
      - Line 15, \`/factor\`: The text is missing. Try \`/factor hurt what contributed\`
      - Line 16, \`/at 16:00\`: The text is missing. Try \`/at 16:00 what happened\`
      - Line 17, \`/timeline it broke | whenever\`: \`whenever\` is not a time that I can read. Type a time such as \`16:01\` or \`2026-03-10 16:01 UTC\`. Try \`/note it broke | whenever\`
      - Line 18, \`/mitigated 2027-01-01 10:00\`: \`2027-01-01 10:00\` is still to come: \`2027-01-01 10:00 UTC\`. State what has happened, with a time up to \`2026-03-10 16:01 UTC\`. Try \`/mitigated 16:01\`
      - Line 20, \`/incident frobnicate\`: This is an incident already, and \`frobnicate\` is no command. Try \`/incident help\`
      - Line 21, \`/help frobnicate\`: There is no command \`frobnicate\`. Try \`/help\`

      Edit your comment, and it is read again."
    `);
  });
});

describe("a time", () => {
  test("that reads in two ways is answered with the reading that was taken", async () => {
    const { story, says, heard, card } = await incident();
    const comment = await says("cathy", "/started 21:15 IST");
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "I read \`21:15 IST\` as 21:15 UTC+05:30 (15:45 UTC).",
      ]
    `);
    expect(card()).toContain("| Impact began |");
  });

  test("that can't be is refused, and nothing is taken for text", async () => {
    const { story, says, heard, card } = await incident();
    const comment = await says("cathy", "/mitigated 10:14:95 all is well");
    expect(reactionsTo(story, comment)).toEqual(["confused"]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "- Line 1, \`/mitigated 10:14:95 all is well\`: \`10:14:95\` is not a time: seconds go from 0 to 59. Type a time such as \`16:01\` or \`2026-03-10 16:01 UTC\`. Try \`/mitigated 16:01 all is well\`

      Edit your comment, and it is read again.",
      ]
    `);
    expect(card()).toContain("| Restored | not yet |");
  });
});

describe("edits and deletions", () => {
  test("commands that are added count, those that are removed don't", async () => {
    const { story, says, edits, card } = await incident();
    const comment = await says("cathy", "/affects login");
    expect(card()).toContain("- **login**");
    await edits("cathy", comment, "/affects checkout\n/impact nobody can pay");
    expect(card()).toContain("- **checkout**");
    expect(card()).not.toContain("- **login**");
    expect(card()).toContain("**Impact**: nobody can pay");
    await edits("cathy", comment, "Never mind.");
    expect(card()).not.toContain("checkout");
    expect(reactionsTo(story, comment)).toEqual([]);
  });

  test("deleting /resolved opens the issue again", async () => {
    const { story, world, issue, says, card } = await incident();
    const comment = await says("cathy", "/resolved");
    expect(world.issue(issue)).toMatchObject({ state: "closed", stateReason: "completed" });
    await world.as("cathy").deleteComment(comment);
    await story.settled();
    expect(world.issue(issue).state).toBe("open");
    expect(card()).toContain("| Resolved | not yet |");
  });
});

describe("closing and opening", () => {
  test("/resolved closes, /reopen opens, and a person's click wins", async () => {
    const { story, world, issue, says, card } = await incident();
    const state = () => world.issue(issue).state;
    await says("cathy", "/resolved");
    expect(state()).toBe("closed");
    world.clock.advance(20 * minute);
    await says("cathy", "/reopen it is back");
    expect(state()).toBe("open");
    expect(card()).toContain("**reopened**");
    world.clock.advance(minute);
    await world.as("gary").close(issue);
    await story.settled();
    expect(state()).toBe("closed");
    await story.pass(issue);
    expect(state()).toBe("closed");
    world.clock.advance(minute);
    await world.as("gary").reopen(issue);
    await story.settled();
    expect(state()).toBe("open");
  });

  test("by somebody who may not states nothing, and the card asks", async () => {
    const story = await begin();
    const { world } = story;
    const form = "### What is happening?\n\nIt is slow.";
    const issue = await world.as("oscar").openIssue({ title: "Slow", body: form, labels: ["incident"], viaForm: true });
    await world.as("cathy").comment(issue, "/severity sev3");
    await story.settled();
    world.clock.advance(minute);
    await world.as("oscar").close(issue);
    await story.settled();
    expect(cardOn(story, issue)).toContain("| Resolved | not yet |");
    expect(
      cardOn(story, issue)
        .split("\n")
        .find((line) => line.startsWith("> ")),
    ).toMatchInlineSnapshot(
      `"> [oscar](https://github.com/oscar) closed this at 16:01 without having the triage role, so it says nothing of the incident yet. Is it over? Then type \`/resolved\`; if it is not: \`/reopen\`."`,
    );
  });
});

describe("severity", () => {
  test("of two labels the last one set stands, and the other goes", async () => {
    const { story, world, issue } = await incident();
    await world.as("gary").label(issue, "sev3");
    await world.as("cathy").label(issue, "sev1");
    await story.settled();
    expect(labelsOn(story, issue)).toEqual(["incident", "sev1"]);
    expect(headOf(story, issue)).toContain("SEV1");
  });

  test("by command and by label: whichever came last", async () => {
    const { story, world, issue, says } = await incident();
    await says("cathy", "/severity sev2");
    expect(labelsOn(story, issue)).toEqual(["incident", "sev2"]);
    world.clock.advance(5 * minute);
    await world.as("gary").label(issue, "Sev3");
    await story.settled();
    expect(labelsOn(story, issue)).toEqual(["Sev3", "incident"]);
    world.clock.advance(5 * minute);
    await says("cathy", "/sev1");
    expect(labelsOn(story, issue)).toEqual(["incident", "sev1"]);
    world.clock.advance(5 * minute);
    await world.as("gary").unlabel(issue, "sev1");
    await story.settled();
    expect(labelsOn(story, issue)).toEqual(["incident"]);
    expect(headOf(story, issue)).toContain("Severity not set");
  });
});

describe("/page", () => {
  test("mentions each person once, and never again on edits", async () => {
    const { says, edits, heard, card, world } = await incident();
    const comment = await says("gary", "/page @greg @acme/database");
    expect(heard()).toMatchInlineSnapshot(`
      [
        "@greg @acme/database [gary](https://github.com/gary) asks you to join: Login is down. Your first comment here says that you are in.",
      ]
    `);
    await edits("gary", comment, "/page @greg @acme/database please");
    expect(heard()).toEqual([]);
    await edits("gary", comment, "/page @greg @cathy");
    expect(heard()).toMatchInlineSnapshot(`
      [
        "@cathy [gary](https://github.com/gary) asks you to join: Login is down. Your first comment here says that you are in.",
      ]
    `);
    world.clock.advance(2 * minute);
    await says("greg", "Here.");
    expect(card()).toContain("- greg: paged 16:01 by gary, reached after 4 min");
  });
});

describe("reactions", () => {
  test("👍 helped, 👎 hurt, 😕 no effect, by responders alone, seen on the next pass", async () => {
    const { story, world, issue, says, card } = await incident();
    const comment = await says("cathy", "I restart the web servers.");
    const impact = async (who: string, content: "+1" | "-1" | "confused" | "heart") => {
      world.clock.advance(minute);
      await world.as(who).react(comment, content);
      await story.pass(issue);
      return /I restart the web servers. <sub>(.*?)<\/sub>/.exec(card())?.[1];
    };
    expect(await impact("oscar", "+1")).toBe("task · investigation");
    expect(await impact("rita", "+1")).toBe("task · helped · investigation");
    expect(await impact("gary", "-1")).toBe("task · hurt · investigation");
    expect(await impact("greg", "heart")).toBe("task · hurt · investigation");
    expect(await impact("tim", "confused")).toBe("task · no effect · investigation");
  });
});

describe("bare commands switched off", () => {
  test("/ack is somebody else's, /incident ack is ours, and every hint says so", async () => {
    const { story, says, heard, card } = await incident({
      files: { ".github/sooner.yml": "commands:\n  bare: false\n" },
    });
    const bare = await says("cathy", "/ack");
    const full = await says("cathy", "/incident ack");
    expect([reactionsTo(story, bare), reactionsTo(story, full)]).toEqual([[], ["rocket"]]);
    expect(card()).not.toMatch(/`\/(?!incident )/);
    await says("cathy", "/incident ack 25:00");
    expect(heard()).toMatchInlineSnapshot(`
      [
        "- Line 1, \`/incident ack 25:00\`: \`25:00\` is not a time: hours go from 0 to 23. Type a time such as \`16:01\` or \`2026-03-10 16:01 UTC\`. Try \`/incident ack 16:01\`

      Edit your comment, and it is read again.",
      ]
    `);
  });
});

describe("/incident help", () => {
  test("lists the commands", async () => {
    const { story, says, heard } = await incident();
    const comment = await says("cathy", "/incident help");
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "A command stands alone on a line: \`/incident ack\`, or just \`/ack\` where that is not switched off. TIME is \`14:02\`, \`14:02 UTC\`, \`20m ago\` or \`yesterday 23:50\`; without one, the time of the comment counts. Edit a comment to correct it.

      **Declare**: \`incident [sev1…sev5] [drill] [near-miss] [resolved [TIME]] [TITLE]\`

      **Respond**: \`commander @WHO\` · \`role NAME @WHO\` · \`handoff [NAME] @WHO\` · \`page @WHO…\`

      **Stages**: \`ack [TIME] [for @WHO] [TEXT]\` · \`investigating [TIME] [TEXT]\` · \`identified [TIME] [TEXT]\` · \`mitigated [TIME] [TEXT]\` · \`monitoring [TIME] [TEXT]\` · \`resolved [TIME] [TEXT]\` · \`reopen [TIME] [TEXT]\` · \`started TIME [TEXT]\` · \`detected TIME [by customers|monitoring|staff|partner] [TEXT]\`

      **Timeline**: \`at TIME [@WHO] TEXT\` · \`timeline TEXT [| TIME]\` · \`note TEXT\` · \`helped [LINK-TO-COMMENT]\` · \`hurt [LINK-TO-COMMENT]\` · \`no-effect [LINK-TO-COMMENT]\` · \`task\` · \`conversation\` · \`automation\`

      **Impact**: \`severity sev1|sev2|sev3|sev4|sev5\` · \`affects SERVICE…\` · \`impact TEXT\` · \`customers yes|no [TEXT]\` · \`update TEXT\` · \`change #PR|SHA|DEPLOYMENT-LINK [helped|hurt]\`

      **Learn**: \`learned TEXT\` · \`factor [helped|hurt] TEXT\` · \`well TEXT\` · \`park TEXT\` · \`public TEXT\`

      **Improve**: \`action [@OWNER…] [urgent|high|medium|low] [by DATE] [know-sooner|recover-sooner] TITLE\` · \`done #ITEM EVIDENCE\` · \`decline #ITEM REASON\` · \`review [DATE TIME] [@FACILITATOR]\` · \`reviewed [TIME]\`

      **Remind**: \`snooze DURATION [ack|updates|review|items|#ITEM]\` · \`remind on|off [ack|updates|review|items|#ITEM]\`

      **Connect**: \`related #ISSUE\` · \`duplicate #ISSUE\` · \`drill\` · \`near-miss\` · \`help [COMMAND]\`

      More on one of them: \`/incident help ack\`.",
      ]
    `);
  });

  test("tells of one of them, also to a reader", async () => {
    const { story, says, heard } = await incident();
    const comment = await says("rita", "/incident help ack");
    expect(reactionsTo(story, comment)).toEqual([]);
    expect(heard()).toMatchInlineSnapshot(`
      [
        "\`/incident ack [TIME] [for @WHO] [TEXT]\`
      A responder took it up.
      Also: \`acknowledge\`.
      Example: \`/incident ack 14:02 for @cathy\`
      For people with the triage role.",
      ]
    `);
  });
});
