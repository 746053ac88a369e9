/** HTML from templates: every value is escaped, unless it is HTML already. */
import MarkdownIt from "markdown-it";

const { escapeHtml } = new MarkdownIt().utils;

/** Text that is HTML, and safe to put into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Html | string | number | readonly Value[];

/** A tagged template whose values are escaped; a list's values stand one after the other. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((text, index) => text + shown(values[index] ?? "")).join(""));
}

function shown(value: Value): string {
  if (value instanceof Html) return value.text;
  return typeof value === "object" ? value.map(shown).join("") : escapeHtml(String(value));
}
