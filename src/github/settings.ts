/** The configuration as it is at a commit, and the check run that says what is wrong with it. */
import { z } from "zod";
import { ask, isDone, notAllowed } from "./ask.ts";
import type { Graph } from "./graph.ts";
import type { NewCheck, Settings } from "./port.ts";
import { settingsQuery } from "./query.ts";
import type { Send } from "./send.ts";

const file = ".github/sooner.yml";
const folder = ".github/sooner/templates";
const blob = z.object({ text: z.string().nullish() }).nullish();
const answered = z.object({
  isPrivate: z.boolean(),
  settings: blob,
  templates: z.object({ entries: z.array(z.object({ name: z.string(), object: blob })).nullish() }).nullish(),
});

/** The configuration and the overridden templates at the commit. @throws GitHubError where GitHub fails */
export async function settingsAt(graph: Graph, sha: string): Promise<Settings> {
  const at = { settings: `${sha}:${file}`, templates: `${sha}:${folder}` };
  const { isPrivate, settings, templates } = answered.parse(await graph.ask("read", settingsQuery, at));
  const entries = (templates?.entries ?? []).flatMap(({ name, object }) =>
    typeof object?.text === "string" ? [[name, object.text] as const] : [],
  );
  return { private: isPrivate, configuration: settings?.text ?? null, templates: Object.fromEntries(entries) };
}

/** Writes the check run; `refused` where the App may not. */
export async function createCheck(
  send: Send,
  place: { owner: string; repo: string },
  { name, sha, conclusion, title, summary, annotations }: NewCheck,
): Promise<"created" | "refused"> {
  const output = {
    title,
    summary,
    annotations: annotations.map(({ path, line, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: "failure",
      message,
    })),
  };
  const parameters = { ...place, name, head_sha: sha, status: "completed", conclusion, output };
  const answer = await ask(
    send,
    { kind: "create", route: "POST /repos/{owner}/{repo}/check-runs", parameters },
    notAllowed,
  );
  return isDone(answer) ? "created" : "refused";
}
