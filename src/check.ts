/** Checks a configuration that has just been pushed: its own faults, and people and teams that can't be told anything. */

import { type Named, namedIn } from "./config/named.ts";
import { linesOfOptions } from "./config.ts";
import type { ConfigurationProblem } from "./config-problem.ts";
import type { GitHub, RepositoryRef } from "./github/port.ts";
import { unreachable } from "./reach.ts";
import { readSettings } from "./settings.ts";
import { checkOf } from "./words/check.ts";
import { staffProblem } from "./words/reminders.ts";

/** So many people and teams are looked up: each costs a request or two. */
const mostNamed = 100;

/**
 * Writes a check run on the commit `check`. `templates` are our own, by file name.
 * @throws GitHubError where GitHub can't be reached
 */
export async function checkConfiguration(
  github: GitHub,
  { owner, check: sha }: Pick<RepositoryRef, "owner"> & { check: string },
  templates: Readonly<Record<string, string>>,
): Promise<void> {
  const settings = await github.settingsAt(sha);
  const { configuration, problems } = readSettings(settings, templates);
  const named = namedIn(configuration).slice(0, mostNamed);
  const gone = await unreachable(
    github,
    { owner, private: settings.private },
    named.map(({ name }) => name),
  );
  const lost = named.filter(({ name }) => gone.has(name));
  await github.createCheck(checkOf(sha, [...problems, ...staffProblems(lost, settings.configuration ?? "")]));
}

/** Each with the line of `text` that names them. */
function staffProblems(lost: readonly Named[], text: string): ConfigurationProblem[] {
  const lineOf = linesOfOptions(text);
  return lost.map(({ name, path }) => ({ ...staffProblem(name), line: lineOf(path) }));
}
