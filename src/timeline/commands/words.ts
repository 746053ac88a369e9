/** The small pieces that commands are made of: words, people, issues, severities. */
import { type Severity, severities } from "../../incident/incident.ts";

/** The first word, and what follows it. */
export function firstWord(text: string): [word: string, rest: string] {
  const end = text.search(/\s/);
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end).trimStart()];
}

/** Without a separator that people put between the parts of a command: a dash, a colon, a comma. */
export function withoutSeparator(text: string): string {
  return text.replace(/^(?:[-–—:,;.|](?=\s|$)|[,:;])\s*/, "");
}

/** A word without punctuation at its end. */
export function bareWord(word: string): string {
  let end = word.length;
  while (end > 0 && ".,:;!?)".includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}

/** The text in backquotes, cut to a readable length. */
export function quoted(text: string): string {
  return `\`${shorten(text, 60).replaceAll("`", "'")}\``;
}

/** The text, cut to a length in characters, never inside of one. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${[...text.slice(0, length * 2)].slice(0, length - 1).join("")}…`;
}

/** The login that a word names, with or without `@`; null where it is none. */
export function loginIn(word: string): string | null {
  return /^@?([a-z\d][a-z\d_-]{0,38})$/i.exec(bareWord(word))?.[1] ?? null;
}

/** The login that a word mentions with `@`; null where it mentions nobody. */
export function mentionIn(word: string): string | null {
  return word.startsWith("@") ? loginIn(word) : null;
}

/** The team that a word mentions, as `organisation/team`. */
export function teamIn(word: string): string | null {
  return /^@([a-z\d][a-z\d_-]{0,38}\/[a-z\d][\w-]{0,99})$/i.exec(bareWord(word))?.[1] ?? null;
}

/** A severity at the start of a text, as `sev2`, `SEV-2`, `sev 2`, `severity 2` or `s2`, and what follows it. */
export function severityAtStart(text: string): { severity: Severity; rest: string } | null {
  const [match, digit] = /^(?:s|sev(?:erity)?[-_ ]?)([1-5])(?![\w-])/i.exec(text) ?? [];
  const severity = severities.find((name) => name === `sev${digit}`);
  return match && severity ? { severity, rest: withoutSeparator(text.slice(match.length).trimStart()) } : null;
}

/** The number of an issue of this repository, written `#12`, `12` or as its link; null where it is none. */
export function issueIn(word: string, repository: string | undefined): number | null {
  const [, number] = /^#?(\d{1,9})$/.exec(bareWord(word)) ?? [];
  if (number) return Number(number);
  const link = linkIn(word);
  if (!link || !isOf(link, repository)) return null;
  const [, linked] = /^(?:issues|pull)\/(\d{1,9})$/.exec(link.path) ?? [];
  return linked ? Number(linked) : null;
}

/** A link into a repository on GitHub: whose, what in it, and where on the page. */
interface RepositoryLink {
  url: string;
  repository: string;
  path: string;
  fragment: string;
}

/** The link that a word is, also in angle brackets; null where it is none into a repository. */
export function linkIn(word: string): RepositoryLink | null {
  const url = bareWord(word.startsWith("<") && word.endsWith(">") ? word.slice(1, -1) : word);
  if (url.length > 500 || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, hash } = new URL(url);
  const [owner, name, ...path] = pathname.slice(1).split("/");
  if (!owner || !name) return null;
  return { url, repository: `${owner}/${name}`, path: path.filter(Boolean).join("/"), fragment: hash.slice(1) };
}

/** Whether a link leads into the repository, or that doesn't matter. */
export function isOf(link: RepositoryLink, repository: string | undefined): boolean {
  return repository === undefined || link.repository.toLowerCase() === repository.toLowerCase();
}
