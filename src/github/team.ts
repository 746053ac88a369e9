/** How many people are of a team, looked up and remembered for minutes. */
import { z } from "zod";
import { ask, notAllowed } from "./ask.ts";
import { remembered } from "./remembered.ts";
import type { Send } from "./send.ts";

/** Members of a team; null where there is no such team, and `hidden` where whoever asks may not see teams. */
export type TeamSize = number | "hidden" | null;

const answered = z.object({ members_count: z.int() });

/** Teams remembered for each organisation, and how long, in milliseconds. */
const MOST = 200;
const KEEP_FOR = 5 * 60_000;

/** The sizes of an organisation's teams, by their slugs. Where the owner is a person there are none. */
export function teamsOf(send: Send, org: string): (slug: string) => Promise<TeamSize> {
  const look = remembered<string, TeamSize>((slug) => lookUp(send, { org, team_slug: slug }), {
    most: MOST,
    keepFor: KEEP_FOR,
  });
  return (slug) => look(slug.toLowerCase());
}

async function lookUp(send: Send, parameters: { org: string; team_slug: string }): Promise<TeamSize> {
  const answer = await ask(send, { kind: "read", route: "GET /orgs/{org}/teams/{team_slug}", parameters }, notAllowed);
  if (answer.status === 403) return "hidden";
  return answer.status === 404 || answer.status === 422 ? null : answered.parse(answer.data).members_count;
}
