/**
 * Makes other people's text inert: shown as it was written, and doing nothing.
 *
 * `mdast-util-to-markdown` escapes too, but for a place in a tree of its own, and for Markdown alone; these words are put
 * into templates, where mentions, issue references and bare URLs, which GitHub finds after rendering, must do nothing as well.
 */

/** A zero-width space as an entity: GitHub's filters for mentions, references and URLs find nothing across it. */
const gap = "&#8203;";

/** Control characters, invisible ones, bidirectional overrides and tags. Joiners stay: emoji and Persian need them. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text on one line, without what can't be seen. For titles and other places that show plain text. */
export function plain(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, " ").replace(invisible, "").replace(/ {2,}/g, " ").trim();
}

/** What Markdown or GitHub would act upon: syntax, cells, mentions, references, URLs, emoji by name. */
const active = /[\\`*_[\]<>&~$|@]|#(?=\d)|gh-(?=\d)|:(?=\/\/|[a-z+-][\w+-]*:)|www(?=\.)/gi;

/** Markdown running text or a table cell that shows exactly this text on one line, and links, mentions and formats nothing. */
export function inline(text: string): string {
  return plain(text)
    .replace(active, disarmed)
    .replace(/^[-+=:#/]/, "\\$&")
    .replace(/^(\d{1,9})([.)])/, "$1\\$2");
}

function disarmed(sign: string): string {
  if (sign === "|") return "&#124;";
  return /[@#:\-w]$/i.test(sign) ? sign + gap : `\\${sign}`;
}

/** A table cell with this text, cut to `length` characters; a dash where there is none. */
export function cell(text: string, length = 200): string {
  return inline(cut(text, length)) || "–";
}

/** A code span that shows this text on one line; nothing where there is none. Not for tables, where a pipe would end the cell. */
export function code(text: string): string {
  const content = plain(text);
  if (content === "") return "";
  const longest = (content.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const padding = longest > 0 ? " " : "";
  return fence + padding + content + padding + fence;
}

/** A label in a Mermaid diagram: letters, digits and what no diagram reads as its own syntax. */
export function mermaid(text: string, length = 60): string {
  const label = plain(text)
    .replace(/(\d):(?=\d)/g, "$1.")
    .replace(/[^\p{L}\p{M}\p{N} .'()/+-]/gu, " ")
    .replace(/ {2,}/g, " ");
  return cut(label.trim(), length);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** No character that people write is longer than this; a longer one is cut. */
const longestGrapheme = 32;

/** The text where it has at most `length` UTF-16 units, else its beginning up to the end of a word, with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const room = length - 1;
  const end = graphemes.segment(text.slice(0, room + longestGrapheme)).containing(room)?.index ?? room;
  const head = text.slice(0, room - end > longestGrapheme ? room : end).toWellFormed();
  const word = head.lastIndexOf(" ");
  return `${head.slice(0, word > head.length / 2 ? word : head.length).trimEnd()}…`;
}

/** A Markdown link, or the inert text alone where the address is none that a browser may follow. */
export function link(text: string, url: string): string {
  return /^https?:\/\//.test(url) ? `[${inline(text)}](${destination(url)})` : inline(text);
}

/** Percent-encodes everything that could end a link's address or a table's cell. */
function destination(url: string): string {
  const encoded = url.toWellFormed().replace(/[^\w\-.~:/?#@!$&'+,;=%]/gu, percent);
  return encoded.replace(/[_&]/g, (sign) => (sign === "&" ? "&amp;" : "\\_"));
}

function percent(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}

/** Whether GitHub could have given this login: also those of managed users, `name_company`. */
export function isLogin(text: string): boolean {
  return /^[a-z\d][a-z\d-]{0,38}(?:_[a-z\d]{1,38})?$/i.test(text);
}

/** A person by their profile: shows the login, and mentions nobody. `site` is the origin of the GitHub it is on. */
export function person(login: string, site: string): string {
  return isLogin(login) ? link(login, `${site}/${login}`) : inline(login);
}
