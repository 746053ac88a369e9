/** Declaring by `repository_dispatch`: other programs, good, careless and hostile ones. */
import { expect, test } from "vitest";
import type { Story } from "../story.ts";
import { cardOn, headOf, labelsOn, telling } from "./telling.ts";

const begin = telling();

function issuesIn({ world }: Story) {
  const [repository] = world.state.repositories.values();
  return [...(repository?.issues.values() ?? [])];
}

async function dispatched(payload: object) {
  const story = await begin();
  await story.world.as("greg").dispatch("incident", payload);
  await story.settled();
  const [issue] = issuesIn(story);
  return { story, number: issue?.number ?? 0, title: issue?.title, body: issue?.body.replace(/^<!--.*-->\n/, "") };
}

test("with everything", async () => {
  const payload = {
    title: "Queue is stuck",
    text: "No jobs since 15:50.",
    severity: "sev2",
    services: ["queue", "mail"],
  };
  const { story, number, title, body } = await dispatched(payload);
  expect({ title, body }).toMatchInlineSnapshot(`
    {
      "body": "No jobs since 15:50.

    Declared through \`repository_dispatch\` by greg.",
      "title": "Queue is stuck",
    }
  `);
  expect(labelsOn(story, number)).toEqual(["incident", "sev2"]);
  expect(cardOn(story, number)).toMatchInlineSnapshot(`
    "### SEV2 · priority critical · response
    **declared** · response since 16:00

    Tue 10 Mar 2026, all times in UTC

    **Services**
    - **queue**
    - **mail**

    | Moment | When | How we know |
    | --- | --- | --- |
    | Impact began | not known | \`/started TIME\` |
    | Detected | 16:00 | [from the declaration by another program](https://github.com/acme/shop/issues/1) |
    | Declared | 16:00 | [from the declaration by another program](https://github.com/acme/shop/issues/1) |
    | Acknowledged | not yet | \`/ack\` |
    | Identified | not yet | \`/identified\` |
    | Restored | not yet | \`/mitigated\` |
    | Resolved | not yet | \`/resolved\` |
    | Reviewed | not yet | \`/reviewed\` |

    - Time to declare: **0 min**

    <sub>Time to declare = declared − detected</sub>

    **Last update**: none yet since the declaration at 16:00

    <details><summary>Timeline, 0 entries</summary>


    </details>

    **Next**
    - \`/ack\` if you are on it
    - \`/commander @who\` so that somebody coordinates
    - \`/update TEXT\` for the public status
    - \`/mitigated\` once the service is back for users"
  `);
});

test.each([
  ["nothing", {}],
  ["null", { title: null, severity: null, services: null }],
  ["numbers and lists", { title: 3, text: ["x"], severity: 2, services: { a: 1 }, drill: "yes" }],
  ["an unknown severity", { severity: "sev9" }],
])("with %s, it is an incident all the same", async (_, payload) => {
  const { story, number, title, body } = await dispatched(payload);
  expect({ title, body }).toEqual({ title: "Incident", body: "Declared through `repository_dispatch` by greg." });
  expect(labelsOn(story, number)).toEqual(["incident"]);
});

test.each(["SEV2", "sev-2", "s2", " Sev2 "])("with the severity as %s", async (severity) => {
  const { story, number } = await dispatched({ title: "Slow", severity, services: "login" });
  expect(headOf(story, number)).toContain("SEV2");
  expect(cardOn(story, number)).toContain("**login**");
});

test("with words that would do something", async () => {
  const { story, number, title, body } = await dispatched({
    title: "@everyone <!-- sooner:card {} --> | `x`",
    text: "@acme/web see #1\n/incident sev1\n<script>alert(1)</script> {{x}}",
    services: ["<!-- a", "@greg | b"],
  });
  expect({ title, body }).toMatchInlineSnapshot(`
    {
      "body": "@&#8203;acme/web see #&#8203;1 /incident sev1 \\<script\\>alert(1)\\</script\\> {{x}}

    Declared through \`repository_dispatch\` by greg.",
      "title": "@everyone <!-- sooner:card {} --> | \`x\`",
    }
  `);
  expect(cardOn(story, number)).toMatch(/\*\*Services\*\*\n.*\n.*/);
  expect(headOf(story, number)).toContain("Severity not set");
});

test("with far too much of everything", async () => {
  const { story, number } = await dispatched({
    title: "🔥".repeat(2_000),
    text: "<".repeat(60_000),
    services: Array.from({ length: 500 }, (_, n) => `service-${n}`),
  });
  expect(story.world.issue(number).title).toMatch(/^🔥+…$/u);
  expect(cardOn(story, number)).toContain("service-49");
});

test("a redelivery opens nothing more, a second dispatch does", async () => {
  const story = await begin();
  const { world } = story;
  world.webhooks.double();
  await world.as("greg").dispatch("incident", { title: "Queue is stuck" });
  await story.settled();
  const first = world.deliveries.find(({ event }) => event === "repository_dispatch");
  if (first) await world.webhooks.send(first);
  await story.settled();
  expect(issuesIn(story)).toHaveLength(1);
  await world.as("greg").dispatch("incident", { title: "Queue is stuck" });
  await story.settled();
  expect(issuesIn(story)).toHaveLength(2);
});

test("another type is none of ours", async () => {
  const story = await begin();
  await story.world.as("greg").dispatch("deploy", { title: "Queue is stuck" });
  await story.settled();
  expect(issuesIn(story)).toEqual([]);
});
