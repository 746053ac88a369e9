/** Commands about an action item that is none of this incident's: they can't be what they say. */
import type { Command } from "../timeline/command.ts";
import { writeSpan } from "../timeline/time/span.ts";
import type { ActionItem } from "./action-item.ts";
import type { RefusedStatement } from "./intervals.ts";
import type { Statement } from "./statements.ts";

/**
 * The refusals, each with the items there are, and the same line about the first of them that is open. `former` are items
 * that may have been taken away since a command was about them.
 */
export function strangeItems(
  statements: readonly Statement[],
  items: readonly ActionItem[],
  former: readonly number[] = [],
): RefusedStatement[] {
  const known = new Set([...former, ...items.map(({ number }) => number)]);
  const numbers = [...items].sort(openFirst).map(({ number }) => number);
  return statements.flatMap(({ command, event }) => {
    const item = itemIn(command);
    if (item === null || known.has(item)) return [];
    const problem = `#${item} is no action item of this incident, which has ${those(numbers)}.`;
    return [{ event: event.id, line: command.line, problem, instead: insteadOf(command, numbers[0]) }];
  });
}

/** The item that a command is about; null where it is about none in particular. */
function itemIn(command: Command): number | null {
  if (command.verb === "done" || command.verb === "decline") return command.item;
  if (command.verb !== "snooze" && command.verb !== "remind") return null;
  const [, number] = /^item (\d+)$/.exec(command.topic) ?? [];
  return number ? Number(number) : null;
}

function openFirst(a: ActionItem, b: ActionItem): number {
  return Number(a.state !== "open") - Number(b.state !== "open") || a.number - b.number;
}

const mostNamed = 10;
const list = new Intl.ListFormat("en-GB");

function those(numbers: readonly number[]): string {
  if (numbers.length === 0) return "none yet";
  const named = numbers.slice(0, mostNamed).map((number) => `#${number}`);
  const rest = numbers.length - named.length;
  return list.format(rest > 0 ? [...named, `${rest} more`] : named);
}

/** The form that works even where bare verbs are off. */
function insteadOf(command: Command, item: number | undefined): string {
  switch (command.verb) {
    case "done":
    case "decline":
      return item === undefined
        ? "/incident action what is to be done"
        : `/incident ${command.verb} #${item} ${command.text}`;
    case "snooze":
      return `/incident snooze ${writeSpan(command.ms)} ${item === undefined ? "items" : `#${item}`}`;
    case "remind":
      return `/incident remind ${command.state} ${item === undefined ? "items" : `#${item}`}`;
    default:
      return "";
  }
}
