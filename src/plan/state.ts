/** Whether the issue is open or closed, and its title: they follow what people said by command. */
import type { Incident } from "../incident/incident.ts";
import type { Situation } from "../situation.ts";
import { mayCommand } from "../timeline/event.ts";
import { plain } from "../words/escape.ts";
import type { Change } from "./change.ts";

/** Closes or opens the issue where a command asks for it and nobody has decided otherwise since. */
export function planState({ issue }: Situation, { issueState }: Incident): Change[] {
  if (issueState === "open" && issue.state === "closed")
    return [{ do: "set state", issue: issue.number, state: "open" }];
  if (issueState === null || issueState === "open" || issue.state === "closed") return [];
  const state = ({ closed: "completed", duplicate: "duplicate", withdrawn: "not planned" } as const)[issueState];
  return [{ do: "set state", issue: issue.number, state }];
}

/** GitHub takes no longer titles. */
const longestTitle = 256;

/** The title that `/incident TITLE` gave, once: a comment that has its 🚀 has been heard. */
export function planTitle({ issue, events }: Situation): Change[] {
  const unheard = new Set(
    issue.items.flatMap((item) => (item.type === "comment" && !item.mine.rocket ? [`comment:${item.comment}`] : [])),
  );
  const titles = events.flatMap((event) => {
    if (event.kind !== "comment" || !unheard.has(event.id) || !mayCommand(event)) return [];
    return event.commands.flatMap((command) => (command.verb === "incident" && command.title ? [command.title] : []));
  });
  const title = plain(titles.at(-1) ?? "").slice(0, longestTitle);
  return title === "" || title === issue.title ? [] : [{ do: "set title", issue: issue.number, title }];
}
