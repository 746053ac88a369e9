/** The review: opened when the service is back, planned, written into, held or not, and what follows from it. */
import { describe, expect, test } from "vitest";
import type { Story, StoryOptions } from "../story.ts";
import { heard, itemsOnCard, phaseOnCard, reviewOnCard, subIssuesOf, textOf } from "./improving.ts";
import { cardOn, telling } from "./telling.ts";

const begin = telling();
const minutes = 60_000;
const hours = 60 * minutes;

const facilitators = { ".github/sooner.yml": "review:\n  facilitators: [gary, rita, tim]\n" };

/** A story in which gary has declared an incident, issue 1, and greg has taken it up. */
async function incident(severity = "sev2", options: StoryOptions = {}): Promise<Story> {
  const story = await begin(options);
  await story.world.as("gary").openIssue({ title: "Login is down", labels: [severity] });
  await story.settled();
  story.world.clock.advance(5 * minutes);
  await says(story, "greg", "/ack\n/started 20m ago");
  return story;
}

/** The same, with the service back after ten more minutes. Its review is issue 2. */
async function restored(severity = "sev2", options: StoryOptions = {}): Promise<Story> {
  const story = await incident(severity, options);
  story.world.clock.advance(10 * minutes);
  await says(story, "greg", "/resolved");
  story.world.clock.advance(hours);
  return story;
}

/** Somebody comments on the incident, and the App has had its turn. */
async function says(story: Story, who: string, text: string): Promise<number> {
  const comment = await story.world.as(who).comment(1, text);
  await story.settled();
  return comment;
}

/** Somebody puts lines under a heading of the review, as people do, in its text. */
async function writes(story: Story, who: string, heading: string, lines: string): Promise<void> {
  const body = story.world.issue(2).body.replace(new RegExp(`(## ${heading}\\n<!--[^>]*-->)`), `$1\n${lines}`);
  await story.world.as(who).editIssue(2, { body });
  await story.settled();
}

async function closes(story: Story, who: string, reason: "completed" | "not_planned" = "completed"): Promise<void> {
  await story.world.as(who).close(2, reason);
  await story.settled();
}

describe("opened", () => {
  test("when the service is back, for somebody who was not in the response", async () => {
    const story = await incident("sev2", { files: facilitators });
    expect(subIssuesOf(story, 1)).toEqual([]);
    story.world.clock.advance(10 * minutes);
    await says(story, "greg", "/learned The pool is per pod\n/factor hurt The alert was muted\n/mitigated");
    expect(subIssuesOf(story, 1)).toEqual([
      "#2 Post-incident review: Login is down · open · rita · post-incident-review",
    ]);
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned, due 2026-03-11, led by rita");
    expect(phaseOnCard(story, 1)).toBe("analysis");
    expect(textOf(story, 2)).toMatchInlineSnapshot(`
      "Incident #1: Login is down, SEV2. Due by the end of **2026-03-11**, led by [rita](https://github.com/rita).

      ## Goals
      We meet to learn, not to find somebody at fault: everybody did what made sense with what they knew then. Three questions:
      1. How do we know sooner?
      2. How do we recover sooner?
      3. How, specifically, will we improve?

      ## Key metrics
      Times in UTC: impact began about 15:45 · detected 16:00 · declared 16:00 · acknowledged 16:05 · restored 16:15.

      | Metric | Value | Formula |
      | --- | --- | --- |
      | Time to detect (TTD) | 15 min | detected − started |
      | Time to declare | 0 min | declared − detected |
      | Time to acknowledge (TTA) | 5 min | acknowledged − detected |
      | Time to recover (TTR) | 15 min | last restoration − detected |
      | First recovery | 15 min | first restoration − detected |
      | Impact | 30 min | sum of the intervals from start to restoration |

      ## What happened
      \`\`\`mermaid
      gantt
      dateFormat YYYY-MM-DDTHH:mm:ss
      axisFormat %H:%M
      section Phases
      detection, 15 min :2026-03-10T15:45:00, 2026-03-10T16:00:00
      response and remediation, 15 min :2026-03-10T16:00:00, 2026-03-10T16:15:00
      section Entries
      16.05 greg took it up :milestone, 2026-03-10T16:05:00, 0m
      16.15 greg service restored :milestone, 2026-03-10T16:15:00, 0m
      \`\`\`

      The whole timeline is on #1.

      ## Moments that nobody has stated
      Type what you know on #1; an approximate time is better than none.
      - When did the response know what to change? \`/identified TIME\`

      ## Entries whose impact nobody has marked
      Did it help to restore the service, hurt, or do neither? React on the comment with 👍, 👎 or 😕.
      - [16:05](https://github.com/acme/shop/issues/1#issuecomment-…) [greg](https://github.com/greg): took it up
      - [16:15](https://github.com/acme/shop/issues/1#issuecomment-…) [greg](https://github.com/greg): service restored

      ## Questions to open with
      - What did each of us see first, and what did we take it for?
      - How did people find each other, and what did they need to get to work?
      - What did we expect to happen, and what surprised us?
      - What made it hard, and what made it easier, to know what to do next?
      - How did this look from outside: to customers, to support?
      - What is done here every day that nobody has written down?

      ## Learnings
      <!-- What at least one of us did not know before: one a line, as a list. -->
      - The pool is per pod

      ## Contributing factors
      <!-- One a line, each with "helped:" or "hurt:" in front. There are always several. -->
      - hurt: The alert was muted

      ## What went well
      <!-- One a line. -->

      ## Parking lot
      <!-- Ideas for later, and all that would turn into debate: one a line. -->

      ## Action items
      <!-- One a line makes an issue, for example: @greg high by 2026-12-01 know-sooner Alert on failed sign-ins. At least one to start at once. -->

      ## Summary for the public
      <!-- What may be told outside: what users saw, from when to when, what we do about it. -->

      ## People invited
      [gary](https://github.com/gary), [greg](https://github.com/greg), and those who were affected.

      Close this issue as completed once the review was held, or as not planned, with the reason, if it won't be.
      "
    `);
  });

  test.each([
    ["sev1", 1],
    ["sev2", 1],
    ["sev3", 0],
    ["sev4", 0],
    ["sev5", 0],
  ])("after a %s: %d", async (severity, count) => {
    const story = await restored(severity);
    expect(subIssuesOf(story, 1)).toHaveLength(count);
    expect(phaseOnCard(story, 1)).toBe(count === 1 ? "analysis" : "closed");
  });

  test("after the highest severity, unless it was a false alarm", async () => {
    const lowered = await incident("sev1");
    await says(lowered, "greg", "/sev4");
    lowered.world.clock.advance(10 * minutes);
    await says(lowered, "greg", "/resolved");
    expect(subIssuesOf(lowered, 1)).toHaveLength(1);
    const falseAlarm = await incident("sev1");
    await says(falseAlarm, "greg", "/sev5");
    falseAlarm.world.clock.advance(10 * minutes);
    await says(falseAlarm, "greg", "/resolved");
    expect(subIssuesOf(falseAlarm, 1)).toEqual([]);
    expect(reviewOnCard(falseAlarm, 1)).toBe("");
  });

  test("after a drill too: it is for learning", async () => {
    const story = await incident("sev2");
    await says(story, "gary", "/drill");
    story.world.clock.advance(10 * minutes);
    await says(story, "greg", "/resolved");
    expect(subIssuesOf(story, 1)).toHaveLength(1);
  });

  test("for the severities that the team named", async () => {
    const story = await restored("sev3", { files: { ".github/sooner.yml": "review:\n  severities: [sev3]\n" } });
    expect(subIssuesOf(story, 1)).toHaveLength(1);
  });

  test("once, however often the incident is resolved", async () => {
    const story = await restored();
    for (const text of ["/reopen", "/resolved", "/reopen", "/mitigated", "/resolved"]) {
      story.world.clock.advance(hours);
      await says(story, "greg", text);
    }
    expect(subIssuesOf(story, 1)).toHaveLength(1);
  });

  test("once, whatever write a crash comes before", async () => {
    for (let count = 1; count <= 8; count += 1) {
      const story = await incident("sev2", { files: facilitators });
      const { world } = story;
      world.clock.advance(10 * minutes);
      world.stopAfterWrites(count);
      await says(story, "greg", "/resolved");
      world.heal();
      for (const { failures } of story.processes) failures.length = 0;
      await story.pass(1);
      expect(subIssuesOf(story, 1)).toEqual([
        "#2 Post-incident review: Login is down · open · rita · post-incident-review",
      ]);
    }
  });
});

describe("due by the end of the next business day", () => {
  const holidays = (zone: string) => ({
    ".github/sooner.yml": `zone: ${zone}\nholidays: [2026-03-16]\n`,
  });
  test.each([
    ["2026-03-10T16:00:00Z", "UTC", "2026-03-11", "a weekday"],
    ["2026-03-13T16:00:00Z", "UTC", "2026-03-17", "a Friday before a holiday"],
    ["2026-03-07T16:00:00Z", "UTC", "2026-03-09", "a Saturday"],
    ["2026-03-10T23:30:00Z", "Europe/Berlin", "2026-03-12", "past midnight in the team's zone"],
  ])("restored %s in %s: %s, %s", async (now, zone, due) => {
    const story = await restored("sev1", { now, files: holidays(zone) });
    expect(reviewOnCard(story, 1)).toBe(`**Review**: #2 planned, due ${due}`);
  });

  test("follows the restoration when somebody corrects it", async () => {
    const story = await restored();
    story.world.clock.advance(24 * hours);
    await says(story, "greg", "/resolved 2026-03-11 10:00");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned, due 2026-03-12");
  });
});

describe("led", () => {
  test("by everybody in turn who was not a responder", async () => {
    const story = await begin({ files: facilitators });
    const { world } = story;
    const led: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const issue = await world.as("olga").openIssue({ title: `Outage ${count}`, labels: ["sev2"] });
      await story.settled();
      world.clock.advance(10 * minutes);
      await world.as(count === 3 ? "tim" : "greg").comment(issue, "/ack");
      await world.as("olga").comment(issue, "/resolved");
      await story.settled();
      led.push(world.issue(issue).subIssues[0]?.assignees[0]?.login ?? "nobody");
    }
    expect(led).toEqual(["gary", "rita", "tim", "gary"]);
  });

  test("by nobody yet, where all of them responded: the review asks for somebody", async () => {
    const story = await restored("sev2", { files: { ".github/sooner.yml": "review:\n  facilitators: [greg]\n" } });
    expect(subIssuesOf(story, 1)[0]).toContain("· nobody ·");
    expect(story.world.issue(2).body).toContain(
      "Nobody leads this yet. Better somebody who was not in the response: assign them here, or type `/review @who` on #1.",
    );
  });

  test("by nobody yet, where the configuration names somebody who isn't here", async () => {
    const story = await restored("sev2", { files: { ".github/sooner.yml": "review:\n  facilitators: [ghosty]\n" } });
    expect(subIssuesOf(story, 1)[0]).toContain("· nobody ·");
    expect(story.world.issue(2).body).toContain("Nobody leads this yet.");
  });
});

describe("asked for", () => {
  test("after a lesser incident, with day and facilitator", async () => {
    const story = await restored("sev3", { files: facilitators });
    expect(phaseOnCard(story, 1)).toBe("closed");
    await says(story, "greg", "/review 2026-03-13 10:00 @olga");
    expect(subIssuesOf(story, 1)).toEqual([
      "#2 Post-incident review: Login is down · open · olga · post-incident-review",
    ]);
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned for 13 Mar 10:00, due 2026-03-13, led by olga");
    expect(phaseOnCard(story, 1)).toBe("analysis");
    expect(heard(story, 2)).toEqual([]);
  });

  test("without more, as `/incident review`, while the incident goes on", async () => {
    const story = await incident("sev3", { files: facilitators });
    await says(story, "greg", "/incident review");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned, led by rita");
    story.world.clock.advance(10 * minutes);
    await says(story, "greg", "/resolved");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned, due 2026-03-11, led by rita");
  });

  test("once it is open: handed over, and said once on the review", async () => {
    const story = await restored("sev2", { files: facilitators });
    const plan = await says(story, "greg", "/review tomorrow 10:00 @olga");
    expect(subIssuesOf(story, 1)[0]).toContain("· olga ·");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned for 11 Mar 10:00, due 2026-03-11, led by olga");
    expect(heard(story, 2)).toEqual([
      "This review is on **Wed 11 Mar 2026 10:00 UTC**, led by [olga](https://github.com/olga). That holds instead of what the text above says.",
    ]);
    await story.world.as("greg").editComment(plan, "/review 2026-03-12 11:00");
    await story.settled();
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned for 12 Mar 11:00, due 2026-03-12, led by olga");
    expect(heard(story, 2)).toEqual([
      "This review is on **Thu 12 Mar 2026 11:00 UTC**. That holds instead of what the text above says.",
    ]);
    await story.world.as("olga").unassign(2, "olga");
    await story.world.as("olga").assign(2, "cathy");
    await story.settled();
    expect(reviewOnCard(story, 1)).toContain("led by cathy");
  });

  test("of somebody who isn't here: said, and whoever leads it goes on", async () => {
    const story = await restored("sev2", { files: facilitators });
    await says(story, "greg", "/review @nobody-here");
    expect(heard(story, 1)).toEqual([
      "I can't assign nobody-here here. Name somebody with access to this repository, or assign the issue by hand.",
    ]);
    expect(subIssuesOf(story, 1)[0]).toContain("· rita ·");
  });
});

describe("written into", () => {
  test("what stands under its headings counts as much as commands, and once", async () => {
    const story = await incident();
    await says(story, "greg", "/learned The pool is per pod\n/well Everybody was there in minutes");
    story.world.clock.advance(10 * minutes);
    await says(story, "greg", "/resolved");
    await writes(story, "cathy", "Learnings", "- The alert had been muted since May\n- The pool is per pod");
    await writes(
      story,
      "cathy",
      "Contributing factors",
      "- hurt: The alert was muted\n- helped: A second pair of eyes",
    );
    await writes(story, "cathy", "What went well", "- Support told us first");
    await writes(story, "cathy", "Parking lot", "- Rewrite the login");
    expect(cardOn(story, 1)).toContain(
      "**Learned**: 2 learnings · 2 contributing factors · 2 things that went well · 1 parked",
    );
  });

  test("a line under its action items becomes one, once, however it is worded afterwards", async () => {
    const story = await restored();
    await writes(
      story,
      "cathy",
      "Action items",
      "- @greg high by 2026-12-01 know-sooner Alert on failing logins\n- Rotate the keys",
    );
    expect(subIssuesOf(story, 1).slice(1)).toEqual([
      "#3 Alert on failing logins · open · greg · action-item, priority: high",
      "#4 Rotate the keys · open · nobody · action-item",
    ]);
    expect(itemsOnCard(story, 1)[0]).toBe("Alert on failing logins · greg · high · 2026-12-01 · open");
    expect(story.world.issue(3).body).toContain("asked for in [the review](https://github.com/acme/shop/issues/2).");
    const body = story.world
      .issue(2)
      .body.replace("Alert on failing logins", "Alert on failing logins, by region")
      .replace("- Rotate the keys", "- low Rotate the keys\n- #3 is the one to start at once\n- Drill it");
    await story.world.as("cathy").editIssue(2, { body });
    await story.settled();
    expect(subIssuesOf(story, 1).slice(3)).toEqual(["#5 Drill it · open · nobody · action-item"]);
    await story.world.as("cathy").editIssue(2, { body: "We met, and all is said." });
    await story.settled();
    expect(itemsOnCard(story, 1)).toHaveLength(3);
    expect(subIssuesOf(story, 1)).toHaveLength(4);
  });

  test("a line that can't be read in full is not lost", async () => {
    const story = await restored();
    await writes(story, "cathy", "Action items", "- @acme/web Alert on failing logins");
    expect(subIssuesOf(story, 1)[1]).toBe("#3 @acme/web Alert on failing logins · open · nobody · action-item");
  });

  test("its text replaced, marker and all: it is still the review", async () => {
    const story = await restored();
    await story.world.as("cathy").editIssue(2, { title: "What we learned", body: "## Learnings\n- It was DNS" });
    await story.settled();
    expect(subIssuesOf(story, 1)).toHaveLength(1);
    expect(cardOn(story, 1)).toContain("**Learned**: 1 learning");
    await closes(story, "cathy");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 held");
    expect(heard(story, 2)).toHaveLength(1);
  });

  test("what was said by command before stands in it, to go on from", async () => {
    const story = await incident();
    await says(
      story,
      "greg",
      "/park Rewrite the login\n/public Sign-in was down for 30 minutes.\n/action @greg low Alert",
    );
    story.world.clock.advance(10 * minutes);
    await says(story, "greg", "/resolved");
    const { body } = story.world.issue(3);
    expect(body.slice(body.indexOf("## Parking lot"), body.indexOf("## People invited"))).toMatchInlineSnapshot(`
      "## Parking lot
      <!-- Ideas for later, and all that would turn into debate: one a line. -->
      - Rewrite the login

      ## Action items
      <!-- One a line makes an issue, for example: @greg high by 2026-12-01 know-sooner Alert on failed sign-ins. At least one to start at once. -->
      - #2

      ## Summary for the public
      <!-- What may be told outside: what users saw, from when to when, what we do about it. -->
      Sign-in was down for 30 minutes.

      "
    `);
    expect(subIssuesOf(story, 1)).toHaveLength(2);
  });

  test("it asks once, as a list, for the moments that nobody has stated", async () => {
    const story = await restored();
    expect(story.world.issue(2).body).toContain(
      "## Moments that nobody has stated\nType what you know on #1; an approximate time is better than none.\n- When did the response know what to change? `/identified TIME`\n",
    );
  });
});

describe("held", () => {
  test("when it is closed as completed; with no action item, asks whether that is meant", async () => {
    const story = await restored();
    await closes(story, "cathy");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 held");
    expect(cardOn(story, 1)).toContain(
      "| Reviewed | 17:15 | [from closing the review](https://github.com/acme/shop/issues/2) |",
    );
    expect(phaseOnCard(story, 1)).toBe("closed");
    expect(heard(story, 2)).toEqual([
      "The review was held, and no action item came of it. If that is meant, nothing is left to do. If not, type `/action @who high by DATE TITLE` on #1, best with one to start at once.",
    ]);
    await story.world.as("cathy").reopen(2);
    await closes(story, "cathy");
    expect(heard(story, 2)).toEqual([]);
  });

  test("with action items: the incident is in readiness, and nothing is asked", async () => {
    const story = await restored();
    await says(story, "greg", "/action @greg high Alert");
    await closes(story, "cathy");
    expect(phaseOnCard(story, 1)).toBe("readiness");
    await story.world.as("greg").close(3);
    await story.settled();
    expect(phaseOnCard(story, 1)).toBe("closed");
    expect(heard(story, 3)).toEqual([expect.stringContaining("How do you know it works?")]);
    expect(heard(story, 1)).toEqual([expect.stringContaining("The action item of this incident is done.")]);
  });

  test("at the time that somebody states", async () => {
    const story = await restored();
    await says(story, "greg", "/action @greg high Alert");
    await says(story, "greg", "/reviewed 17:00");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 held");
    expect(phaseOnCard(story, 1)).toBe("readiness");
    await closes(story, "cathy");
    expect(cardOn(story, 1)).toContain("| Reviewed | 17:00 | stated by ");
  });

  test("not, when it is closed as not planned: asks why once, and reads the answer back", async () => {
    const story = await restored();
    await closes(story, "cathy", "not_planned");
    expect(heard(story, 2)).toEqual([
      "This review was closed as not planned. What speaks against holding it? One sentence here is enough; it goes into the report of #1. To hold it after all, reopen this issue.",
    ]);
    expect(phaseOnCard(story, 1)).toBe("closed");
    story.world.clock.advance(minutes);
    await story.world.as("cathy").comment(2, "We reviewed the same outage last week.");
    await story.settled();
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 not held: We reviewed the same outage last week.");
    await story.world.as("cathy").reopen(2);
    await story.settled();
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 planned, due 2026-03-11");
    expect(phaseOnCard(story, 1)).toBe("analysis");
  });

  test("before the incident came back: it stays the only one", async () => {
    const story = await restored();
    await says(story, "greg", "/action @greg high Alert");
    await closes(story, "cathy");
    story.world.clock.advance(48 * hours);
    await says(story, "greg", "/reopen");
    expect(phaseOnCard(story, 1)).toBe("response");
    story.world.clock.advance(hours);
    await says(story, "greg", "/resolved");
    expect(subIssuesOf(story, 1)).toHaveLength(2);
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 held before the incident came back");
    expect(phaseOnCard(story, 1)).toBe("readiness");
    await says(story, "greg", "/reviewed");
    expect(reviewOnCard(story, 1)).toBe("**Review**: #2 held");
    expect(phaseOnCard(story, 1)).toBe("readiness");
  });

  test("by word, before the incident came back: nothing contradicts", async () => {
    const story = await restored();
    await says(story, "greg", "/action @greg high Alert\n/reviewed");
    story.world.clock.advance(48 * hours);
    await says(story, "greg", "/reopen");
    story.world.clock.advance(hours);
    await says(story, "greg", "/mitigated");
    expect(phaseOnCard(story, 1)).toBe("analysis");
  });

  test("deleted: whoever did so meant it", async () => {
    const story = await restored();
    await story.world.as("olga").deleteIssue(2);
    await story.settled();
    await story.pass(1);
    expect(subIssuesOf(story, 1)).toEqual([]);
    expect(reviewOnCard(story, 1)).toBe("**Review**: due; its issue is gone");
    await says(story, "greg", "/reviewed");
    expect(phaseOnCard(story, 1)).toBe("closed");
  });
});
