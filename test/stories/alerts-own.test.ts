/** Workflows that the App sets off itself, as by a comment: whether they fail matters as with any other. */
import { expect, it } from "vitest";
import { ran } from "../action/events.ts";
import { issuesIn, readAll, recordsOn } from "./alerting.ts";
import { telling } from "./telling.ts";

const begin = telling();

it("open an incident as they fail, and their next success ends the alert", async () => {
  const story = await begin({ files: { ".github/sooner.yml": "alerts: { workflows: [{ name: Deploy }] }\n" } });
  const id = story.world.state.repositories.get("acme/shop")?.installation ?? 0;
  const tell = async (conclusion: string) => {
    const { name, payload } = ran(conclusion);
    const sender = { login: "sooner[bot]", type: "Bot" };
    for (const { app } of story.processes)
      app.receive({ id: conclusion, name, payload: { ...payload, sender, installation: { id } } });
    await story.settled();
  };
  await tell("failure");
  expect(issuesIn(story)).toEqual(["#1 The workflow Deploy fails on main · open"]);
  story.world.clock.advance(10 * 60_000);
  await tell("success");
  expect(recordsOn(story, 1).join()).toContain("fired from 16:00 to 16:05");
  readAll(story);
});
