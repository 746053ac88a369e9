/** Every command of the table, by each of its names, bare and as `/incident VERB`: taken, and seen to do something. */
import { describe, expect, test } from "vitest";
import { groups } from "../../src/timeline/commands/definition.ts";
import { commands } from "../../src/timeline/commands/table.ts";
import type { Story } from "../story.ts";
import { cardOn, heardOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();

/** What the card shows of each command's example, which #1 and gary give. */
const shown: Record<string, string | RegExp> = {
  commander: "commander: [gary]",
  role: "comms: [gary]",
  handoff: "commander: [cathy]",
  page: "- greg: paged 16:00 by gary, not reached yet",
  ack: /\| Acknowledged \| 14:02 \| stated by \[cathy\]/,
  investigating: "**investigating** · ",
  identified: "| Identified | 14:12 | stated by [gary]",
  mitigated: "| Restored | 14:20 | stated by [gary]",
  monitoring: "**monitoring** · ",
  resolved: "| Resolved | 14:40 | stated by [gary]",
  reopen: "**reopened** · ",
  started: "| Impact began | 14:00 | stated by [gary]",
  detected: "| Detected | 14:04 | by customers, stated by [gary]",
  at: /\[14:12\]\(\S+\) \[cathy\]\(\S+\): logs in and runs top <sub>task/,
  timeline: /\[14:15\]\(\S+\) \[gary\]\(\S+\): greg joins by phone/,
  note: /\[16:00\]\(\S+\) \[gary\]\(\S+\): the logs are kept in the bucket/,
  helped: /The web servers restart. <sub>\w+ · helped · /,
  hurt: /The web servers restart. <sub>\w+ · hurt · /,
  "no-effect": /The web servers restart. <sub>\w+ · no effect · /,
  task: "The web servers restart. <sub>task · ",
  conversation: "The web servers restart. <sub>conversation · ",
  automation: "The web servers restart. <sub>automation · ",
  severity: "### SEV2 · ",
  affects: "**Services**\n- **login**\n- **checkout**",
  impact: "**Impact**: nobody can log in",
  customers: "**Customers affected**: yes: logins fail",
  update: "**Last update**, 16:00 by [gary](https://github.com/gary): We are looking into failing logins.",
  change: "**Changes named**: pull request #12 (hurt)",
  learned: "**Learned**: 1 learning",
  factor: "**Learned**: 1 contributing factor",
  well: "**Learned**: 1 thing that went well",
  park: "**Learned**: 1 parked",
  public: "The web servers restart.",
  action: /\| \[alert on failing logins\]\(\S+\) \| \[greg\]\(\S+\) \| high \| 2026-03-13 \| open \|/,
  review: /\*\*Review\*\*: #\d+ planned/,
  reviewed: "| Reviewed | 10:00 | stated by [gary]",
  related: "**Related**: #1",
  duplicate: "### Merged into #1",
  drill: "This is a **drill**.",
  "near-miss": "This is a **near miss**",
  help: "The web servers restart.",
  snooze: "Reminders of updates are snoozed until 18:00.",
  remind: "Reminders of updates are off: `/remind on updates` brings them back.",
};

/** What the card shows of commands that settle an action item: those need one. */
const settling: Record<string, string> = {
  done: "| done |",
  decline: "| declined: the caching service is gone |",
};

/** Commands whose examples are answered: a page, the help, a facilitator whom nobody knows here. */
const spokenTo = new Set(["page", "help", "review"]);

/** What has to be said before the example makes sense. */
const before: Record<string, string> = { reopen: "/resolved 14:40", handoff: "/commander @gary" };

/** The example under each name, with a number that exists where another incident is meant. */
function linesOf({ name, aliases, example }: (typeof commands)[number], form: string): string[] {
  const rest = example.slice(name.length).replace(/^ #12$/, " #1");
  return [name, ...aliases].map((alias) => `${form}${alias}${rest}`);
}

async function give(story: Story, name: string, line: string) {
  const { world } = story;
  const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
  if (before[name]) await world.as("gary").comment(issue, before[name]);
  const comment = await world.as("gary").comment(issue, `The web servers restart.\n\n${line}`);
  return { name, line, issue, comment };
}

describe.each(["/", "/incident "])("%sVERB", (form) => {
  test.each(groups)("%s: every name is taken, and its effect shows", async (group) => {
    const story = await begin();
    await story.world.as("olga").openIssue({ title: "The other one", labels: ["incident"] });
    const rows = commands.filter((row) => row.group === group && row.name !== "incident" && !settling[row.name]);
    const given = [];
    for (const row of rows) for (const line of linesOf(row, form)) given.push(await give(story, row.name, line));
    await story.settled();
    for (const { name, line, issue, comment } of given) {
      expect.soft([line, ...reactionsTo(story, comment)]).toEqual([line, "rocket"]);
      expect.soft(cardOn(story, issue), line).toMatch(shown[name] ?? "no effect is known");
      expect.soft([line, heardOn(story, issue).length]).toEqual([line, spokenTo.has(name) ? 1 : 0]);
    }
  });
});

describe.each(["/", "/incident "])("%sVERB", (form) => {
  test.each(Object.entries(settling))("%s settles an action item", async (name, expected) => {
    const story = await begin();
    const { world } = story;
    const issue = await world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
    await world
      .as("gary")
      .comment(issue, "/action @greg high alert on failing logins\n/action @greg low keep the logs");
    await story.settled();
    const [item] = world.issue(issue).subIssues;
    const { example = "" } = commands.find((row) => row.name === name) ?? {};
    const comment = await world.as("gary").comment(issue, form + example.replace("#12", `#${item?.number}`));
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual(["rocket"]);
    expect(cardOn(story, issue)).toContain(expected);
    // What is said on the item itself is read in the stories of items.
    heardOn(story, item?.number ?? 0);
    const wrong = await world.as("gary").comment(issue, form + example.replace("#12", `#${issue}`));
    await story.settled();
    expect(reactionsTo(story, wrong)).toEqual(["confused"]);
    expect(heardOn(story, issue).join()).toContain("is no action item of this incident");
  });
});

test.each(["/sev2", "/SEV2", "/sev-2", "/s2", "/Severity Sev2", "/SEV 2", "/incident sev2", "/Incident s2"])(
  "%s sets the severity",
  async (line) => {
    const story = await begin();
    const issue = await story.world.as("gary").openIssue({ title: "Login is down", labels: ["incident"] });
    await story.world.as("gary").comment(issue, line);
    await story.settled();
    expect(cardOn(story, issue)).toContain("### SEV2");
  },
);
