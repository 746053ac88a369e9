/** The Action's part of the demo: it is built, a person makes the wiki's first page, and each run is followed by a look at the wiki. */
import { build } from "../build.ts";
import { type Ran, runAction } from "./action.ts";
import { readWiki, type Scene } from "./wiki.ts";

/** Runs the Action as its schedule does, and resolves once the wiki is as the run left it. */
export type Report = () => Promise<Ran>;

/** Gets everything ready for the Action. The scene's wiki follows from then on. @throws Error where the Action can't be built */
export async function prepareReports(scene: Scene): Promise<Report> {
  const { world } = scene;
  await build();
  world.wiki().firstPage();
  scene.wiki = await readWiki(world);
  return async () => {
    const ran = await runAction(world);
    scene.wiki = await readWiki(world);
    return ran;
  };
}
