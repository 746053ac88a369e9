/** What the App remembers, as it can't be read back from GitHub later: history does not change with the staff list. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { Story } from "../story.ts";
import type { Client } from "../world/client.ts";

let story: Story;
let incident: number;
let gary: Client;

beforeEach(async () => {
  story = await Story.begin();
  gary = story.world.as("gary");
  incident = await gary.openIssue({ title: "Login page is down", labels: ["sev2"] });
  await story.settled();
});

afterEach(async () => {
  await story.end();
});

const card = () => story.world.card(incident);
const said = () => story.world.botSaid(incident);

/** Minutes pass, and the App starts anew: it has forgotten whatever is not on the issue. */
async function later(minutes: number): Promise<void> {
  story.world.clock.advance(minutes * 60_000);
  await story.restart();
  await story.passOverAll();
}

async function says(who: string, body: string): Promise<number> {
  const comment = await story.world.as(who).comment(incident, body);
  await story.settled();
  return comment;
}

test("a commander who has left the organisation stays commander, and what they said stays said", async () => {
  await says("cathy", "/commander @cathy\n/mitigated\n/learned we were lucky");
  const before = card();
  expect(before).toContain("commander: [cathy]");
  story.world.change("cathy", { role: "none", member: false });
  await later(10);
  expect(card()).toBe(before);
  await says("cathy", "/severity sev4");
  expect(said()).toEqual([expect.stringContaining("triage role")]);
  expect(card()).toContain("### SEV2");
});

test("a role removed later takes back nothing, nor does one given later give anything", async () => {
  await says("tim", "/ack");
  await says("rita", "/mitigated");
  expect(said()).toEqual([expect.stringContaining("triage role")]);
  const before = card();
  story.world.change("tim", { role: "read" });
  story.world.change("rita", { role: "write" });
  await later(10);
  expect(card()).toBe(before);
  await says("rita", "/mitigated");
  expect(card()).toContain("**mitigated**");
});

test("an outsider who becomes a member stays an outsider in what they said before", async () => {
  await says("oscar", "It fails for me too");
  story.world.change("oscar", { role: "write", member: true });
  await later(10);
  expect(card()).toContain("**From outside**: 1 report");
  await says("oscar", "I am on it");
  expect(card()).toContain("[oscar](https://github.com/oscar): I am on it");
  expect(card()).toContain("**From outside**: 1 report");
});

test("a card that somebody deleted is made anew; the 🚀 remembers what was allowed", async () => {
  await says("cathy", "/severity sev1");
  story.world.change("cathy", { role: "none", member: false });
  const first = [...story.world.state.comments.values()].find(({ pin }) => pin);
  await story.world.as("olga").deleteComment(first?.id ?? 0);
  await later(1);
  expect(card()).toContain("### SEV1");
});

test("a comment edited by somebody else counts by the editor's standing", async () => {
  const comment = await says("oscar", "/severity sev1");
  expect(said()).toEqual([expect.stringContaining("triage role")]);
  expect(card()).toContain("### SEV2");
  story.world.clock.advance(60_000);
  await gary.editComment(comment, "/severity sev3");
  await story.settled();
  expect(card()).toContain("### SEV3");
  story.world.clock.advance(60_000);
  await story.world.as("oscar").editComment(comment, "/severity sev5");
  await story.settled();
  expect(said()).toEqual([expect.stringContaining("triage role")]);
  expect(card()).toContain("### SEV2");
  await later(1);
  expect(card()).toContain("### SEV2");
});

test("an outsider's edit in the very second of the App's 🚀 is not taken for what was allowed", async () => {
  const comment = await says("oscar", "me too");
  await gary.editComment(comment, "/severity sev3");
  await story.settled();
  await story.world.as("oscar").editComment(comment, "/severity sev5");
  const first = [...story.world.state.comments.values()].find(({ pin }) => pin);
  await story.world.as("olga").deleteComment(first?.id ?? 0);
  await later(1);
  expect(said()).toEqual([expect.stringContaining("triage role")]);
  expect(card()).toContain("### SEV2");
});

test("an outsider's form counts as it was confirmed, whatever its author makes of it afterwards", async () => {
  const oscar = story.world.as("oscar");
  const body = "### What is happening?\n\nNo login\n\n### Severity\n\nsev2, a major function is broken";
  const form = await oscar.openIssue({ title: "Cannot log in", labels: ["incident"], body, viaForm: true });
  await story.settled();
  expect(story.world.card(form)).toContain("Reported, not declared yet");
  await story.world.as("tim").comment(form, "/ack");
  await story.settled();
  expect(story.world.card(form)).toContain("### SEV2");
  story.world.clock.advance(60_000);
  await oscar.editIssue(form, { body: body.replace("sev2", "sev1") });
  await story.settled();
  await later(1);
  expect(story.world.card(form)).toContain("### SEV2");
});

test("somebody whose login every object has as a property is a person like any other", async () => {
  story.world.person("constructor", { role: "write", member: true });
  await says("constructor", "/ack");
  expect(card()).toContain("stated by [constructor]");
});
