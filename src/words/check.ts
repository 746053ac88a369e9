/** What the check run of a changed configuration says: good, or each problem with its line and its remedy. */
import type { ConfigurationProblem } from "../config-problem.ts";
import type { NewCheck } from "../github/port.ts";
import { cut, inline, plain } from "./escape.ts";
import { fitted } from "./fit.ts";
import { counted } from "./names.ts";

const file = ".github/sooner.yml";
/** GitHub takes so many annotations with a check run. */
const mostAnnotations = 50;
const room = 20_000;

/** The check run for the commit. People's words in it are made inert. */
export function checkOf(sha: string, problems: readonly ConfigurationProblem[]): NewCheck {
  const base = { name: "Sooner's configuration", sha };
  if (problems.length === 0)
    return {
      ...base,
      conclusion: "success",
      title: "All good",
      summary: `\`${file}\` can be used as it is.`,
      annotations: [],
    };
  return {
    ...base,
    conclusion: "failure",
    title: counted(problems.length, "problem"),
    summary: summary(problems),
    annotations: problems.flatMap(annotation).slice(0, mostAnnotations),
  };
}

function summary(problems: readonly ConfigurationProblem[]): string {
  const lines = problems.map(({ line, problem, remedy }) => {
    const place = line === null ? "" : `line ${line}: `;
    return `- ${place}${inline(cut(problem, 300))} ${inline(cut(remedy, 300))}`;
  });
  const shown = fitted(lines, room, (count) => `- and ${count} more`);
  return [`What has to be mended in \`${file}\`:`, "", ...shown].join("\n");
}

function annotation({ line, problem, remedy }: ConfigurationProblem): NewCheck["annotations"] {
  return line === null ? [] : [{ path: file, line, message: plain(`${cut(problem, 300)} ${cut(remedy, 300)}`) }];
}
