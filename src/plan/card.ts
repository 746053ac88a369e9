/** The card: one comment, pinned, edited in place; and what the App remembers, hidden in it. */
import { childrenOf } from "../children.ts";
import { writeMarker } from "../marker.ts";
import type { Memory, RecentChange, RememberedItem } from "../memory.ts";
import type { OwnComment, Situation } from "../situation.ts";
import { moreAlerts } from "../words/alerts.ts";
import { renderCard, renderUnconfirmedCard } from "../words/card.ts";
import { cut } from "../words/escape.ts";
import { boardMemory } from "./board.ts";
import type { Change } from "./change.ts";
import { fieldsMemory } from "./fields.ts";
import { fitting } from "./ledger.ts";

/** Changes that make the card say how things stand now. Of doubles, the older card stays. */
export function planCard(situation: Situation, own: readonly OwnComment[], asked: readonly string[]): Change[] {
  const [card, ...doubles] = own.filter(({ key }) => key === "card");
  const removed = doubles.map(({ comment }): Change => ({ do: "delete comment", comment: comment.comment }));
  const memory = nextMemory(situation, asked);
  const pinned = cardText(situation, { ...memory, pinned: true });
  if (!card)
    return [
      ...removed,
      { do: "create card", issue: situation.issue.number, body: cardText(situation, memory), pinned },
    ];
  const { comment, body } = card.comment;
  const lostItsPin = doubles.length > 0; // The last to be pinned was the younger one.
  if (lostItsPin || !situation.memory.pinned) return [...removed, { do: "pin card", comment, pinned }];
  return body.trim() === pinned.trim() ? removed : [...removed, { do: "edit comment", comment, body: pinned }];
}

function cardText({ folded, issue, alerts, configuration, problems, templates }: Situation, memory: Memory): string {
  const hidden = writeMarker("card", fitting(memory));
  if (folded.status === "incident") {
    const { incident } = folded;
    const more = moreAlerts(alerts);
    return renderCard({ incident, more, known: memory, configuration, problems, hidden, templates });
  }
  return renderUnconfirmedCard({ opener: issue.author.login, url: issue.url, configuration, hidden, templates });
}

function nextMemory(situation: Situation, asked: readonly string[]): Memory {
  const { memory, folded } = situation;
  const form = memory.form ?? confirmedForm(situation);
  return {
    ...memory,
    ...(form ? { form } : {}),
    items: rememberedItems(situation),
    merged: folded.status === "incident" ? folded.incident.mergedFrom : memory.merged,
    asked: [...new Set([...memory.asked, ...asked])].sort(),
    board: boardMemory(situation),
    ...fieldsMemory(situation),
    ...surroundings(memory),
  };
}

/** How much of what surrounds the incident is remembered: the card has room for no more. */
const most = { changes: 20, similar: 3, owned: 20, owners: 5, title: 120 };

/** What is known of changes, owners and past incidents, always in the same order, and short. */
function surroundings({ changes, owners, similar }: Memory): Pick<Memory, "changes" | "owners" | "similar"> {
  const owned = Object.entries(owners).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    changes: changes
      .toSorted(newestFirst)
      .slice(0, most.changes)
      .map((change) => ({ ...change, title: cut(change.title, most.title) })),
    owners: Object.fromEntries(owned.slice(0, most.owned).map(([name, who]) => [name, who.slice(0, most.owners)])),
    ...(similar ? { similar: similar.slice(0, most.similar) } : {}),
  };
}

function newestFirst(a: RecentChange, b: RecentChange): number {
  return b.at - a.at || a.kind.localeCompare(b.kind) || b.id - a.id;
}

/** What an outsider's form said when somebody confirmed it: later edits of the outsider's change nothing. */
function confirmedForm({ folded, events }: Situation) {
  const [opened] = events;
  if (folded.status !== "incident" || opened?.kind !== "opened" || opened.standing !== "outsider") return undefined;
  return opened.form;
}

/** The App's own by what they were made from; those that people made only by their first due date. */
function rememberedItems({ issue, self, memory, folded }: Situation): Record<string, RememberedItem> {
  const items = { ...memory.items };
  const { kept, doubles } = childrenOf(issue, self, memory);
  for (const { issue: child } of doubles) delete items[child.number];
  for (const { kind, mark, issue: child } of kept) {
    items[child.number] = { kind, from: mark.from, firstDue: items[child.number]?.firstDue ?? mark.firstDue };
  }
  const told = folded.status === "incident" ? folded.incident.actionItems : [];
  for (const { number, firstDue } of told) {
    if (firstDue !== null) items[number] = { kind: "action", from: "", ...items[number], firstDue };
  }
  return items;
}
