/** Declaring by the issue form, by a member and by an outsider whom somebody confirms. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cardOn, headOf, heardOn, labelsOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();

/** As GitHub writes what somebody filled in. */
const filledIn = [
  "### What is happening?",
  "",
  "Nobody can log in.",
  "",
  "### Severity",
  "",
  "sev2, a major function is broken",
  "",
  "### Since when",
  "",
  "15:40",
  "",
  "### Services",
  "",
  "login, checkout",
  "",
  "### Are customers affected?",
  "",
  "Yes",
  "",
  "### Who noticed?",
  "",
  "customers",
].join("\n");

const leftOpen = filledIn.replace(/(### (?!What)[^\n]+\n\n)[^\n]+/g, "$1_No response_");

const form = { title: "Login is down", labels: ["incident"], viaForm: true };

test("the form puts on the label that declares", () => {
  expect(readFileSync("templates/incident-form.yml", "utf8")).toContain("\nlabels: [incident]\n");
});

describe("by a member", () => {
  test("filled in: everything it says is on the card", async () => {
    const story = await begin();
    const issue = await story.world.as("rita").openIssue({ ...form, body: filledIn });
    await story.settled();
    expect(labelsOn(story, issue)).toEqual(["incident", "sev2"]);
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### SEV2 · priority critical · response
      **declared** · response since 16:00

      Tue 10 Mar 2026, all times in UTC

      **Services**
      - **login**
      - **checkout**

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | 15:40 | stated by [rita](https://github.com/acme/shop/issues/1) |
      | Detected | 16:00 | by customers, stated by [rita](https://github.com/acme/shop/issues/1) |
      | Declared | 16:00 | [from the declaration by rita (form)](https://github.com/acme/shop/issues/1) |
      | Acknowledged | not yet | \`/ack\` |
      | Identified | not yet | \`/identified\` |
      | Restored | not yet | \`/mitigated\` |
      | Resolved | not yet | \`/resolved\` |
      | Reviewed | not yet | \`/reviewed\` |

      - Time to detect (TTD): **20 min**
      - Time to declare: **0 min**

      <sub>TTD = detected − started · Time to declare = declared − detected</sub>

      **People**: [rita](https://github.com/rita)

      **Customers affected**: yes

      **Last update**: none yet since the declaration at 16:00

      <details><summary>Timeline, 1 entry</summary>

      - [16:00](https://github.com/acme/shop/issues/1) [rita](https://github.com/rita): Login is down <sub>conversation · response</sub>

      </details>

      **Next**
      - \`/ack\` if you are on it
      - \`/commander @who\` so that somebody coordinates
      - \`/update TEXT\` for the public status
      - \`/mitigated\` once the service is back for users"
    `);
  });

  test("with only what must be said", async () => {
    const story = await begin();
    const issue = await story.world.as("gary").openIssue({ ...form, body: leftOpen });
    await story.settled();
    expect(headOf(story, issue)).toMatchInlineSnapshot(`
      "### Severity not set, taken as SEV3 · priority warning · response
      **declared** · response since 16:00"
    `);
    expect(cardOn(story, issue)).toContain("| Impact began | not known |");
  });

  test("with a time that is none: the answer says nothing, and nobody is told off", async () => {
    const story = await begin();
    const issue = await story.world.as("gary").openIssue({ ...form, body: filledIn.replace("15:40", "since lunch") });
    await story.settled();
    expect(cardOn(story, issue)).toContain("| Impact began | not known |");
    expect(headOf(story, issue)).toContain("SEV2");
  });
});

describe("by an outsider", () => {
  async function reported() {
    const story = await begin();
    const issue = await story.world.as("oscar").openIssue({ ...form, body: filledIn });
    await story.settled();
    return { story, issue };
  }

  test("declares nothing yet, and the card says what to do", async () => {
    const { story, issue } = await reported();
    expect(labelsOn(story, issue)).toEqual(["incident"]);
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### Reported, not declared yet
      [oscar](https://github.com/oscar) reports an incident from outside of the team. It counts as one as soon as somebody with the triage role says so: type \`/severity sev3\` or any other command, or put a label on (\`incident\`, \`sev1\` to \`sev5\`)."
    `);
  });

  test("a command confirms it", async () => {
    const { story, issue } = await reported();
    const { world } = story;
    world.clock.advance(60_000);
    const ack = await world.as("cathy").comment(issue, "/ack");
    await story.settled();
    expect(reactionsTo(story, ack)).toEqual(["rocket"]);
    expect(labelsOn(story, issue)).toEqual(["incident", "sev2"]);
    expect(cardOn(story, issue)).toMatchInlineSnapshot(`
      "### SEV2 · priority critical · response
      **declared** · response since 16:00 · 1 min as of 16:01

      Tue 10 Mar 2026, all times in UTC

      **Services**
      - **login**
      - **checkout**

      | Moment | When | How we know |
      | --- | --- | --- |
      | Impact began | 15:40 | stated by [oscar](https://github.com/acme/shop/issues/1) |
      | Detected | 16:00 | by customers, stated by [oscar](https://github.com/acme/shop/issues/1) |
      | Declared | 16:01 | [from the declaration by cathy (form)](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Acknowledged | 16:01 | stated by [cathy](https://github.com/acme/shop/issues/1#issuecomment-N) |
      | Identified | not yet | \`/identified\` |
      | Restored | not yet | \`/mitigated\` |
      | Resolved | not yet | \`/resolved\` |
      | Reviewed | not yet | \`/reviewed\` |

      - Time to detect (TTD): **20 min**
      - Time to declare: **1 min**
      - Time to acknowledge (TTA): **1 min**

      <sub>TTD = detected − started · Time to declare = declared − detected · TTA = acknowledged − detected</sub>

      **People**: [cathy](https://github.com/cathy)

      **Customers affected**: yes

      **Last update**: none yet since the declaration at 16:01

      <details><summary>Timeline, 1 entry</summary>

      - [16:01](https://github.com/acme/shop/issues/1#issuecomment-N) [cathy](https://github.com/cathy): took it up <sub>task · investigation</sub>

      </details>

      **Next**
      - \`/identified\` once you know what to change
      - \`/commander @who\` so that somebody coordinates
      - \`/update TEXT\` for the public status
      - \`/mitigated\` once the service is back for users"
    `);
  });

  test("a label confirms it", async () => {
    const { story, issue } = await reported();
    await story.world.as("tim").label(issue, "sev4");
    await story.settled();
    expect(headOf(story, issue)).toContain("SEV4");
  });

  test("neither another outsider's command nor a reader's does", async () => {
    const { story, issue } = await reported();
    const { world } = story;
    const refused = await world.as("rita").comment(issue, "/ack");
    await story.settled();
    expect(reactionsTo(story, refused)).toEqual(["confused"]);
    expect(heardOn(story, issue)).toMatchInlineSnapshot(`
      [
        "Commands are for people with the triage role or more on this repository. Ask one of them to type it; your other words are read all the same.",
      ]
    `);
    expect(cardOn(story, issue)).toContain("### Reported, not declared yet");
  });

  test("once confirmed, the outsider's edits change nothing", async () => {
    const { story, issue } = await reported();
    const { world } = story;
    await world.as("cathy").comment(issue, "/ack");
    await story.settled();
    const before = cardOn(story, issue);
    world.clock.advance(60_000);
    await world.as("oscar").editIssue(issue, { body: filledIn.replace("sev2", "sev1").replace("15:40", "09:00") });
    await story.settled();
    expect(cardOn(story, issue)).toContain("SEV2");
    expect(cardOn(story, issue)).toContain("| Impact began | 15:40 |");
    expect(before).toContain("| Impact began | 15:40 |");
  });

  test("the label taken off again, nothing of ours stays", async () => {
    const { story, issue } = await reported();
    await story.world.as("tim").unlabel(issue, "incident");
    await story.settled();
    expect(story.world.card(issue)).toBeNull();
  });
});
