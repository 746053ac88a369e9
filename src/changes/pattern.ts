/** Path patterns as .gitignore and CODEOWNERS have them; without regular expressions, which can take time without end. */

/** Longer ones cover nothing. */
const longestPattern = 500;
const longestPath = 4_096;

/**
 * Tells whether paths are covered by the pattern: what it names, and all that lies in it. `*` and `?` stand for parts of a
 * name, `**` for folders; with a slash before its end it counts from the root, else anywhere. All else is taken as written:
 * `[slug]` is a name. A look takes at most as many steps as the pattern's length times the path's.
 */
export function covering(pattern: string): (path: string) => boolean {
  const steps = stepsOf(pattern);
  return (path) => steps !== null && path.length <= longestPath && agree(steps, path.split("/"));
}

/** What is asked of one item; null stands for any number of them. */
type Step = ((item: string) => boolean) | null;

function stepsOf(pattern: string): Step[] | null {
  const inner = pattern.replace(/^\//, "").replace(/\/$/, "");
  if (inner === "" || pattern.length > longestPattern) return null;
  const isRooted = pattern.startsWith("/") || inner.includes("/");
  const names = inner.replace(/\/\*\*$/, "").split("/");
  const within = inner.endsWith("/**") ? [anything] : [];
  const inFolder = pattern.endsWith("/") ? [anything] : [];
  return [...(isRooted ? [] : [null]), ...names.map(nameStep), ...within, ...inFolder, null];
}

function nameStep(name: string): Step {
  if (name === "**") return null;
  if (!/[*?]/.test(name)) return (item) => item === name;
  const steps = [...name].map(characterStep);
  return (item) => agree(steps, [...item]);
}

function characterStep(wanted: string): Step {
  if (wanted === "*") return null;
  return wanted === "?" ? anything : (item) => item === wanted;
}

function anything(): boolean {
  return true;
}

/** Whether the items are what the steps ask for, all of them. Only the last null is ever tried again. */
function agree(steps: readonly Step[], items: readonly string[]): boolean {
  let next = 0;
  let again: { next: number; index: number } | null = null;
  for (let index = 0; index < items.length; ) {
    const step = steps[next];
    if (step === null) {
      next += 1;
      again = { next, index };
    } else if (step?.(items[index] ?? "")) {
      next += 1;
      index += 1;
    } else if (again) {
      again.index += 1;
      [next, index] = [again.next, again.index];
    } else return false;
  }
  return steps.slice(next).every((step) => step === null);
}
