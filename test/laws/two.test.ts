/** Law 4: two processes of the App on the same incidents, without anything between them, leave one of everything. */
import { describe, expect, test } from "vitest";
import { calm, play, type Snapshot } from "./play.ts";
import { scenarios } from "./scenarios.ts";

/** Without issues that the App opened twice and has retired, and without the numbers that these have used up. */
function withoutRetired(world: Snapshot | undefined) {
  const kept = Object.values(world ?? {}).map((one) => {
    if (!("issues" in one)) return one;
    const { labels, issues } = one;
    return {
      labels,
      issues: issues.filter(({ author, stateReason }) => author !== "sooner[bot]" || stateReason !== "duplicate"),
    };
  });
  return JSON.parse(JSON.stringify(kept).replace(asked, "").replace(numbers, "$1N"));
}

/** In the App's memory, and in words about pull requests. */
const asked = /asked\\":\[[^\]]*\]/g;
const numbers = /(items\\":\{\\"|\},\\"|pull request |ask:\w+:|plan:)\d+/g;

describe.each(scenarios)("$name", (scenario) => {
  test("one of everything after the next pass", async () => {
    const twice = await play(scenario, {
      apps: 2,
      acted: async (story) => {
        await story.settled();
        await story.passOverAll();
      },
    });
    expect(withoutRetired(twice)).toEqual(withoutRetired((await calm(scenario)).at(-1)));
  });
});
