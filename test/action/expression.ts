/** Expressions of workflows, as far as ours use them: GitHub's own operators and functions, over one event. */

const functions = {
  contains: (all: string | readonly string[], one: string) => all.includes(one),
  fromJSON: (text: string): unknown => JSON.parse(text),
  toJSON: (value: unknown) => JSON.stringify(value, null, 2),
};

/** What the expression comes to. Whatever isn't there is null, as on GitHub. */
export function evaluated(expression: string, contexts: Record<string, unknown>): unknown {
  const inner = expression.trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const named = inner.replace(/'[^']*'|[a-zA-Z][\w-]*(?:\.[\w*-]+)+/g, (part) =>
    part.startsWith("'") ? part : `(${JSON.stringify(found(contexts, part.split(".")))})`,
  );
  return new Function(...Object.keys(functions), `return ${named}`)(...Object.values(functions));
}

function found(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return value ?? null;
  if (step === "*") return Array.isArray(value) ? value.map((one) => found(one, rest)) : [];
  return typeof value === "object" && value !== null ? found(Reflect.get(value, step), rest) : null;
}
