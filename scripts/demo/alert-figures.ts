/** The figures that the second case has to end with: off its card, off what was said in time, and off the week's digest. */
import { defaults } from "../../src/config.ts";
import { readMarker } from "../../src/marker.ts";
import { momentTitles } from "../../src/words/names.ts";
import { showInstant } from "../../src/words/time.ts";
import { type Comment, commentsOf, type Issue } from "../../test/world/state.ts";
import type { World } from "../../test/world/world.ts";
import { type Figure, rowOf } from "./figures.ts";
import { linesOf } from "./markdown.ts";
import type { Scene } from "./wiki.ts";
import { firstRecord } from "./wiki-figures.ts";
import { saidByBots } from "./world.ts";

/** Reads back what monitoring has brought about: the incident with that number, and the alert that opened none. */
export function readAlertFigures(world: World, number: number): Figure[] {
  const card = linesOf(world.card(number) ?? "");
  const row = (name: string) => rowOf(card, name);
  return [
    { name: "By an alert", expected: "Host web-2: CPU above 90%, closed", seen: titleOf(world, number) },
    { name: "Its alerts", expected: "ended", seen: row("Alerts") },
    { name: "It began", expected: "14:00 · from an alert", seen: row(momentTitles.started) },
    { name: "It was detected", expected: "14:02 · by monitoring, from an alert", seen: row(momentTitles.detected) },
    { name: "It was acknowledged", expected: "14:33 · stated by cathy", seen: row(momentTitles.acknowledged) },
    { name: "It was restored", expected: "14:38 · stated by cathy", seen: row(momentTitles.restored) },
    { name: "Alert noise", expected: "March 2026: 1 informational alert", seen: noiseOf(world) },
    ...inTime(world),
  ];
}

/** What nobody had to remember. */
function inTime(world: World): Figure[] {
  const about = (subject: string) => saidByBots(world).filter(isReminder(subject)).map(whomAndWhen).join(", ");
  return [
    { name: "Not taken up in time", expected: "@greg at 14:17, @cathy at 14:32", seen: about("acknowledgement") },
    { name: "Review overdue", expected: "@dana at 13 Mar 09:00", seen: about("review") },
    { name: "Promise due", expected: "@greg at 13 Mar 09:00", seen: about("item_3") },
  ];
}

function isReminder(subject: string): (comment: Comment) => boolean {
  return ({ body }) => readMarker(body)?.key.startsWith(`reminder:${subject}:`) ?? false;
}

function whomAndWhen({ body, at }: Comment): string {
  const when = showInstant(at, "UTC", Date.UTC(2026, 2, 11)).replace(" 2026", "");
  return `${linesOf(body)[0]} at ${when}`;
}

/** What the Action tells in the end: the weekly digest, and in the record how a kept promise is known to work. */
export function readDigestFigures({ world, wiki }: Scene): Figure[] {
  const item = firstRecord(wiki)?.actionItems.find(({ number }) => number === 10);
  const said = carrying(world, defaults.labels.digest).flatMap(commentsOf);
  const counts = said.flatMap(({ body }) => linesOf(body)).filter((line) => /^[A-Z][a-z ]+: \d/.test(line));
  return [
    { name: "Weekly digest", expected: "The week to Mon 16 Mar 2026", seen: said.map(titleIn).join(", ") },
    {
      name: "It counts",
      expected: "Restored: 2 · Reviews: 2 held · Action items: 4 done",
      seen: counts.join(" · "),
    },
    {
      name: "How #10 is known to work",
      expected: "I rang everybody once: each number is right.",
      seen: item?.evidence ?? "not known",
    },
  ];
}

function titleIn({ body }: Comment): string {
  return linesOf(body)[0] ?? "";
}

function titleOf(world: World, number: number): string {
  const { title, state } = world.issue(number);
  return `${title}, ${state}`;
}

function noiseOf(world: World): string {
  return carrying(world, defaults.labels.alertNoise).flatMap(commentsOf).map(titleIn).join(", ");
}

function carrying(world: World, label: string): Issue[] {
  const issues = [...(world.state.repositories.get("acme/shop")?.issues.values() ?? [])];
  return issues.filter(({ labels }) => labels.some(({ name }) => name === label));
}
