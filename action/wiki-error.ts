/** What somebody must do before the wiki can be written: one message each, with what to click. */
import { UserError } from "../src/error.ts";
import { cut, plain } from "../src/words/escape.ts";
import type { GitError } from "./git.ts";

type WikiFault = "no first page" | "off" | "no permission" | "bad token" | "protected" | "archived" | "in the way";

/** The wiki can't be read or written until a person has done what the remedy says. */
export class WikiError extends UserError {
  readonly kind: WikiFault;

  /** `url` is the repository's address in the browser; `cause` is what git said. */
  constructor(kind: WikiFault, url: string, cause?: GitError) {
    const { message, remedy } = words[kind](url);
    super([message, ...quoted(kind, cause)].join(" "), remedy);
    this.kind = kind;
    this.cause = cause;
  }
}

type Words = (url: string) => { message: string; remedy: string };

const words: Record<WikiFault, Words> = {
  "no first page": (url) => ({
    message: `The wiki of ${nameOf(url)} has no page yet, and the first one can only be made in the browser.`,
    remedy: `Open ${url}/wiki/_new, save a page with any words, and run the job again. Where there are pages already, the workflow lacks \`permissions: contents: write\`.`,
  }),
  off: (url) => ({
    message: `The wiki of ${nameOf(url)} is switched off.`,
    remedy: `Switch it on at ${url}/settings under General > Features > Wikis, or set the input \`wiki\` to false.`,
  }),
  "no permission": (url) => ({
    message: `The job's token may not write to the wiki of ${nameOf(url)}.`,
    remedy: "Give the job `permissions: contents: write` in its workflow file, and run it again.",
  }),
  "bad token": (url) => ({
    message: `The wiki of ${nameOf(url)} does not accept the token: it is wrong, has expired, or was revoked.`,
    remedy: "Leave the input `token` out, so that the job's own token is used, or give it a new one.",
  }),
  protected: (url) => ({
    message: `A rule of the repository or of its organisation declines pushes to the wiki of ${nameOf(url)}.`,
    remedy: `Ask an administrator to let the workflow's account (github-actions) bypass it: ${url}/settings/rules, or Repository > Rulesets in the organisation's settings.`,
  }),
  archived: (url) => ({
    message: `${nameOf(url)} is archived, so its wiki can only be read.`,
    remedy: `Unarchive it at ${url}/settings, or remove the workflow.`,
  }),
  "in the way": (url) => ({
    message: `A file in the wiki of ${nameOf(url)} is in the way: the reports need a folder of the same name, or the other way round.`,
    remedy:
      "Rename the file or folder called `incidents`, or the folder called like one of the report's pages, and run the job again.",
  }),
};

/** What GitHub says of it, where its reason may be another than the usual one. */
function quoted(kind: WikiFault, cause?: GitError): string[] {
  const said = /^remote: (?:error: )?(.+)$/m.exec(cause?.said ?? "")?.[1];
  return said && (kind === "no permission" || kind === "protected") ? [`GitHub says: ${cut(plain(said), 200)}`] : [];
}

/** `acme/shop` of `https://github.com/acme/shop`. */
function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** What GitHub and git say, in git's plain English; the first that fits. */
const signs: [WikiFault, RegExp][] = [
  ["archived", /archived so it is read-only/i],
  [
    "no permission",
    /requested URL returned error: 403|Permission to \S+ denied|Write access to repository not granted/i,
  ],
  ["bad token", /Authentication failed|could not read (?:Username|Password)|requested URL returned error: 401/i],
  ["no first page", /Repository not found|repository '[^']*' not found/i],
  ["protected", /hook declined|GH0\d\d: |protected (?:branch|ref)|rule violations/i],
];

/** The error that says what to do, where that is known; else the same. */
export function diagnosed(error: GitError, url: string): WikiError | GitError {
  const kind = signs.find(([, sign]) => sign.test(error.said))?.[0];
  return kind ? new WikiError(kind, url, error) : error;
}
