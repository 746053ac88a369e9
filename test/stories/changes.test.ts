/** What changed: before the incident on its card, while it goes on as entries; and whose the services are. */
import { expect, it } from "vitest";
import { cardOn, heardOn, telling } from "./telling.ts";

const begin = telling();

const configuration = `
services:
  login: { paths: [web/login/], environments: [production] }
  search: { owners: [rita] }
`;
const files = {
  ".github/sooner.yml": configuration,
  ".github/CODEOWNERS": "* @acme/all\n/web/login/ @greg @acme/web\n",
};

/** The lines of a section of the card. */
function section(card: string, title: string): string[] {
  const lines = card.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`**${title}**`));
  const rest = start < 0 ? [] : lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith("- "));
  return rest.slice(0, end).map((line) => line.slice(2));
}

it("the card says what was deployed and merged before, whose files they were, and who owns the service", async () => {
  const story = await begin({ files, now: "2026-03-10T14:00:00Z" });
  const { world } = story;
  const [cathy, greg, gary] = [world.as("cathy"), world.as("greg"), world.as("gary")];
  const pull = await cathy.openPullRequest({ title: "Faster sessions" });
  world.issue(pull).files = ["web/login/session.ts"];
  await cathy.mergePullRequest(pull);
  world.clock.set("2026-03-10T15:50:00Z");
  await greg.deploy({ environment: "production", state: "success" });
  await greg.deploy({ environment: "pr-7", state: "success" });
  world.clock.set("2026-03-10T16:06:00Z");
  const number = await gary.openIssue({ title: "Login page is down", labels: ["incident"] });
  await story.settled();
  await gary.comment(number, "/affects login search");
  await story.settled();
  const card = cardOn(story, number);
  expect(section(card, "What changed")).toEqual([
    "15:50 · [deployment of main to production](https://github.com/acme/shop/deployments) by [greg](https://github.com/greg), succeeded · **login**",
    `14:00 · [\\#&#8203;${pull} Faster sessions](https://github.com/acme/shop/pull/${pull}) by [cathy](https://github.com/cathy) · **login**`,
  ]);
  expect(section(card, "Services")).toEqual([
    "**login** · owned by [greg](https://github.com/greg), [acme/web](https://github.com/orgs/acme/teams/web)",
    "**search** · owned by [rita](https://github.com/rita)",
  ]);
  await gary.comment(number, `/change #${pull} hurt`);
  await story.settled();
  expect(section(cardOn(story, number), "What changed")[1]).toContain("**named: hurt**");
  expect(cardOn(story, number)).not.toContain("Changes named");
});

it("a deployment during the incident is one comment and one entry, and nothing more is said of it", async () => {
  const story = await begin();
  const { world } = story;
  const number = await world.as("gary").openIssue({ title: "Login page is down", labels: ["incident"] });
  await story.settled();
  world.clock.set("2026-03-10T16:20:00Z");
  await world.as("greg").deploy({ environment: "production", state: "failure" });
  const deployment = await world.as("greg").deploy({ sha: "fix-login", environment: "production" });
  await story.pass(number);
  expect(heardOn(story, number)).toEqual([]);
  await world.as("greg").tellDeployment(deployment, "success");
  await story.pass(number);
  expect(heardOn(story, number)).toEqual([
    "Deployed to **production** at 16:20: [fix-login](https://github.com/acme/shop/deployments), by [greg](https://github.com/greg).\n<sub>Tue 10 Mar 2026, times in UTC</sub>",
  ]);
  const card = cardOn(story, number);
  expect(card).toContain("deployed fix-login to production");
  world.forgetRequests();
  await story.pass(number);
  expect([world.writes(), heardOn(story, number), cardOn(story, number)]).toEqual([[], [], card]);
});

it("after the restoration no deployment is told of any more", async () => {
  const story = await begin();
  const { world } = story;
  const number = await world.as("gary").openIssue({ title: "Login page is down", labels: ["incident"] });
  await story.settled();
  world.clock.set("2026-03-10T16:30:00Z");
  await world.as("gary").comment(number, "/mitigated");
  await story.settled();
  world.clock.set("2026-03-10T16:40:00Z");
  await world.as("greg").deploy({ environment: "production", state: "success" });
  await story.pass(number);
  expect(heardOn(story, number)).toEqual([]);
});

it("an App that may not see deployments goes on without them, in as many requests", async () => {
  const permissions = { issues: "write", metadata: "read", contents: "read", pull_requests: "write", members: "read" };
  const story = await begin({ private: true, permissions });
  const { world } = story;
  await world.as("greg").deploy({ environment: "production", state: "success" });
  const pull = await world.as("cathy").openPullRequest({ title: "Faster sessions" });
  await world.as("cathy").mergePullRequest(pull);
  const number = await world.as("gary").openIssue({ title: "Login page is down", labels: ["incident"] });
  await story.settled();
  expect(section(cardOn(story, number), "What changed")).toEqual([
    expect.stringContaining(`[\\#&#8203;${pull} Faster sessions]`),
  ]);
  world.forgetRequests();
  await story.pass(number);
  expect(world.reads()).toHaveLength(1);
});
