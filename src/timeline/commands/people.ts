/** Commands about who does what: roles, hand-overs, and calling people in. */
import type { Instruction } from "../command.ts";
import { group, type Problem, said } from "./definition.ts";
import { firstWord, loginIn, mentionIn, quoted, shorten, teamIn } from "./words.ts";

export const peopleCommands = group("Respond", [
  {
    name: "commander",
    aliases: ["ic", "lead"],
    usage: "@WHO",
    meaning: "Who coordinates the response.",
    example: "commander @gary",
    read: (text) => readHolder("commander", text),
  },
  {
    name: "role",
    usage: "NAME @WHO",
    meaning: "Gives somebody a role: comms, scribe, operations, or any other.",
    example: "role comms @gary",
    read: readRole,
  },
  {
    name: "handoff",
    usage: "[NAME] @WHO",
    meaning: "Hands your role over to somebody else; with a name, that role.",
    example: "handoff commander @cathy",
    read: readHandoff,
  },
  {
    name: "page",
    aliases: ["bring-in"],
    usage: "@WHO…",
    meaning: "Calls people or teams in, and records when.",
    example: "page @greg @acme/database",
    read: readPage,
  },
]);

/** `NAME @WHO`, or `@WHO NAME` */
function readRole(text: string): Instruction | Problem {
  const { name, who, others } = namedPerson(text);
  const role = roleNamed(name);
  if (!who) return noPerson(`role ${firstWord(role)[0] || "comms"}`, text, null);
  if (others > 0) return onePerson(`role ${role || "comms"}`, who);
  if (!role) return { problem: "The role's name is missing.", instead: `role comms @${who}` };
  return { verb: "role", role, who };
}

/** `[NAME] @WHO` */
function readHandoff(text: string): Instruction | Problem {
  const { name, who, others } = namedPerson(text);
  const role = roleNamed(name.replace(/(?:^| )to$/i, ""));
  if (!who) return noPerson("handoff", text);
  if (others > 0) return onePerson(`handoff ${role}`.trim(), who);
  return said({ verb: "handoff" as const, role: role || undefined, who });
}

/** `@WHO`, or `WHO` alone; what follows is a remark. */
function readHolder(role: string, text: string): Instruction | Problem {
  const [who, ...others] = mentionsIn(text);
  if (who && others.length > 0) return onePerson(role, who);
  const holder = who ?? onlyLogin(text);
  return holder === null ? noPerson(role, text) : { verb: "role", role, who: holder };
}

/** The person mentioned, and the words before, or else after them; without any mention the second of two words. */
function namedPerson(text: string): { name: string; who: string | null; others: number } {
  const words = wordsOf(text);
  const at = words.findIndex((word) => mentionIn(word));
  const [first = "", second = ""] = words;
  if (at < 0 && words.length === 2) return { name: first, who: loginIn(second), others: 0 };
  if (at < 0) return { name: words.join(" "), who: null, others: 0 };
  const name = at === 0 ? second : words.slice(0, at).join(" ");
  return { name, who: mentionIn(words[at] ?? ""), others: mentionsIn(text).length - 1 };
}

function mentionsIn(text: string): string[] {
  return wordsOf(text).flatMap((word) => mentionIn(word) ?? []);
}

/** People are named among the first words of a line; what comes after these is a remark. */
const mostWords = 100;

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/, mostWords).filter(Boolean);
}

/** A role's usual name: at most 40 characters, in lower case; "" where there is none. */
function roleNamed(words: string): string {
  const name = words.toLowerCase().replace(/[:,]$/, "");
  return otherRoleNames.get(name) ?? shorten(name, 40);
}

const otherRoleNames = new Map([
  ["ic", "commander"],
  ["lead", "commander"],
  ["incident commander", "commander"],
  ["communication", "comms"],
  ["communications", "comms"],
  ["ops", "operations"],
]);

/** The most people that one line calls in: a mistaken paste should not wake a department. */
const mostPaged = 20;

/** `@WHO…`: everybody mentioned in the line, people and teams; other words are a remark. */
function readPage(text: string): Instruction | Problem {
  const words = wordsOf(text);
  const who = [...new Set(words.flatMap((word) => mentionIn(word) ?? teamIn(word) ?? []))];
  if (who.length > mostPaged) {
    const first = who.slice(0, mostPaged).map((name) => `@${name}`);
    return { problem: `At most ${mostPaged} people are called in by one line.`, instead: `page ${first.join(" ")}` };
  }
  if (who.length > 0) return { verb: "page", who };
  const unmarked = words.length <= 3 ? words.flatMap((word) => loginIn(word) ?? []) : [];
  const people = unmarked.length > 0 ? unmarked : ["login"];
  return { problem: "Nobody is named: write `@` before a login.", instead: `page @${people.join(" @")}` };
}

function onePerson(command: string, who: string): Problem {
  return { problem: "Only one person can have a role.", instead: `${command} @${who}` };
}

function noPerson(command: string, text: string, likely = onlyLogin(text)): Problem {
  const team = wordsOf(text).find((each) => teamIn(each));
  if (team) return { problem: `${quoted(team)} is a team: name one person.`, instead: `${command} @login` };
  return { problem: "The person is missing: name their login.", instead: `${command} @${likely ?? "login"}` };
}

/** The login that a text of one word may mean; nobody is called "me". */
function onlyLogin(text: string): string | null {
  return /^(?:me|myself|i)$/i.test(text) || /\s/.test(text) ? null : loginIn(text);
}
