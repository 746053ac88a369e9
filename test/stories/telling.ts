/** Tells the stories of a file: each in a world of its own, and no pass may fail in it. */
import { afterEach, expect } from "vitest";
import { Story, type StoryOptions } from "../story.ts";

/** Begins stories, each of which is ended after its test. */
export function telling(): (options?: StoryOptions) => Promise<Story> {
  const told: Story[] = [];
  afterEach(async () => {
    for (const story of told.splice(0)) {
      const failures = story.processes.flatMap((process) => process.failures);
      await story.end();
      expect(failures).toEqual([]);
    }
  });
  return async (options) => {
    const story = await Story.begin(options);
    told.push(story);
    return story;
  };
}

/** The names of the issue's labels, sorted. */
export function labelsOn({ world }: Story, issue: number): string[] {
  return world
    .issue(issue)
    .labels.map(({ name }) => name)
    .sort();
}

/** The App's reactions to a comment. */
export function reactionsTo({ world }: Story, comment: number): string[] {
  const { reactions = [] } = world.state.comments.get(comment) ?? {};
  return reactions.flatMap(({ content, by }) => (by.login === "sooner" ? [content] : []));
}

/** What the card shows, without what is hidden in it, and without the numbers that GitHub gives to comments. */
export function cardOn({ world }: Story, issue: number): string {
  return (world.card(issue) ?? "")
    .replace(/<!--.*?-->\n?/gs, "")
    .replace(/issuecomment-\d+/g, "issuecomment-N")
    .trim();
}

/** The card's first lines: how things stand. */
export function headOf(story: Story, issue: number): string {
  return cardOn(story, issue).split("\n", 2).join("\n");
}

/** What the App said on the issue that nobody has read yet, without its hidden markers. */
export function heardOn({ world }: Story, issue: number): string[] {
  return world.botSaid(issue).map((body) => body.replace(/^<!--.*?-->\n/s, ""));
}
