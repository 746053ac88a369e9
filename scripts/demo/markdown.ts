/** Markdown as GitHub shows it in issues, comments and wikis. What could run or restyle the page is shown as text. */
import { createHash } from "node:crypto";
import MarkdownIt, { type Token } from "markdown-it";
import { pageOf, wikiPageOf } from "./addresses.ts";
import { type WikiFiles, wikiText } from "./wiki.ts";

/** The HTML that the App's texts use. GitHub allows more; none of these has attributes, so none can do anything. */
const allowedTags = /<\/?(?:details|summary|sub|sup|kbd|br)>/g;

const parser = reader(null);
const { escapeHtml } = parser.utils;

/** Safe HTML of the Markdown, with mentions, references and links between issues as GitHub makes them. */
export function renderMarkdown(markdown: string): string {
  return parser.render(markdown);
}

/** Safe HTML of a wiki page's Markdown, with links to the wiki's pages and to issues, and with the wiki's pictures. */
export function renderWiki(markdown: string, wiki: WikiFiles): string {
  return reader(wiki).render(markdown);
}

/** What the Markdown says, as lines of plain text: a table's row is a line, and what is folded is left out. */
export function linesOf(markdown: string): string[] {
  const lines: string[] = [];
  let row: string[] | null = null;
  let folded = 0;
  for (const { type, content, children } of parser.parse(markdown, {})) {
    if (type === "html_block") folded += count(content, "<details>") - count(content, "</details>");
    if (type === "tr_open") row = [];
    if (type === "tr_close" && row) lines.push(row.join(" · "));
    if (type === "tr_close") row = null;
    if (type === "inline" && folded === 0) (row ?? lines).push(wordsOf(children ?? []));
  }
  return lines.filter((line) => line !== "");
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function wordsOf(tokens: readonly Token[]): string {
  const words = tokens.map(({ type, content }) =>
    type.endsWith("break") ? " " : type.startsWith("html") ? "" : content,
  );
  return words.join("").trim();
}

/** In issues and comments a line's end is one, and people and issues are linked by name; in a wiki neither is so. */
function reader(wiki: WikiFiles | null) {
  const made = new MarkdownIt({ html: true, linkify: true, breaks: wiki === null });
  const contentOf = (tokens: readonly Token[], index: number) => tokens[index]?.content ?? "";
  const harmless = (tokens: readonly Token[], index: number) => withoutMarkup(contentOf(tokens, index));
  Object.assign(made.renderer.rules, {
    html_block: harmless,
    html_inline: harmless,
    image: (tokens: readonly Token[], index: number) =>
      pictureIn(wiki, tokens[index]) ?? escapeHtml(contentOf(tokens, index)),
    named: (tokens: readonly Token[], index: number) => withNames(contentOf(tokens, index)),
  });
  made.core.ruler.push("links and names", ({ tokens }) => {
    for (const { children } of tokens) if (children) followLinks(children, wiki);
  });
  return made;
}

/** Links to issues and to the wiki lead to their pages here, others nowhere; text outside of them may name people and issues. */
function followLinks(tokens: readonly Token[], wiki: WikiFiles | null): void {
  let depth = 0;
  for (const token of tokens) {
    if (token.type === "link_open") token.attrs = attributesOf(String(token.attrGet("href")), wiki);
    if (token.type === "link_open" || token.type === "link_close") depth += token.nesting;
    else if (token.type === "text" && depth === 0 && !wiki) token.type = "named";
  }
}

function attributesOf(address: string, wiki: WikiFiles | null): [string, string][] {
  if (wiki && wikiText(wiki, address) !== null) return [["href", wikiPageOf(address)]];
  const [, issue, place = ""] =
    /^(?:https:\/\/github\.com|http:\/\/127\.0\.0\.1:\d+)\/[\w.-]+\/[\w.-]+\/issues\/(\d+)(#[\w-]+)?$/.exec(address) ??
    [];
  return [issue ? ["href", `${pageOf(Number(issue))}${place}`] : ["title", address]];
}

/** A picture of the wiki's; null where it has none there. A new picture has a new address, so that a live page shows it. */
function pictureIn(wiki: WikiFiles | null, token: Token | undefined): string | null {
  const path = String(token?.attrGet("src"));
  const picture = path.endsWith(".png") ? wiki?.get(path) : undefined;
  if (!picture) return null;
  const version = createHash("sha256").update(picture).digest("hex").slice(0, 8);
  return `<img src="${escapeHtml(path)}?${version}" alt="${escapeHtml(token?.content ?? "")}">`;
}

function withNames(text: string): string {
  return escapeHtml(text)
    .replace(/(^|[\s(])@([a-z\d](?:[a-z\d-]){0,38})/gi, '$1<a class="mention">@$2</a>')
    .replace(
      /(^|[\s(])#(\d{1,9})\b/g,
      (_, before, number) => `${before}<a href="${pageOf(Number(number))}">#${number}</a>`,
    );
}

/** Without comments, and with every tag but the allowed ones as text. Entities stay: they are characters. */
function withoutMarkup(html: string): string {
  const text = withoutComments(html);
  const tags = text.match(allowedTags) ?? [];
  const words = text.split(allowedTags).map((part) => part.replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  return words.map((part, index) => part + (tags[index] ?? "")).join("");
}

function withoutComments(html: string): string {
  const [before = "", ...rest] = html.split("<!--");
  return before + rest.map((part) => part.split("-->").slice(1).join("-->")).join("");
}
