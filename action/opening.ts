/** The wiki as a run finds it: opened first, so that git is at work while the rest of the program is loaded. */
import { type Inputs, repositoryUrl, type Surroundings } from "./inputs.ts";
import { Wiki } from "./wiki.ts";

/** The wiki, or why it can't be had. */
export type Opening = { wiki: Wiki; fault: null } | { wiki: null; fault: unknown };

/** Opens the repository's wiki; close it in the end. Never throws. */
export async function openWiki({ at, inputs }: { at: Surroundings; inputs: Inputs }): Promise<Opening> {
  try {
    return { wiki: await Wiki.open({ url: repositoryUrl(at), token: inputs.token }), fault: null };
  } catch (fault) {
    return { wiki: null, fault };
  }
}
