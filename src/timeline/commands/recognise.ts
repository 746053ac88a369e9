/** Whether a line that starts with a slash speaks to us, and which command it gives. */
import { readDeclaration } from "./declare.ts";
import type { CommandDefinition, Reader, ReadingContext } from "./definition.ts";
import { find, nearest } from "./table.ts";
import { bareWord, firstWord, quoted } from "./words.ts";

/** A line that speaks to us. */
export interface Recognised {
  /** How a line to type instead has to start. */
  form: "/" | "/incident ";
  /** What follows the verb. */
  text: string;
  read: Reader;
  /** Whether the lines below are its text, as it has none of its own. */
  continues: boolean;
}

/**
 * Recognises our commands. Null for all that may be somebody else's: other bots' commands, paths, and bare verbs where
 * they are off or there is no incident yet. A close misspelling is recognised, as a command that reads as its correction.
 */
export function recognise(typed: string, context: ReadingContext): Recognised | null {
  const [first, rest] = firstWord(typed.slice(1).trimEnd());
  const verb = bareWord(first).toLowerCase();
  if (verb === "incident") return afterIncident(rest, context);
  if (context.place === "elsewhere" || !context.bare || isForeign(verb, rest)) return null;
  return known("/", verb, rest) ?? misspelt(verb, rest);
}

/** `/incident …`: declares where there is no incident yet, else gives any command. */
function afterIncident(text: string, { place }: ReadingContext): Recognised {
  if (place === "elsewhere") return { form: "/", text, read: readDeclaration, continues: false };
  const [first, rest] = firstWord(text);
  const verb = bareWord(first).toLowerCase() || "help";
  return known("/incident ", verb, rest) ?? unknown(verb, rest);
}

/** `/incident` and a word that is no verb: the one that was probably meant, or the way to the list of them. */
function unknown(verb: string, rest: string): Recognised {
  const meant = nearest(verb);
  if (meant && meant !== "incident") return wrong("/incident ", `${quoted(verb)} is no command.`, `${meant} ${rest}`);
  return wrong("/incident ", `This is an incident already, and ${quoted(verb)} is no command.`, "help");
}

function known(form: Recognised["form"], verb: string, text: string): Recognised | null {
  const severity = /^s(?:ev(?:erity)?)?[-_]?([1-5])$/.exec(verb)?.[1];
  if (severity) return known(form, "severity", `sev${severity} ${text}`);
  if (/^sev[-_]?\d+$/.test(verb)) return known(form, "severity", `${verb} ${text}`);
  if (verb === "incident") return null;
  const definition = find(verb);
  if (definition) return { form, text, read: definition.read, continues: goesOn(definition, text) };
  return inTwoWords(form, verb, text);
}

function goesOn({ continues }: CommandDefinition, text: string): boolean {
  const [word, rest] = firstWord(text);
  return continues === "after the item" ? word !== "" && rest === "" : continues === true && text === "";
}

/** `near miss`, `follow up`, `went well`: a name that is written with a hyphen. */
function inTwoWords(form: Recognised["form"], verb: string, text: string): Recognised | null {
  const [second, rest] = firstWord(text);
  const name = `${verb}-${bareWord(second).toLowerCase()}`;
  return find(name) ? known(form, name, rest) : null;
}

/** Verbs shorter than this are too easily somebody else's to be guessed at. */
const shortestGuessed = 5;

/** Words of other bots that lie close to ours. */
const foreign = new Set([
  ...["command", "commands", "define", "import", "publish", "refine", "reland", "resend", "reviewers", "rewind"],
  ...["state", "static", "stats"],
]);

/** `/remind me to …` is another bot's. */
function isForeign(verb: string, text: string): boolean {
  return verb === "remind" && /^(?:(?:me|us|to)(?!\S)|@)/i.test(text);
}

function misspelt(verb: string, rest: string): Recognised | null {
  if (verb.length < shortestGuessed || foreign.has(verb)) return null;
  const meant = nearest(verb);
  if (!meant || meant.length < shortestGuessed || meant[0] !== verb[0]) return null;
  return wrong("/", `There is no command ${quoted(`/${verb}`)}.`, `${meant} ${rest}`);
}

function wrong(form: Recognised["form"], problem: string, instead: string): Recognised {
  return { form, text: "", read: () => ({ problem, instead: instead.trim() }), continues: false };
}
