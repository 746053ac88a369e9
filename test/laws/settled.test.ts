/** Laws 1, 6 and 7 over every scenario: settled, nobody's words are lost, nothing is said unread. */
import { describe, expect, test } from "vitest";
import { listen, play } from "./play.ts";
import { scenarios } from "./scenarios.ts";

describe.each(scenarios)("$name", (scenario) => {
  test("after each step another pass over every issue writes nothing, and the App has said what is expected", async () => {
    await play(scenario, {
      acted: async (story, { hears = [], silent }, index) => {
        await story.settled();
        const said = listen(story);
        expect(said, `step ${index + 1}`).toEqual(hears.map((piece) => expect.stringContaining(piece)));
        expect(story.processes.flatMap(({ failures }) => failures)).toEqual([]);
        if (silent) await story.passOverAll();
        const before = story.world.snapshot("kept");
        story.world.forgetRequests();
        await story.passOverAll();
        expect(story.world.snapshot("kept"), `step ${index + 1}`).toEqual(before);
        expect(story.world.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
        expect(story.world.trespasses()).toEqual([]);
      },
    });
  });
});
