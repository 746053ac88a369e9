/** The figures that the second case has to end with: off its card, and off the issue that counts what needs nobody. */
import { defaults } from "../../src/config.ts";
import { momentTitles } from "../../src/words/names.ts";
import { commentsOf } from "../../test/world/state.ts";
import type { World } from "../../test/world/world.ts";
import { type Figure, rowOf } from "./figures.ts";
import { linesOf } from "./markdown.ts";

/** Reads back what monitoring has brought about: the incident with that number, and the alert that opened none. */
export function readAlertFigures(world: World, number: number): Figure[] {
  const card = linesOf(world.card(number) ?? "");
  const row = (name: string) => rowOf(card, name);
  return [
    { name: "By an alert", expected: "Host web-2: CPU above 90%, closed", seen: titleOf(world, number) },
    { name: "Its alerts", expected: "ended", seen: row("Alerts") },
    { name: "It began", expected: "14:00 · from an alert", seen: row(momentTitles.started) },
    { name: "It was detected", expected: "14:02 · by monitoring, from an alert", seen: row(momentTitles.detected) },
    { name: "It was acknowledged", expected: "14:03 · stated by cathy", seen: row(momentTitles.acknowledged) },
    { name: "It was restored", expected: "14:08 · stated by cathy", seen: row(momentTitles.restored) },
    { name: "Alert noise", expected: "March 2026: 1 informational alert", seen: noiseOf(world) },
  ];
}

function titleOf(world: World, number: number): string {
  const { title, state } = world.issue(number);
  return `${title}, ${state}`;
}

function noiseOf(world: World): string {
  const issues = [...(world.state.repositories.get("acme/shop")?.issues.values() ?? [])];
  const counting = issues.filter(({ labels }) => labels.some(({ name }) => name === defaults.labels.alertNoise));
  return counting
    .flatMap(commentsOf)
    .map(({ body }) => linesOf(body)[0])
    .join(", ");
}
