/** Links and references in a text that readers outside can't open. */
import type { Hit, PublicSurroundings } from "./public-check.ts";

/** A host, then up to two steps of a path: `github.com/acme/shop`, `git@github.com:acme/shop.git`. */
const link =
  /(?<![a-z\d.-])(?=((?:[a-z\d_-]+@)?)([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,8})[:/](?:repos\/)?([\w-]{1,39})(?:\/([\w.-]{1,100}))?)/gi;
/** `acme/shop#12`, `acme/shop@0123abc`. */
const reference = /(?<![\w./-])([\w-]{1,39}\/[\w.-]{1,100})(?:#\d{1,10}|@[\da-f]{7,40})(?!\w)/gi;
/** `#12`, `GH-12`. */
const ownReference = /(?<![\w&/#])(?:#|gh-)\d{1,10}(?!\w)/gi;

/** Services whose pages their members alone can open, status pages apart. */
const membersOnly = [
  ".slack.com",
  ".atlassian.net",
  ".pagerduty.com",
  ".opsgenie.com",
  ".datadoghq.com",
  ".datadoghq.eu",
  ".sentry.io",
  ".grafana.net",
  ".newrelic.com",
  ".sharepoint.com",
  ".zoom.us",
  ".notion.so",
  ".docs.google.com",
  ".drive.google.com",
  ".meet.google.com",
  ".teams.microsoft.com",
  ".linear.app",
];

/** Which repositories are public: each is asked about once, and at most twenty of a text. */
export class PublicRepositories {
  readonly #surroundings: PublicSurroundings;
  readonly #known = new Map<string, Promise<boolean>>();
  static readonly #most = 20;

  constructor(surroundings: PublicSurroundings) {
    this.#surroundings = surroundings;
    this.#known.set(surroundings.repository.toLowerCase(), Promise.resolve(!surroundings.private));
  }

  /** Whether everybody may see it; false where nobody can say. */
  has(fullName: string): Promise<boolean> {
    const name = fullName.toLowerCase();
    const answer = this.#known.get(name) ?? this.#ask(fullName);
    this.#known.set(name, answer);
    return answer;
  }

  async #ask(fullName: string): Promise<boolean> {
    if (this.#known.size > PublicRepositories.#most) return false;
    try {
      return await this.#surroundings.isPublic(fullName);
    } catch {
      return false;
    }
  }
}

/** Private links and references, those to public repositories as harmless, and links to people's profiles. */
export async function linksIn(
  text: string,
  surroundings: PublicSurroundings,
  repositories: PublicRepositories,
): Promise<Hit[]> {
  const server = new URL(surroundings.server).hostname;
  const links = [...text.matchAll(link)].map((match) => linkIn(match, server, surroundings, repositories));
  const references = [...text.matchAll(reference)].map(async ({ 0: found, 1: name = "", index }) =>
    privately(found, index, found.length, await repositories.has(name)),
  );
  const own = surroundings.private ? [...text.matchAll(ownReference)] : [];
  const ownHits = own.map(({ 0: found, index }) => privately(found, index, found.length, false));
  const hits = (await Promise.all([...links, ...references])).filter((hit) => hit !== null);
  return [...hits, ...ownHits];
}

async function linkIn(
  match: RegExpExecArray,
  server: string,
  { repository }: PublicSurroundings,
  repositories: PublicRepositories,
): Promise<Hit | null> {
  const [, user = "", host = "", owner = "", rest] = match;
  const lower = host.toLowerCase();
  if (isMembersOnly(lower)) return privately(host, match.index + user.length, host.length, false);
  if (!isOf(server, lower)) return null;
  const separators = rest === undefined ? 1 : 2;
  const length = user.length + host.length + owner.length + (rest?.length ?? 0) + separators;
  if (rest === undefined) return profile(`${server}/${owner}`, match.index, length, repository);
  const name = rest.replace(/\.git$|\.+$/, "");
  const isPublic = await repositories.has(`${owner}/${name}`);
  return privately(`${server}/${owner}/${name}`, match.index, length, isPublic);
}

function isMembersOnly(host: string): boolean {
  if (host.startsWith("status.") || host.startsWith("www.")) return false;
  return membersOnly.some((name) => host.endsWith(name) || host === name.slice(1));
}

/** The server's own host, or one of those that hand out its content. */
function isOf(server: string, host: string): boolean {
  const name = host.replace(/^(?:www|api|gist|raw|codeload)\./, "");
  return name === server || (server === "github.com" && name === "githubusercontent.com");
}

function privately(found: string, index: number, length: number, isPublic: boolean): Hit {
  return { kind: "private link", found, index, length, ...(isPublic ? { harmless: true } : {}) };
}

/** The page of a person, unless it is the owner's of the repository. */
function profile(found: string, index: number, length: number, repository: string): Hit {
  const isOwner = found.toLowerCase().endsWith(`/${repository.toLowerCase().split("/", 1).join()}`);
  return { kind: "mention", found, index, length, ...(isOwner ? { harmless: true } : {}) };
}
