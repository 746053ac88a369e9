/** The demo's GitHub: the shop of the reference case, its people, their project board, and the App installed. */
import { incidentDay } from "../../test/reference-case.ts";
import type { Project } from "../../test/world/project-state.ts";
import { type Comment, commentsOf } from "../../test/world/state.ts";
import { createWorld, type World } from "../../test/world/world.ts";
import { boardNumber, firstConfiguration } from "./promises.ts";

/** Opens the world as it is before anybody has noticed anything. */
export async function openWorld(): Promise<World> {
  const world = createWorld({ now: `${incidentDay}T16:00:00Z` });
  for (const login of ["gary", "cathy", "greg", "dana"]) world.person(login, { role: "write", member: true });
  world.repository("acme/shop", { files: { ".github/sooner.yml": firstConfiguration } });
  world.project("acme", { number: boardNumber, title: "Promises" });
  await world.listen();
  return world;
}

/** The project board of the organisation. @throws Error where there is none */
export function boardOf({ state }: World): Project {
  const [board] = state.projects;
  if (!board) throw new Error("There is no project board.");
  return board;
}

/** Comments of the App and the Action on any issue, without the cards, in the order of the issues. */
export function saidByBots({ state }: World): Comment[] {
  const issues = [...state.repositories.values()].flatMap((repository) => [...repository.issues.values()]);
  return issues.flatMap(commentsOf).filter(({ author, pin }) => author.type === "Bot" && pin === null);
}
