/** Markdown as GitHub shows it in issues and comments. What could run or restyle the page is shown as text. */
import MarkdownIt, { type Token } from "markdown-it";
import { pageOf } from "./addresses.ts";

/** The HTML that the App's texts use. GitHub allows more; none of these has attributes, so none can do anything. */
const allowedTags = /<\/?(?:details|summary|sub|sup|kbd|br)>/g;

const parser = new MarkdownIt({ html: true, linkify: true, breaks: true });
const { escapeHtml } = parser.utils;

/** Safe HTML of the Markdown, with mentions, references and links between issues as GitHub makes them. */
export function renderMarkdown(markdown: string): string {
  return parser.render(markdown);
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

const harmless = (tokens: readonly Token[], index: number) => withoutMarkup(tokens[index]?.content ?? "");
Object.assign(parser.renderer.rules, {
  html_block: harmless,
  html_inline: harmless,
  image: (tokens: readonly Token[], index: number) => escapeHtml(tokens[index]?.content ?? ""),
  named: (tokens: readonly Token[], index: number) => withNames(tokens[index]?.content ?? ""),
});

parser.core.ruler.push("links and names", ({ tokens }) => {
  for (const { children } of tokens) if (children) followLinks(children);
});

/** Links between issues lead to their pages here, others nowhere; text outside of them may name people and issues. */
function followLinks(tokens: readonly Token[]): void {
  let depth = 0;
  for (const token of tokens) {
    if (token.type === "link_open") token.attrs = attributesOf(String(token.attrGet("href")));
    if (token.type === "link_open" || token.type === "link_close") depth += token.nesting;
    else if (token.type === "text" && depth === 0) token.type = "named";
  }
}

function attributesOf(address: string): [string, string][] {
  const [, issue, place = ""] =
    /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/issues\/(\d+)(#[\w-]+)?$/.exec(address) ?? [];
  return [issue ? ["href", `${pageOf(Number(issue))}${place}`] : ["title", address]];
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
