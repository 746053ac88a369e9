/** `/page @who`: one comment that mentions each person once, and no second one whatever happens. */
import { z } from "zod";
import type { Incident } from "../incident/incident.ts";
import { writeMarker } from "../marker.ts";
import type { OwnComment, Situation } from "../situation.ts";
import { mayCommand } from "../timeline/event.ts";
import { pageText } from "../words/replies.ts";
import type { Change } from "./change.ts";

/** The pages that have not been sent yet. */
export function planPages(situation: Situation, incident: Incident, own: readonly OwnComment[]): Change[] {
  if (incident.state === "withdrawn" || incident.state === "merged") return [];
  return situation.events.flatMap((event): Change[] => {
    if (event.kind !== "comment" || !mayCommand(event)) return [];
    const key = `page:${event.comment}`;
    const paged = pagedBy(own, key);
    const who = [...new Set(event.commands.flatMap((command) => (command.verb === "page" ? command.who : [])))].filter(
      (name) => !paged.has(name),
    );
    if (who.length === 0) return [];
    const text = pageText({ who, by: event.edited?.who ?? event.who, incident, templates: situation.templates });
    return [{ do: "create comment", issue: situation.issue.number, body: `${writeMarker(key, { who })}\n${text}` }];
  });
}

const pageMark = z.object({ who: z.array(z.string()) });

/** Who has been mentioned already for this comment. */
function pagedBy(own: readonly OwnComment[], key: string): Set<string> {
  const marks = own.flatMap((one) => (one.key === key ? [pageMark.safeParse(one.value)] : []));
  return new Set(marks.flatMap(({ data }) => data?.who ?? []));
}
