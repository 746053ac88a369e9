/** What a scenario is: steps that people take one after the other, in words that hold in every run of it. */
import type { Client } from "../world/client.ts";
import type { World } from "../world/world.ts";

export interface Step {
  /** Minutes since the scenario began. */
  at: number;
  who: string;
  does: (person: Client, scene: Scene) => unknown;
  /** A piece of each comment that the App writes or edits because of it, in the order of issues and comments; none where left out. */
  hears?: string[];
  /**
   * The App has to have passed over everything before: what a command has created stands by itself from then on, so the
   * world does depend on whether the command was seen.
   */
  seen?: true;
  /** GitHub tells nobody about it: the next pass finds it. */
  silent?: true;
  /** GitHub keeps no record of it: only its webhook tells of it. */
  fleeting?: true;
}

export interface Scenario {
  name: string;
  /** Contents of the repository. */
  files?: Record<string, string>;
  steps: Step[];
}

/** The world of one run, with the names that its steps give to issues and comments. */
export class Scene {
  readonly world: World;
  readonly #named = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
  }

  /** Names what a step makes. */
  async name(name: string, made: Promise<number>): Promise<void> {
    this.#named.set(name, await made);
  }

  /** The number of an issue, or the id of a comment, by the name that a step gave it; or of an issue by its title. */
  of(name: string): number {
    return this.#named.get(name) ?? this.#titled(name);
  }

  /** The body of the issue. */
  body(name: string): string {
    return this.world.issue(this.of(name)).body;
  }

  #titled(title: string): number {
    const [repository] = this.world.state.repositories.values();
    const issues = [...(repository?.issues.values() ?? [])];
    const found = issues.find((issue) => issue.title === title);
    if (!found) throw new Error(`There is no issue ${title} among ${issues.map((issue) => issue.title).join(", ")}`);
    return found.number;
  }
}

type On = (person: Client, scene: Scene) => Promise<unknown>;

/** Opens an issue named by its title. */
export const opens =
  (title: string, ...labels: string[]): On =>
  (person) =>
    person.openIssue({ title, labels });

/** Says something on the issue; `as` names the comment. */
export const says =
  (issue: string, body: string, as = body): On =>
  (person, scene) =>
    scene.name(as, person.comment(scene.of(issue), body));

/** Edits the comment of that name. */
export const edits =
  (comment: string, body: string): On =>
  (person, scene) =>
    person.editComment(scene.of(comment), body);

/** Deletes the comment of that name. */
export const deletes =
  (comment: string): On =>
  (person, scene) =>
    person.deleteComment(scene.of(comment));

export const labels =
  (issue: string, ...names: string[]): On =>
  (person, scene) =>
    person.label(scene.of(issue), ...names);

export const unlabels =
  (issue: string, name: string): On =>
  (person, scene) =>
    person.unlabel(scene.of(issue), name);

export const closes =
  (issue: string, reason: "completed" | "not_planned" | "duplicate" = "completed"): On =>
  (person, scene) =>
    person.close(scene.of(issue), reason);

export const reopens =
  (issue: string): On =>
  (person, scene) =>
    person.reopen(scene.of(issue));

/** Writes a line under a heading of the issue's text. */
export const writesUnder =
  (issue: string, heading: string, line: string): On =>
  (person, scene) => {
    const body = scene.body(issue).replace(new RegExp(`^## ${heading}\\n`, "m"), (found) => `${found}${line}\n`);
    return person.editIssue(scene.of(issue), { body });
  };
