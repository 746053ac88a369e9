/** The check run of a changed configuration: what is wrong with it, and who is named that can't be told anything. */
import { expect, test } from "vitest";
import { telling } from "./telling.ts";

const begin = telling();
const path = ".github/sooner.yml";

test("a good configuration is said to be good", async () => {
  const story = await begin();
  story.world.push("olga", { [path]: "zone: Europe/Berlin\nservices: { login: { owners: [cathy] } }\n" });
  await story.settled();
  expect(story.world.checks()).toMatchObject([
    {
      name: "Sooner's configuration",
      conclusion: "success",
      title: "All good",
      summary: "`.github/sooner.yml` can be used as it is.",
      annotations: [],
    },
  ]);
});

test("each fault is said with its line and its remedy", async () => {
  const story = await begin();
  story.world.push("olga", { [path]: "zone: Mars/Base\nescalation: [on-call/first]\n" });
  await story.settled();
  const [check] = story.world.checks();
  expect(check).toMatchObject({ conclusion: "failure", title: "2 problems" });
  expect(check?.summary).toBe(
    "What has to be mended in `.github/sooner.yml`:\n\n" +
      "- line 1: “zone” is no time zone. The team's time zone, an IANA name such as Europe/Berlin.\n" +
      "- line 2: “escalation.0” names the rotation “first”, which doesn't exist; there is none under onCall yet. " +
      "Whom to tell after the owners, one step after the other: logins, teams, or on-call/ROTATION.",
  );
  expect(check?.annotations).toMatchObject([
    { path, start_line: 1 },
    { path, start_line: 2 },
  ]);
});

test("people who have left and teams without members are named", async () => {
  const story = await begin();
  story.world.team("acme/empty", { members: [] });
  story.world.team("acme/web", { members: ["greg"] });
  const text = [
    "services:",
    "  login:",
    "    owners: [cathy, oscar, acme/empty]",
    "    escalation: [on-call/first, acme/web]",
    "onCall:",
    "  first:",
    "    people: [greg, nobody-here]",
    "    since: 2026-01-05",
  ].join("\n");
  story.world.push("olga", { [path]: text });
  await story.settled();
  const [check] = story.world.checks();
  expect(check?.title).toBe("3 problems");
  expect(check?.annotations?.map(({ start_line }) => start_line)).toEqual([3, 3, 7]);
  expect(check?.summary).toMatchInlineSnapshot(`
    "What has to be mended in \`.github/sooner.yml\`:

    - line 3: oscar can't be told of deadlines: I can't see that they belong to the team here. Give them access to this repository, or put somebody else in their place.
    - line 3: acme/empty can't be told of deadlines: I find no team of this organisation by that name with anybody in it. Put somebody into the team, or put somebody else in its place.
    - line 7: nobody-here can't be told of deadlines: I can't see that they belong to the team here. Give them access to this repository, or put somebody else in their place."
  `);
});

test("a branch is checked as well; another file is not", async () => {
  const story = await begin();
  story.world.push("olga", { "README.md": "words" });
  await story.settled();
  expect(story.world.checks()).toEqual([]);
});
