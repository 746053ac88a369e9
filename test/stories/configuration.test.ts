/** The configuration and a team's own words: good ones are used, bad ones fall back, and the card says why. */
import { describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { cardOn, heardOn, reactionsTo, telling } from "./telling.ts";

const begin = telling();
const path = ".github/sooner.yml";
const templates = ".github/sooner/templates";

async function incident(files: Record<string, string>) {
  const story = await begin({ files });
  const issue = await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev2"] });
  await story.settled();
  return { story, issue };
}

/** What the card says of the configuration. */
function complaints(story: Story, issue: number): string {
  return (
    cardOn(story, issue).split("<details>").at(-1)?.split("</summary>").at(-1)?.replace("</details>", "").trim() ?? ""
  );
}

describe("a configuration", () => {
  const keys =
    "There are: zone, holidays, businessHours, commands, labels, services, escalation, onCall, people, deadlines, alerts, changes, review, actionItems, issueTypes, board, digest, report, targets, downtime, accounts.";
  test.each([
    [
      "is no YAML",
      "zone: [Europe/Berlin\nlabels: {",
      "- line 2: This is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a \\]. Check indentation, colons and quotes.",
    ],
    [
      "is a list",
      "- zone\n- labels",
      "- line 1: The configuration must be a group of options. Write options as “name: value”, as in the starter file.",
    ],
    [
      "has an unknown key",
      "zone: Europe/Berlin\ncommand:\n  bare: false",
      "- line 2: There is no option “command”. Did you mean “commands”?",
    ],
    [
      "has wrong values",
      "zone: Berlin/Europe\ncommands:\n  bare: sometimes",
      "- line 1: “zone” is no time zone. The team's time zone, an IANA name such as Europe/Berlin.\n" +
        "- line 3: “commands.bare” must be true or false. Take /ack as well as /incident ack.",
    ],
    [
      "doubles a key",
      "zone: UTC\nzone: Europe/Berlin",
      "- line 2: This is no valid YAML: Map keys must be unique. Check indentation, colons and quotes.",
    ],
    ["is huge", `# ${"x".repeat(70_000)}`, "- The configuration is over 64 KB. Shorten it."],
    [
      "multiplies itself",
      `a0: &a0 [x]\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`).join("\n")}`,
      "- The configuration can't be read: Excessive alias count indicates a resource exhaustion attack. Write it without aliases and deep nesting.",
    ],
    [
      "tries to break out",
      "'<!-- x': 1\n'@everyone |': 2\n'</details>': 3",
      `- line 1: There is no option “\\<!-- x”. ${keys}\n` +
        `- line 2: There is no option “@&#8203;everyone &#124;”. ${keys}\n` +
        `- line 3: There is no option “\\</details\\>”. ${keys}`,
    ],
  ])("that %s: the defaults hold, and the card says what to do", async (_, text, said) => {
    const { story, issue } = await incident({ [path]: text });
    expect(cardOn(story, issue)).toContain("all times in UTC");
    expect(complaints(story, issue)).toBe(said);
    expect(cardOn(story, issue).match(/(?<!\\)<\/details>/g)).toHaveLength(2);
  });

  test("that is empty, or only comments, is none", async () => {
    const { story, issue } = await incident({ [path]: "# nothing yet\n" });
    expect(cardOn(story, issue)).not.toContain("configuration");
  });

  test("that is good shows: zone, owners, runbooks", async () => {
    const text = [
      "zone: Europe/Berlin",
      "services:",
      "  Login: { owners: [cathy, acme/web], runbook: https://wiki.example/login, dashboard: https://grafana.example/d/1 }",
    ].join("\n");
    const { story, issue } = await incident({ [path]: text });
    await story.world.as("gary").comment(issue, "/affects login\n/started 16:40");
    await story.settled();
    expect(cardOn(story, issue).match(/\*\*Services\*\*\n(.*)/)?.[1]).toMatchInlineSnapshot(
      `"- **login** · owned by [cathy](https://github.com/cathy), [acme/web](https://github.com/orgs/acme/teams/web) · [runbook](https://wiki.example/login) · [dashboard](https://grafana.example/d/1)"`,
    );
    expect(cardOn(story, issue)).toContain("Tue 10 Mar 2026, all times in Europe/Berlin (UTC+01:00)");
    expect(cardOn(story, issue)).toContain("| Impact began | 16:40 |");
  });

  test("pushed while an incident is open shows on its card, and so does mending it", async () => {
    const { story, issue } = await incident({});
    story.world.push("olga", { [path]: "zone: Europe/Berlin\nlables: {}" });
    await story.settled();
    expect(complaints(story, issue)).toMatchInlineSnapshot(
      `"- line 2: There is no option “lables”. Did you mean “labels”?"`,
    );
    story.world.push("olga", { [path]: "zone: Europe/Berlin" });
    await story.settled();
    expect(cardOn(story, issue)).toContain("Europe/Berlin");
    expect(cardOn(story, issue)).not.toContain("configuration has a problem");
  });
});

describe("a template of the team's own", () => {
  test("is used", async () => {
    const { story, issue } = await incident({ [`${templates}/card.hbs`]: "## {{severity}}, {{stage}}\n" });
    expect(cardOn(story, issue)).toBe("## SEV2, declared");
  });

  const broken = "Correct it, or remove the file to have our words.";
  test.each([
    ["does not parse", "{{#if severity}}open", `ours is used, as this can't be: Parse error on line 1. ${broken}`],
    [
      "names what there is not",
      "{{nothing}}",
      `ours is used, as this can't be: "nothing" not defined - 1:2. ${broken}`,
    ],
    ["is far too long", "x".repeat(66_000), "it is over 64 KB, so ours is used. Shorten it."],
    [
      "says too much",
      "{{#each moments}}{{#each ../moments}}".concat("x".repeat(2_000), "{{/each}}{{/each}}"),
      "its text is too long for GitHub, so ours is used. Let it say less.",
    ],
    ["includes another", "{{> card}}", `ours is used, as this can't be: partials can't be used here. ${broken}`],
  ])("that %s falls back to ours, and the card says so", async (_, text, said) => {
    const { story, issue } = await incident({ [`${templates}/card.hbs`]: text });
    const card = cardOn(story, issue);
    expect(card).toContain("SEV2 · priority critical · response");
    expect(card.split("\n").filter((line) => line.includes("card.hbs"))).toEqual([
      expect.stringMatching(/^[->] \.github/),
    ]);
    expect(card).toContain(` .github/sooner/templates/card.hbs: ${said}`);
  });

  test("for replies is used, and a file of no name of ours is named", async () => {
    const files = {
      [`${templates}/reply.hbs`]: "Hm: {{#each refusals}}{{this}}{{/each}}",
      [`${templates}/crad.hbs`]: "x",
    };
    const { story, issue } = await incident(files);
    const comment = await story.world.as("gary").comment(issue, "/ack 25:00");
    await story.settled();
    expect(reactionsTo(story, comment)).toEqual(["confused"]);
    expect(heardOn(story, issue)[0]).toMatch(/^Hm: Line 1, /);
    expect(complaints(story, issue)).toMatch(
      /^- \.github\/sooner\/templates\/crad\.hbs: there is no template of this name\. There are: card, card-unconfirmed, .+…$/,
    );
  });
});
