/** A world with a team and a wiki, for stories of the Action. */
import { createWorld, type World, type WorldOptions } from "../world/world.ts";

export interface TeamOptions extends WorldOptions {
  files?: Record<string, string>;
  private?: boolean;
  /** `page` where its first page was made, `empty` where it wasn't, `off` where there is none. */
  wiki?: "page" | "empty" | "off";
}

/** `acme/shop` with cathy, greg, gary and olga of the team, and oscar, a passer-by. The clock stands where the runner's does. */
export async function team({
  files = {},
  private: isPrivate = false,
  wiki = "page",
  ...options
}: TeamOptions = {}): Promise<World> {
  const world = createWorld({ now: "2026-03-10T16:06:00Z", ...options });
  for (const login of ["cathy", "greg", "gary"]) world.person(login, { role: "write", member: true });
  world.person("olga", { role: "admin", member: true });
  world.person("oscar", { role: "none" });
  world.repository("acme/shop", { private: isPrivate, files, wiki: wiki !== "off" });
  await world.listen();
  if (wiki === "page") world.wiki().firstPage();
  return world;
}

/** Ends the world. @throws Error where it was asked for what GitHub hasn't, or somebody's words were changed */
export async function end(world: World): Promise<void> {
  await world.close();
  const wrong = [...world.problems, ...world.trespasses()];
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}
