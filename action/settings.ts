/** The repository's own configuration and words, as far as they can't be followed. */
import { readConfiguration } from "../src/config.ts";
import type { Opened } from "../src/github/archive.ts";
import { compileTemplates } from "../src/words/templates.ts";
import { type Notice, sentence } from "./notice.ts";

/** A warning for each fault: the defaults stand in until it is mended. `templates` are our own, by file name. */
export function unfollowed(opened: Opened, templates: Readonly<Record<string, string>>): Notice[] {
  const { problems } = readConfiguration(opened.configuration);
  const faults = [
    ...problems.map(({ line, ...rest }) => ({
      file: `.github/sooner.yml${line === null ? "" : `, line ${line}`}`,
      ...rest,
    })),
    ...compileTemplates(templates, opened.templates).problems,
  ];
  return faults.map(({ file, problem, remedy }) => ({
    level: "warning",
    title: `${file} is not followed`,
    text: `${sentence(problem)} ${remedy}`,
  }));
}
