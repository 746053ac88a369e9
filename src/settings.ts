/** What a repository has settled on: its configuration and its own words, with what is wrong with either. */
import { type Configuration, readConfiguration } from "./config.ts";
import type { ConfigurationProblem } from "./config-problem.ts";
import { compileTemplates, type Templates } from "./words/templates.ts";

/** The texts as they are in the repository. */
interface Written {
  /** Of `.github/sooner.yml`; null where there is none. */
  configuration: string | null;
  /** Overridden templates, by file name. */
  templates: Readonly<Record<string, string>>;
}

export interface ReadSettings {
  configuration: Configuration;
  templates: Templates;
  problems: ConfigurationProblem[];
}

/** The configuration and the words to go by. `ours` are our own templates, by file name. */
export function readSettings(written: Written, ours: Readonly<Record<string, string>>): ReadSettings {
  const { configuration, problems } = readConfiguration(written.configuration);
  const { templates, problems: broken } = compileTemplates(ours, written.templates);
  const ofWords = broken.map(({ file, problem, remedy }) => ({ line: null, problem: `${file}: ${problem}`, remedy }));
  return { configuration, templates, problems: [...problems, ...ofWords] };
}
