/** Elements of SVG as text. */

type Attributes = Record<string, string | number>;

/** `<name a="1">children</name>`, numbers to a tenth, every value escaped. The children are elements already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  const start = `<${name}${written.join("")}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

function attribute(value: string | number): string {
  return typeof value === "number" ? String(tenths(value)) : escaped(value);
}

/** A length on the page, to a tenth of a pixel: finer can't be seen. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The text as it stands between tags, or in an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
