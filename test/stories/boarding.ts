/** Stories in which action items stand on the project board of the organisation. */
import type { Story, StoryOptions } from "../story.ts";
import type { Project, ProjectItem } from "../world/project-state.ts";
import { optionOf, shownValue } from "../world/project-state.ts";
import type { ProjectTraits } from "../world/projects.ts";
import { cardOn } from "./telling.ts";

/** The configuration that names the board; more of `board:` may follow. */
export function configured(more = ""): Record<string, string> {
  return { ".github/sooner.yml": `board:\n  project: 7\n${more}` };
}

/** A story with the project 7, and an incident with two action items: issues 1, 2 and 3. */
export async function boarding(
  begin: (options?: StoryOptions) => Promise<Story>,
  options: StoryOptions = {},
  project: ProjectTraits = {},
): Promise<{ story: Story; project: Project }> {
  const story = await begin({ files: configured(), ...options });
  const made = story.world.project("acme", { number: 7, title: "Promises", ...project });
  await story.world.as("gary").openIssue({ title: "Login is down", labels: ["sev3"] });
  await story.world
    .as("greg")
    .comment(1, "/action @greg high by 2026-04-01 Alert on failing logins\n/action @cathy low by 2026-04-15 Rehearse");
  await story.settled();
  story.world.botSaid(1);
  return { story, project: made };
}

/** `#2 Todo · High · 2026-03-13 · SEV3 · #1 Login is down`, a dash where nothing is set; archived ones say so. */
export function rowsOn(project: Project, fields = ["Status", "Priority", "Due", "Severity", "Incident"]): string[] {
  return [...project.items]
    .sort((a, b) => a.content.number - b.content.number)
    .map((item) => {
      const values = fields.map((name) => shownOf(item, name));
      return `#${item.content.number} ${values.join(" · ")}${item.archivedAt === null ? "" : " · archived"}`;
    });
}

function shownOf(item: ProjectItem, field: string): string {
  const value = item.values.find((one) => one.field.name === field);
  if (!value) return "–";
  return optionOf(value)?.name ?? shownValue(value);
}

/** The lines of the card about the configuration and the board. */
export function problemsOnCard(story: Story, incident = 1): string[] {
  return cardOn(story, incident)
    .split("\n")
    .filter((line) => line.includes("project"));
}

/** How many requests wrote something since then. */
export function writesSince({ world }: Story, from: number): string[] {
  return world.requests
    .slice(from)
    .filter(({ kind }) => kind === "write")
    .map(({ method, path }) => `${method} ${path}`);
}
