/** What reading, commenting, commanding and a burst cost in requests to GitHub. */

import { inProcessDefaults } from "../src/queue/in-process.ts";
import { commands } from "../src/timeline/commands/table.ts";
import { Story } from "../test/story.ts";
import type { SeenRequest } from "../test/world/requests.ts";
import type { Measurement } from "./measurement.ts";

export async function requests(): Promise<Measurement[]> {
  const { rests } = inProcessDefaults;
  const story = await Story.begin();
  const unhurried = await Story.begin({ queue: { rests } });
  const measured = [
    ...(await ofCommands(story)),
    ...(await ofOwners(story)),
    ...(await ofReading(story)),
    ...(await ofBurst(unhurried)),
  ];
  await Promise.all([story.end(), unhurried.end()]);
  return measured;
}

async function incident(story: Story, repository = "acme/shop"): Promise<number> {
  const text = { title: "Login is down", labels: ["incident", "sev1"] };
  const number = await story.world.as("gary", repository).openIssue(text);
  await story.settled();
  return number;
}

/**
 * Reads, and writes that create nothing, because of what is done. Look-ups of permissions, of CODEOWNERS, and of the
 * organisation's issue types and fields are remembered for minutes, and not counted.
 */
async function costOf(story: Story, act: () => Promise<unknown>): Promise<{ reads: number; writes: number }> {
  const { world } = story;
  world.forgetRequests();
  await act();
  await story.settled();
  const created = /\/(?:issues|sub_issues|labels|issues\/\d+\/comments)$/;
  const writes = world.writes().filter(({ method, path }) => method !== "POST" || !created.test(path));
  return {
    reads: world.reads().filter((read) => !isOfOwners(read) && !isOfOrganisation(read)).length,
    writes: writes.length,
  };
}

function isOfOwners({ graphql }: SeenRequest): boolean {
  return graphql?.startsWith("query Codeowners") === true;
}

function isOfOrganisation({ path }: SeenRequest): boolean {
  return path.endsWith("/issue-types") || path.endsWith("/issue-fields");
}

/** What has to be said before a command's example makes sense. */
const before: Record<string, string> = { reopen: "/resolved", handoff: "/commander @gary" };

/** Each command in an installation of its own: together they would take more than a minute's writes of content. */
async function ofCommands(story: Story): Promise<Measurement[]> {
  const costs = [];
  const rows = commands.filter(({ name }) => name !== "incident" && name !== "duplicate");
  for (const [n, { name, example }] of rows.entries()) {
    const repository = `org${n}/shop`;
    story.world.repository(repository, { installation: 100 + n });
    const gary = story.world.as("gary", repository);
    const number = await incident(story, repository);
    if (before[name]) await gary.comment(number, before[name]);
    await story.settled();
    costs.push(await costOf(story, () => gary.comment(number, `/${example.replace(" #12", " #1")}`)));
    story.world.botSaid(number, repository);
  }
  return [
    reads("Reads for a command, of all commands the most", Math.max(...costs.map((cost) => cost.reads)), 1),
    writes("Writes for a command, besides what it creates", Math.max(...costs.map((cost) => cost.writes)), 3),
  ];
}

/** Of services that are named one after the other. */
async function ofOwners(story: Story): Promise<Measurement[]> {
  const { world } = story;
  const number = await incident(story);
  world.forgetRequests();
  for (const service of ["login", "checkout", "search"]) {
    await world.as("gary").comment(number, `/affects ${service}`);
    await story.settled();
  }
  const value = world.reads().filter(isOfOwners).length;
  return [reads("Look-ups of CODEOWNERS for three services", value, 1)];
}

async function ofReading(story: Story): Promise<Measurement[]> {
  const { world } = story;
  const gary = world.as("gary");
  const number = await incident(story);
  const comment = await costOf(story, () => gary.comment(number, "I see errors too."));
  const again = await costOf(story, () => story.pass(number));
  world.webhooks.lose();
  while (world.issue(number).timeline.length < 250) await gary.comment(number, "Looking.");
  await story.pass(number);
  const long = await costOf(story, () => story.pass(number));
  await world.webhooks.reset();
  return [
    reads("Reads for a plain comment", comment.reads, 1),
    writes("Writes for a plain comment", comment.writes, 1),
    writes("Writes of a pass that changes nothing", again.writes, 0),
    reads("Reads for 250 timeline items", long.reads, 3),
  ];
}

async function ofBurst(story: Story): Promise<Measurement[]> {
  const { world } = story;
  const number = await incident(story);
  world.forgetRequests();
  await Promise.all(Array.from({ length: 100 }, (_, n) => world.as("gary").comment(number, `Looking at host ${n}.`)));
  await story.settled();
  const passes = world.reads().filter(({ graphql }) => graphql?.startsWith("query Whole")).length;
  return [{ what: "Passes for 100 comments in a burst", value: passes, unit: "passes", limit: { most: 3 } }];
}

function reads(what: string, value: number, most: number): Measurement {
  return { what, value, unit: "reads", limit: { most } };
}

function writes(what: string, value: number, most: number): Measurement {
  return { what, value, unit: "writes", limit: { most } };
}
