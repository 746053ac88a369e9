/** What stories of reminders have in common: who is told what, in short lines that a test can compare. */
import type { Story } from "../story.ts";
import { heardOn } from "./telling.ts";

/**
 * Reminders that nobody has read yet, and what else was said: the first line says whom they notify, the first words in bold
 * what is waited for: `@greg · Nobody has taken up this SEV1 yet.`
 */
export function remindersOn(story: Story, issue: number): string[] {
  return heardOn(story, issue)
    .filter((text) => text.includes("Not again:"))
    .map((text) => {
      const [bold = ""] = text.match(/\*\*[^*]+\*\*/) ?? [];
      const [first = ""] = text.split("\n", 1);
      const who = first.startsWith("**") ? "nobody" : first.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
      return `${who} · ${bold.replaceAll("**", "")}`;
    });
}

/** Another pass changes nothing: all that there is to say has been said. */
export async function isSettled(story: Story): Promise<boolean> {
  const writes = () => story.world.requests.filter(({ kind }) => kind === "write").length;
  const before = writes();
  await story.passOverAll();
  return writes() === before;
}

/** Everything that the App said has been read. */
export function readAll({ world }: Story): void {
  const [repository] = world.state.repositories.values();
  for (const number of repository?.issues.keys() ?? []) world.botSaid(number);
}
