/**
 * Law 2 for the project board and issue fields: stopped at any write, and started again, the App leaves them and the issues as
 * if nothing had happened.
 */
import { expect, test } from "vitest";
import type { Story } from "../story.ts";
import { answered, play, type Snapshot } from "./play.ts";
import { closes, edits, labels, opens, type Scenario, says } from "./scenario.ts";

const project = ({ world }: Story) => world.state.projects[0];

const asked = "/action @greg high by 2026-04-01 Alert on failing logins\n/action low Rehearse";

const files = { ".github/sooner.yml": "board:\n  project: 7\n" };

const scenario: Scenario = {
  name: "items on the board",
  files,
  steps: [
    { at: 0, who: "gary", does: opens("Login is down", "sev3") },
    { at: 5, who: "greg", does: says("Login is down", asked, "asked"), seen: true },
    { at: 10, who: "greg", does: (person, scene) => onBoard(person, scene, "Priority", "Urgent") },
    { at: 15, who: "greg", does: (person, scene) => onBoard(person, scene, "Due", "2026-05-01") },
    { at: 20, who: "cathy", does: labels("Rehearse", "priority: medium") },
    { at: 25, who: "greg", does: (person, scene) => onBoard(person, scene, "Status", "Done") },
    { at: 30, who: "cathy", does: closes("Rehearse") },
    { at: 35, who: "greg", does: edits("asked", `${asked}\n/action urgent Watch the queue`), seen: true },
  ],
};

const withFields: Scenario = {
  name: "items on the board, and issue fields",
  files,
  steps: [
    { at: 0, who: "gary", does: opens("Login is down", "sev3") },
    { at: 5, who: "greg", does: says("Login is down", asked, "asked"), seen: true },
    { at: 10, who: "greg", does: (person, scene) => inField(person, scene, "Priority", "Urgent") },
    { at: 15, who: "greg", does: (person, scene) => inField(person, scene, "Target date", "2026-05-01") },
    { at: 20, who: "cathy", does: labels("Rehearse", "priority: medium") },
    { at: 25, who: "greg", does: (person, scene) => onBoard(person, scene, "Priority", "Low") },
    { at: 30, who: "cathy", does: closes("Rehearse") },
    { at: 35, who: "greg", does: edits("asked", `${asked}\n/action urgent Watch the queue`), seen: true },
  ],
};

type Does = (typeof scenario.steps)[number]["does"];

/** Somebody changes the first item on the board. */
function onBoard(person: Parameters<Does>[0], scene: Parameters<Does>[1], field: string, value: string) {
  const [board] = scene.world.state.projects;
  if (!board) throw new Error("There is no project");
  return person.setOnBoard(board, scene.of("Alert on failing logins"), field, value);
}

/** Somebody sets an issue field of the first item. */
function inField(person: Parameters<Does>[0], scene: Parameters<Does>[1], name: string, value: string) {
  const organization = scene.world.state.organizations.get("acme");
  const field = organization?.issueFields.find((one) => one.name === name);
  const path = `/repos/acme/shop/issues/${scene.of("Alert on failing logins")}/issue-field-values`;
  return person.request("POST", path, { issue_field_values: [{ field_id: field?.id, value }] });
}

const begins = ({ world }: Story) => {
  world.project("acme", { number: 7, title: "Promises" });
};

const beginsWithFields = (story: Story) => {
  const { world } = story;
  begins(story);
  world.issueTypes("acme", ["Task", "Incident"]);
  world.issueField("acme", "Priority", ["Urgent", "High", "Medium", "Low"]);
  world.issueField("acme", "Target date", "date");
  for (const installation of world.state.installations.values())
    installation.permissions = { ...installation.permissions, issue_fields: "read" };
};

const told = [
  { scenario, begins },
  { scenario: withFields, begins: beginsWithFields },
];

test.each(told)(
  "$scenario.name: cut at any write of any step",
  async (tale) => {
    const whole: Snapshot[] = [];
    await play(tale.scenario, {
      begins: tale.begins,
      acted: async (story, step) => {
        await answered(story, step);
        await story.passOverAll();
        whole.push(story.world.snapshot());
      },
    });
    for (let done = 0; await cutAfter(tale, done, whole); done += 1);
  },
  180_000,
);

/** Cuts each step after so many of its writes. Resolves to whether any step has more of them. */
async function cutAfter(tale: (typeof told)[number], done: number, whole: readonly Snapshot[]): Promise<boolean> {
  let cuts = 0;
  await play(tale.scenario, {
    begins: tale.begins,
    queue: { retries: [] },
    acts: ({ world }) => world.stopAfterWrites(done),
    acted: async (story, step, index) => {
      await answered(story, step);
      if (story.processes.some(({ failures }) => failures.length > 0)) {
        cuts += 1;
        await story.restart();
      }
      story.world.heal();
      await story.passOverAll();
      expect(story.world.snapshot(), `step ${index + 1}, cut after write ${done}`).toEqual(whole[index]);
      expect(project(story)?.items.length).toBe(index === 0 ? 0 : index < 7 ? 2 : 3);
    },
  });
  return cuts > 0;
}

test.each([1, 2])(
  "%i at once: each item is on the board once, and another pass writes nothing",
  async (apps) => {
    await play(scenario, {
      begins,
      apps,
      acted: async (story, step, index) => {
        await answered(story, step);
        await story.passOverAll();
        const numbers = project(story)?.items.map(({ content }) => content.number) ?? [];
        expect(new Set(numbers).size, `step ${index + 1}`).toBe(numbers.length);
        story.world.forgetRequests();
        await story.passOverAll();
        expect(
          story.world.writes().map(({ method, path }) => `${method} ${path}`),
          `step ${index + 1}`,
        ).toEqual([]);
      },
    });
  },
  60_000,
);
