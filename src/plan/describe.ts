/** A plan in words, a line a change: what a dry run prints. */
import type { ReactionTarget } from "../github/port.ts";
import { cut, plain } from "../words/escape.ts";
import type { Change, Rehearsal } from "./change.ts";

/** Plain text, a line for everything that would be made or changed, in that order. */
export function describeRehearsal({ children, changes }: Rehearsal): string[] {
  const made = children.map(({ kind, title }) => `would open the ${names[kind]} “${shown(title)}”`);
  return [...made, ...changes.map((change) => `would ${described(change)}`)];
}

const names = { action: "action item", review: "review" } as const;
const signs = { rocket: "🚀", confused: "😕" } as const;

function described(change: Change): string {
  switch (change.do) {
    case "create label":
      return `create the label ${shown(change.label.name)}`;
    case "add labels":
      return `put ${listed(change.labels)} on #${change.issue}`;
    case "remove label":
      return `take ${shown(change.label)} off #${change.issue}`;
    case "set labels":
      return `set the labels of #${change.issue} to ${listed(change.labels)}`;
    case "set state":
      return change.state === "open" ? `reopen #${change.issue}` : `close #${change.issue} as ${change.state}`;
    case "set title":
      return `change the title of #${change.issue} to “${shown(change.title)}”`;
    case "set type":
      return `make #${change.issue} one of the type ${shown(change.type)}`;
    case "set body":
      return `change the text of #${change.issue}`;
    case "create comment":
      return `comment on #${change.issue}`;
    case "create card":
      return `post and pin the card of #${change.issue}`;
    default:
      return touched(change);
  }
}

/** Changes of what is there already. */
function touched(
  change: Exclude<
    Change,
    {
      do:
        | "create label"
        | "add labels"
        | "remove label"
        | "set labels"
        | "set state"
        | "set title"
        | "set type"
        | "set body"
        | "create comment"
        | "create card";
    }
  >,
): string {
  switch (change.do) {
    case "pin card":
      return `pin the card, comment ${change.comment}`;
    case "edit comment":
      return `edit comment ${change.comment}`;
    case "delete comment":
      return `delete comment ${change.comment}`;
    case "react":
      return `react with ${signs[change.with]} to ${target(change.to)}`;
    case "unreact":
      return `take back ${signs[change.with]} from ${target(change.to)}`;
    case "link":
      return `link a sub-issue to #${change.parent}`;
    case "unlink":
      return `unlink a sub-issue from #${change.parent}`;
    case "create board field":
      return `create the field ${shown(change.field.name)} on project ${change.project}`;
    case "add to board":
      return `put #${change.issue} on project ${change.project}`;
    case "remove from board":
      return `take #${change.issue} off the board`;
    case "set on board":
      return `set ${change.values.length} of the fields of #${change.issue} on project ${change.project}`;
    case "set fields":
      return `set ${change.values.length} of the issue fields of #${change.issue}`;
    case "hand over":
      return `assign #${change.issue} to ${shown(change.to)}`;
  }
}

function target(to: ReactionTarget): string {
  return "issue" in to ? `#${to.issue}` : `comment ${to.comment}`;
}

function listed(labels: readonly string[]): string {
  return labels.map(shown).join(", ");
}

function shown(text: string): string {
  return cut(plain(text), 80);
}
