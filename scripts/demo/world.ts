/** The demo's GitHub: the shop of the reference case, its people, and the App installed. */
import { configuration, incidentDay } from "../../test/reference-case.ts";
import { createWorld, type World } from "../../test/world/world.ts";

/** Opens the world as it is before anybody has noticed anything. */
export async function openWorld(): Promise<World> {
  const world = createWorld({ now: `${incidentDay}T16:00:00Z` });
  for (const login of ["gary", "cathy", "greg", "dana"]) world.person(login, { role: "write", member: true });
  world.repository("acme/shop", { files: { ".github/sooner.yml": configuration } });
  await world.listen();
  return world;
}
