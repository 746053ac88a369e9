/** What may not stand on a public page: looked for in the words that are meant for it, before it is written. */
import { addressesIn } from "./public-addresses.ts";
import { hostsIn } from "./public-hosts.ts";
import { linksIn, PublicRepositories } from "./public-links.ts";
import { emailsIn, mentionsIn } from "./public-people.ts";
import { readingsOf } from "./public-readings.ts";
import { secretsIn } from "./public-secrets.ts";

/** Something in a public text that a person has to look at. */
export interface PublicFinding {
  kind: "secret" | "mention" | "e-mail address" | "private link" | "internal host" | "IP address";
  /** As it stands in the text, without what can't be seen; of a secret the first four characters. */
  found: string;
  /** What to write instead: a sentence. */
  remedy: string;
}

/** What is public around the texts. */
export interface PublicSurroundings {
  /** The GitHub that the repository is on, `https://github.com`. */
  server: string;
  /** `owner/name`. */
  repository: string;
  private: boolean;
  /** Host names and IP addresses that the team allows on public pages. */
  publicHosts: readonly string[];
  /** Whether everybody may see that repository (`owner/name`) of the server. Where it throws, it counts as private. */
  isPublic: (fullName: string) => Promise<boolean>;
}

/** A finding and its place in the reading that it is from. */
export interface Hit {
  kind: PublicFinding["kind"];
  found: string;
  index: number;
  length: number;
  /** Seen and found harmless: nothing is reported, and nothing else is looked for in its place. */
  harmless?: true;
}

const remedies: Record<PublicFinding["kind"], string> = {
  secret: "Remove it, and replace the secret itself: who can read this issue has read it.",
  mention: "Write the team or the role, such as “our engineers”, rather than a person.",
  "e-mail address": "Write how to reach you in words, such as “our support page”.",
  "private link": "Say in words what stands there, as readers outside can't open it.",
  "internal host": "Write the service's name, or list the host under `report.publicHosts` where it is public.",
  "IP address": "Write the service's name; of a version, write at most three numbers.",
};

/**
 * What has to go from a text before it is public, each thing once. Reads the text as people see it: invisible characters,
 * look-alike dots and Markdown hide nothing. Linear in its length. Never throws where `isPublic` fails.
 */
export async function checkPublic(text: string, surroundings: PublicSurroundings): Promise<PublicFinding[]> {
  const repositories = new PublicRepositories(surroundings);
  const findings = new Map<string, PublicFinding>();
  for (const reading of readingsOf(text)) {
    for (const { kind, found } of await hitsIn(reading, surroundings, repositories)) {
      const key = `${kind} ${found.toLowerCase()}`;
      if (!findings.has(key)) findings.set(key, { kind, found, remedy: remedies[kind] });
    }
  }
  return [...findings.values()];
}

/** What was found is out of the way of the next search: a password is no part of an address, an address no mention. */
async function hitsIn(
  reading: string,
  surroundings: PublicSurroundings,
  repositories: PublicRepositories,
): Promise<Hit[]> {
  const secrets = await secretsIn(reading);
  let rest = without(reading, secrets);
  const hits = [...secrets];
  const links = await linksIn(rest, surroundings, repositories);
  rest = without(rest, links);
  hits.push(...links);
  for (const search of [emailsIn, mentionsIn, addressesIn, hostsIn]) {
    const found = search(rest, surroundings.publicHosts);
    rest = without(rest, found);
    hits.push(...found);
  }
  return hits.filter(({ harmless }) => !harmless);
}

/** The text with blanks where something was found. */
function without(text: string, hits: readonly Hit[]): string {
  const inOrder = hits.toSorted((a, b) => a.index - b.index);
  let kept = "";
  let position = 0;
  for (const { index, length } of inOrder) {
    const end = Math.max(position, index + length);
    kept += text.slice(position, index) + " ".repeat(end - Math.max(position, index));
    position = end;
  }
  return kept + text.slice(position);
}

/** A text for the public, and where people find it. */
export interface PublicText {
  /** In plain words: `the update of 16:16`. */
  place: string;
  text: string;
}

/** A finding, and the text that it is in. */
export interface HeldBack {
  place: string;
  finding: PublicFinding;
}

/** What holds the texts back: none of them where it is empty. */
export async function heldBack(texts: readonly PublicText[], surroundings: PublicSurroundings): Promise<HeldBack[]> {
  const held: HeldBack[] = [];
  for (const { place, text } of texts) {
    const findings = await checkPublic(text, surroundings);
    held.push(...findings.map((finding) => ({ place, finding })));
  }
  return held;
}
