/** Every command with its help and its parser: the one table from which all else that knows commands is made. */
import { distance } from "fastest-levenshtein";
import { actionCommands } from "./action.ts";
import { connectingCommands } from "./connect.ts";
import { declaration } from "./declare.ts";
import { type CommandDefinition, group, type Reader } from "./definition.ts";
import { entryCommands } from "./entries.ts";
import { impactCommands } from "./impact.ts";
import { learningCommands } from "./learning.ts";
import { peopleCommands } from "./people.ts";
import { reminderCommands } from "./reminders.ts";
import { reviewCommands } from "./review.ts";
import { settlingCommands } from "./settle.ts";
import { stageCommands } from "./stages.ts";
import { bareWord, firstWord, quoted } from "./words.ts";

/** `[COMMAND]` */
const readHelp: Reader = (text) => {
  const name = bareWord(firstWord(text)[0]).toLowerCase().replace(/^\//, "");
  if (name === "") return { verb: "help" };
  const topic = find(name)?.name;
  if (topic) return { verb: "help", topic };
  return { problem: `There is no command ${quoted(name)}.`, instead: `help ${nearest(name) ?? ""}`.trim() };
};

const help = group("Connect", [
  {
    name: "help",
    usage: "[COMMAND]",
    who: "responder",
    meaning: "Lists the commands, or tells of one.",
    example: "help ack",
    read: readHelp,
  },
]);

/** Every command, in the order in which help shows them. */
export const commands: readonly CommandDefinition[] = [
  ...declaration,
  ...peopleCommands,
  ...stageCommands,
  ...entryCommands,
  ...impactCommands,
  ...learningCommands,
  ...actionCommands,
  ...settlingCommands,
  ...reviewCommands,
  ...reminderCommands,
  ...connectingCommands,
  ...help,
];

const byName = new Map(commands.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each] as const)));

/** The command of that name or alias, in lower case. */
export function find(name: string): CommandDefinition | undefined {
  return byName.get(name);
}

/** No verb is longer; comparing more characters would find nothing. */
const longestMisspelling = 20;

/** The name or alias that a misspelt word is nearest to: one letter away from a short word, two from a longer one. */
export function nearest(word: string): string | undefined {
  if (word.length > longestMisspelling) return undefined;
  const most = word.length < 5 ? 1 : 2;
  const ranked = [...byName.keys()].map((name) => ({ name, away: distance(word, name) }));
  const near = ranked.filter(({ away }) => away <= most);
  return (near.find(({ name }) => hasLettersOf(name, word)) ?? near.sort((a, b) => a.away - b.away)[0])?.name;
}

/** Whether only the order of letters differs: `resloved` is `resolved`, although `restored` is no further away. */
function hasLettersOf(name: string, word: string): boolean {
  return [...name].sort().join("") === [...word].sort().join("");
}
