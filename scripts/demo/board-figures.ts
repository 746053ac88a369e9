/** What project board and issues have to say of each other after the review. */
import { shownValue } from "../../test/world/project-state.ts";
import type { World } from "../../test/world/world.ts";
import type { Figure } from "./figures.ts";
import { linesOf } from "./markdown.ts";
import { boardOf } from "./world.ts";

/** Reads back what people's moves on the board did to the issues, and what they did on the issues to the board. */
export function readBoardFigures(world: World): Figure[] {
  const { conclusion, title } = world.checks().at(-1) ?? {};
  return [
    { name: "The board has", expected: "6 Todo, 1 In Progress, 3 Done", seen: statuses(world) },
    { name: "Due was set on the board: #3", expected: "2026-03-13", seen: dueOn(world, 3) },
    { name: "Priority was set on the board: #12", expected: "priority: medium", seen: priorityOf(world, 12) },
    { name: "Done on the board: #10", expected: "closed as completed", seen: stateOf(world, 10) },
    { name: "Done by a command: #5, #9", expected: "Done, Done", seen: [5, 9].map(statusOn(world)).join(", ") },
    { name: "The new configuration", expected: "success: All good", seen: `${conclusion}: ${title}` },
  ];
}

function statuses(world: World): string {
  const { fields, items } = boardOf(world);
  const all = items.map(({ content }) => statusOn(world)(content.number));
  const options = fields.find(({ name }) => name === "Status")?.options ?? [];
  return options.map(({ name }) => `${all.filter((status) => status === name).length} ${name}`).join(", ");
}

function statusOn(world: World): (issue: number) => string {
  return (issue) => {
    const item = boardOf(world).items.find(({ content }) => content.number === issue);
    const value = item?.values.find(({ field }) => field.name === "Status");
    return value ? shownValue(value) : "not on the board";
  };
}

function dueOn(world: World, issue: number): string {
  const line = linesOf(world.issue(issue).body).find((each) => each.startsWith("Due: "));
  return line?.slice("Due: ".length) ?? "no due date";
}

function priorityOf(world: World, issue: number): string {
  const names = world.issue(issue).labels.map(({ name }) => name);
  return names.filter((name) => name.startsWith("priority: ")).join(", ");
}

function stateOf(world: World, issue: number): string {
  const { state, stateReason } = world.issue(issue);
  return `${state} as ${stateReason}`;
}
