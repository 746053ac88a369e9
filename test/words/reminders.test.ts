/** What reminders say, as somebody reads it at night. */
import { describe, expect, test } from "vitest";
import { type Configuration, defaults } from "../../src/config.ts";
import type { DueReminder, Reminder } from "../../src/deadlines/deadline.ts";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { reminderText, unreachedLines } from "../../src/words/reminders.ts";
import { actionItem, at, fresh, templates } from "./reference.ts";

const sev1: Incident = { ...fresh, severity: { ...fresh.severity, final: "sev1" } };
const berlin: Configuration = { ...defaults, zone: "Europe/Berlin" };

interface Told {
  told?: string[];
  named?: string[];
  lost?: string[];
  now?: number;
  incident?: Incident;
  configuration?: Configuration;
}

function says(reminder: Reminder, more: Told = {}): string {
  const { told = [], named = [], lost = [], now = at(11), incident = sev1, configuration = defaults } = more;
  const deadline: DueReminder["deadline"] = { subject: "update", stage: "1", at: now, to: [], reminder };
  return reminderText({ deadline, told, named, lost }, { incident, configuration, now, templates });
}

describe("nobody took it up", () => {
  const waiting = (step: number, steps: number): Reminder => ({
    about: "acknowledgement",
    since: at(6),
    step,
    steps,
  });

  test("the owners are told, and by when the next ones are", () => {
    expect(says(waiting(1, 3), { told: ["greg", "acme/web"], configuration: berlin })).toBe(`@greg @acme/web

**Nobody has taken up this SEV1 yet.** It has waited since 17:06, for 5 min.

- Can you look? Type \`/ack\`.
- Can't you? \`/page @who\` calls in somebody who can.

If nobody does by 17:16, the next on the escalation path will be told.

<sub>Step 1 of 3 · Times in Europe/Berlin (UTC+01:00) · Later: \`/snooze 30m ack\` · Not again: \`/remind off ack\`</sub>`);
  });

  test("the last step says so, and names without a notification whom it can't tell", () => {
    expect(says(waiting(3, 3), { told: ["olga"], lost: ["zoe", "acme/db"], now: at(21) })).toBe(
      `@olga

**Nobody has taken up this SEV1 yet.** It has waited since 16:06, for 15 min.

- Can you look? Type \`/ack\`.
- Can't you? \`/page @who\` calls in somebody who can.

I can't tell [zoe](https://github.com/zoe), [acme/db](https://github.com/orgs/acme/teams/db); the card says why.

This was the last step: nobody else will be told.

<sub>Step 3 of 3 · Times in UTC · Later: \`/snooze 30m ack\` · Not again: \`/remind off ack\`</sub>`,
    );
  });

  test("with nobody to tell it says how to change that", () => {
    expect(says(waiting(1, 0))).toBe(`**Nobody has taken up this SEV1 yet.** It has waited since 16:06, for 5 min.

- Can you look? Type \`/ack\`.
- Can't you? \`/page @who\` calls in somebody who can.

I know nobody to tell. Name the services' owners, or an \`escalation\` path, in \`.github/sooner.yml\`; if they are there, the card says what is wrong with it.

<sub>Times in UTC · Later: \`/snooze 30m ack\` · Not again: \`/remind off ack\`</sub>`);
  });

  test("of a sev2 the next step is a quarter of an hour away, on the next day where it is", () => {
    const incident: Incident = { ...sev1, severity: { ...sev1.severity, final: "sev2" } };
    const since = Date.parse("2026-03-10T23:40:00Z");
    const late: Reminder = { about: "acknowledgement", since, step: 1, steps: 2 };
    const text = says(late, { told: ["greg"], incident, now: Date.parse("2026-03-10T23:55:00Z") });
    expect(text).toContain("If nobody does by 11 Mar 00:10,");
  });
});

describe("a status update", () => {
  test("that has never been", () => {
    expect(says({ about: "update", since: at(6), last: null }, { told: ["cathy"], now: at(36) })).toBe(`@cathy

**There has been no status update yet.** This SEV1 has waited for one since 16:06, for 30 min.

Type \`/update TEXT\`: what customers notice, what you are doing, when you will write again. That nothing has changed is worth saying too. It goes to the status page.

<sub>Times in UTC · Later: \`/snooze 1h updates\` · Not again: \`/remind off updates\`</sub>`);
  });

  test("that is old, in an edit that notifies nobody, where only the long form is taken", () => {
    const long: Configuration = { ...defaults, commands: { bare: false } };
    const text = says({ about: "update", since: at(6), last: at(6) }, { named: ["cathy"], configuration: long });
    expect(text).toBe(`For [cathy](https://github.com/cathy)

**The last status update was at 16:06**, 5 min ago.

Type \`/incident update TEXT\`: what customers notice, what you are doing, when you will write again. That nothing has changed is worth saying too. It goes to the status page.

<sub>Times in UTC · Later: \`/incident snooze 1h updates\` · Not again: \`/incident remind off updates\`</sub>`);
  });
});

test("a review", () => {
  expect(says({ about: "review", review: 13, due: "2026-03-11" }, { told: ["rita"] })).toBe(`@rita

**This review was due by the end of Wed 11 Mar 2026**, and is still open.

- Was it held? Close this issue as completed.
- Is it yet to come? Type \`/review DATE TIME @who\` on #12.
- Will it not be held? Close this issue as not planned, and say why in a comment.

<sub>On #12 · Later: \`/snooze 1d review\` · Not again: \`/remind off review\`</sub>`);
});

describe("an action item", () => {
  type Says = Extract<Reminder, { about: "item" }>["says"];
  const reminded = (says: Says, due: string | null = "2026-03-13"): Reminder => ({
    about: "item",
    item: 46,
    says,
    due,
  });
  const incident = (item: Partial<ActionItem> = {}): Incident => ({
    ...sev1,
    actionItems: [actionItem(46, "Alert", { createdAt: at(0), ...item })],
  });
  const on = (day: string) => Date.parse(`${day}T09:00:00Z`);
  const quiet = "<sub>On #12 · Later: `/snooze 1w #46` · Not again: `/remind off #46`</sub>";
  const ways = `- Done? Close it as completed, or type \`/done #46 EVIDENCE\` on #12.
- Later? Change the line **Due** of the text above.
- Not worth doing any more? Close it as not planned, and say why in a comment.`;

  test("without an owner", () => {
    expect(says(reminded("no owner"), { told: ["rita"], incident: incident({ owners: [] }) })).toBe(`@rita

**Nobody owns this action item yet**, and without an owner it is never done.

- Will you? Assign yourself, at the side of this page.
- Will somebody else? Ask, and assign them.
- Not worth doing? Close it as not planned, and say why in a comment.

${quiet}`);
  });

  test("due soon", () => {
    expect(says(reminded("due soon"), { told: ["greg"], incident: incident(), now: on("2026-03-11") })).toBe(`@greg

**This is due on Fri 13 Mar 2026.** If that holds, there is nothing to do now.

${ways}

${quiet}`);
  });

  test.each([
    ["2026-03-13", "**This is due today**, Fri 13 Mar 2026."],
    ["2026-03-16", "**This was due on Fri 13 Mar 2026**, and is still open."],
  ])("due, on %s", (day, first) => {
    expect(says(reminded("due"), { told: ["greg"], incident: incident(), now: on(day) })).toBe(`@greg

${first}

${ways}

${quiet}`);
  });

  test("overdue, and nobody's: whoever leads the review is told so", () => {
    const text = says(reminded("overdue"), {
      told: ["rita"],
      incident: incident({ owners: [] }),
      now: on("2026-03-27"),
    });
    expect(text).toBe(`@rita

**This was due on Fri 13 Mar 2026**, 14 days ago, and is still open.

- Nobody owns it yet: assign yourself, or whoever agrees to it.
${ways}

${quiet}`);
  });

  test.each([
    [null, "It is: put a day that can be kept into the line **Due** of the text above."],
    ["2026-05-01", "It is: put a day that can be kept into the line **Due** of the text above."],
    ["2026-12-01", "It is, and Tue 1 Dec 2026 holds? Then there is nothing to do now."],
  ])("still worth it, where it is due on %s?", (due, answer) => {
    const text = says(reminded("still worth it", due), {
      told: ["greg"],
      incident: incident(),
      now: on("2026-06-08"),
    });
    expect(text).toBe(`@greg

**This has been open for 90 days.** Is it still worth doing?

- ${answer}
- Done? Close it as completed, or type \`/done #46 EVIDENCE\` on #12.
- Not worth doing? Close it as not planned, and say why in a comment.

${quiet}`);
  });
});

test("whoever can't be told is named, with where to read why", () => {
  const text = says({ about: "review", review: 13, due: "2026-03-11" }, { told: ["cathy"], lost: ["rita"] });
  expect(text.split("\n", 1)).toEqual(["@cathy"]);
  expect(text).toContain("\n\nI can't tell [rita](https://github.com/rita); the card of #12 says why.\n\n<sub>");
});

test("names that are none mention nobody", () => {
  const text = says(
    { about: "review", review: 13, due: "2026-03-11" },
    { told: ["a@b <!--", "acme/web/x"], named: ["</sub>@all"] },
  );
  expect(text.split("\n", 1)[0]).toBe("a@&#8203;b \\<!-- acme/web/x, and \\</sub\\>@&#8203;all");
});

describe("whom reminders don't reach", () => {
  const configuration: Configuration = {
    ...defaults,
    escalation: [["zoe"], ["acme/Ghosts"]],
    onCall: {},
  };
  const owners = { login: ["@kim"] };

  test.each([
    [
      "Zoe",
      "[Zoe](https://github.com/Zoe) can't be told of deadlines: I can't see that they belong to the team here. Give them access to this repository, or put somebody else in their place in `.github/sooner.yml`.",
    ],
    [
      "acme/ghosts",
      "[acme/ghosts](https://github.com/orgs/acme/teams/ghosts) can't be told of deadlines: I find no team of this organisation by that name with anybody in it. Put somebody into the team, or put somebody else in its place in `.github/sooner.yml`.",
    ],
    [
      "kim",
      "[kim](https://github.com/kim) can't be told of deadlines: I can't see that they belong to the team here. Give them access to this repository, or put somebody else in their place in CODEOWNERS.",
    ],
    [
      "greg",
      "[greg](https://github.com/greg) can't be told of deadlines: I can't see that they belong to the team here. Give them access to this repository, or put somebody else in their place.",
    ],
  ])("%s", (name, line) => {
    expect(unreachedLines([name], owners, configuration, "https://github.com")).toEqual([line]);
  });
});
