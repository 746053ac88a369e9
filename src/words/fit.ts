/** Lists that must not outgrow their place. */

/**
 * The lines that fit into `room` characters, line ends included; all of them where they do. Else the first and the last
 * of them, with `omission(count)` where `count` are left out. `beginning` is the share of the room, from 0 to 1, that the
 * first lines may take before the last ones do.
 */
export function fitted(
  lines: readonly string[],
  room: number,
  omission: (count: number) => string,
  beginning = 1,
): string[] {
  if (lines.reduce((sum, line) => sum + line.length + 1, 0) <= room) return [...lines];
  const left = room - omission(lines.length).length - 1;
  const first = taken(lines, left * beginning);
  const last = taken(lines.slice(first.count).reverse(), left - first.size);
  const rest = lines.length - first.count - last.count;
  return [...lines.slice(0, first.count), omission(rest), ...lines.slice(lines.length - last.count)];
}

function taken(lines: readonly string[], room: number): { count: number; size: number } {
  let size = 0;
  let count = 0;
  for (const line of lines) {
    if (size + line.length + 1 > room) break;
    size += line.length + 1;
    count += 1;
  }
  return { count, size };
}
