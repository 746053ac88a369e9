/** Hidden markers: how the App recognises what it wrote. A marker counts only in text whose author is the App. */

const opening = "<!-- sooner:";
const closing = " -->";

export interface Marker {
  /** Deterministic name of the thing: `card`, `action:IC_1:3`, `review`. */
  key: string;
  value: unknown;
}

/** The marker as an HTML comment that GitHub doesn't show; the value is anything that JSON can hold. */
export function writeMarker(key: string, value?: unknown): string {
  if (value === undefined) return `${opening}${key}${closing}`;
  return `${opening}${key} ${inComment(JSON.stringify(value))}${closing}`;
}

/** Reads the marker that a text begins with; null where it has none, or a broken one. */
export function readMarker(text: string): Marker | null {
  if (!text.startsWith(opening)) return null;
  const end = text.indexOf(closing, opening.length);
  if (end < 0) return null;
  const content = text.slice(opening.length, end);
  const space = content.indexOf(" ");
  if (space < 0) return { key: content, value: undefined };
  return parsed(content.slice(0, space), content.slice(space + 1));
}

function parsed(key: string, json: string): Marker | null {
  try {
    return { key, value: JSON.parse(json) };
  } catch {
    return null;
  }
}

/** `--` and `>` would end the comment early; within JSON they only stand inside strings. */
function inComment(json: string): string {
  return json.replaceAll("--", "-\\u002d").replaceAll(">", "\\u003e").replaceAll("<", "\\u003c");
}
